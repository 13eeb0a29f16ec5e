'use server'

import { action } from '@/lib/action'
import { carryOver } from '@/lib/tasks/plan/carry-over'
import { createPlan } from '@/lib/tasks/plan/create-plan'
import { declareMilestone, withdrawDeclaration } from '@/lib/tasks/plan/declare-milestone'
import { closePlan, publishPlan } from '@/lib/tasks/plan/publish-plan'
import { removeMilestone, saveMilestone } from '@/lib/tasks/plan/save-milestone'
import { removeObjective, saveObjective } from '@/lib/tasks/plan/save-objective'
import {
  createPlanInput,
  declareMilestoneInput,
  milestoneInput,
  objectiveInput,
  planInput,
  saveMilestoneInput,
  saveObjectiveInput,
  withdrawDeclarationInput,
} from '@/lib/tasks/plan/schema'

const year = () => ['/plan']
const milestone = ({ id }: { id: string }) => ['/plan', `/plan/milestones/${id}`]

export const createPlanAction = action(createPlanInput, createPlan, {
  words: (plan) => `已开始编制“${plan.title}”。`,
  redirectTo: (plan) => `/plan?year=${plan.year}`,
})

export const publishPlanAction = action(planInput, publishPlan, {
  words: (plan) => `${plan.year}年度计划已发布。`,
  revalidate: year,
})

export const closePlanAction = action(planInput, closePlan, {
  words: (plan) => `${plan.year}年度计划已关闭。`,
  revalidate: year,
})

export const carryOverAction = action(planInput, carryOver, {
  words: ({ plan, objectives, milestones }) =>
    objectives + milestones > 0
      ? `已结转 ${milestones} 个节点到${plan.year}年。`
      : `没有新的可结转内容，${plan.year}年计划没有变化。`,
  revalidate: year,
})

export const saveObjectiveAction = action(saveObjectiveInput, saveObjective, {
  words: (objective) => `已保存目标“${objective.title}”。`,
  revalidate: year,
})

export const removeObjectiveAction = action(objectiveInput, removeObjective, {
  words: (objective) => `已删除目标“${objective.title}”。`,
  revalidate: year,
})

export const saveMilestoneAction = action(saveMilestoneInput, saveMilestone, {
  words: (one) => `已保存节点“${one.title}”。`,
  revalidate: milestone,
})

export const removeMilestoneAction = action(milestoneInput, removeMilestone, {
  words: (one) => `已删除节点“${one.title}”。`,
  redirectTo: (one) => `/plan?year=${one.quarter.slice(0, 4)}`,
})

export const declareMilestoneAction = action(declareMilestoneInput, declareMilestone, {
  words: (one) => `“${one.title}”已登记完成。`,
  revalidate: milestone,
})

export const withdrawDeclarationAction = action(withdrawDeclarationInput, withdrawDeclaration, {
  words: (one) => `“${one.title}”的完成登记已撤回。`,
  revalidate: milestone,
})
