import { newId } from '@/db/ids'
import { carryOver } from '@/lib/tasks/plan/carry-over'
import { createPlan } from '@/lib/tasks/plan/create-plan'
import { publishPlan } from '@/lib/tasks/plan/publish-plan'
import { saveMilestone } from '@/lib/tasks/plan/save-milestone'
import { saveObjective } from '@/lib/tasks/plan/save-objective'
import { makeProposal } from '@/lib/tasks/requirements/make-proposal'
import { registerRequirement } from '@/lib/tasks/requirements/register-requirement'
import type { Round } from './pages'
import { contextOf, dayFromNow, draft, type World } from './world'

/** 立项, 需求 and 年度重点, by those who meet them. */
export async function workRounds(world: World): Promise<Record<string, Round>> {
  const requirement = `/requirements/${await requirementOf(world)}`
  const proposalId = await proposalOf(world, '外勤班组缺少固定学习场所')
  await proposalOf(world, '站点没有党员活动室')
  const proposal = `/proposals/${proposalId}`
  const { year, milestone } = await planOf(world)
  return {
    work: {
      who: world.officer,
      visits: [
        { name: '立项', path: '/requirements' },
        { name: '登记立项', path: `/requirements/new?proposal=${proposalId}` },
        { name: '一项立项', path: requirement, opens: ['销号'] },
        { name: '修改立项', path: `${requirement}/edit` },
        { name: '呈批件', path: `${requirement}/sheet` },
        { name: '需求', path: '/proposals' },
        {
          name: '一项需求',
          path: proposal,
          opens: ['并入已有立项', '纳入年度计划', '合并同类需求', '不采纳'],
        },
        {
          name: '年度重点',
          path: `/plan?year=${year}`,
          opens: ['新增目标', '修改目标', /^结转到/],
        },
        { name: '年度重点表格', path: `/plan?year=${year}&view=table` },
        { name: '没有计划的年份', path: '/plan?year=2099' },
        { name: '年度节点', path: milestone, opens: ['登记完成', '修改'] },
      ],
    },
    proposer: {
      who: world.secretaries[0],
      visits: [
        { name: '需求建议', path: '/proposals' },
        { name: '提出需求', path: '/proposals/new' },
        { name: '自己的需求', path: proposal },
        { name: '年度重点', path: `/plan?year=${year}` },
      ],
    },
  }
}

/** A requirement of the office with a draft task on it; its id. */
export async function requirementOf(world: World): Promise<string> {
  const { id } = await registerRequirement(await contextOf(world, world.officer), {
    requirementId: newId(),
    source: 'superior_document',
    reference: '西岭电党〔2026〕41号',
    title: '落实任期届满党组织换届工作提醒',
    content: '任期将满的党支部提前做好换届准备。',
    receivedOn: dayFromNow(-5),
    dueOn: dayFromNow(20),
    fileIds: [],
  })
  await draft(world, { requirementId: id })
  return id
}

/** What the first secretary asks for; its id. */
export async function proposalOf(world: World, title: string): Promise<string> {
  const { id } = await makeProposal(await contextOf(world, world.secretaries[0]), {
    proposalId: newId(),
    from: `${world.branches[0].id}:`,
    title,
    content: '班组常年在站点，集中学习要往返两小时。',
  })
  return id
}

/** A plan of this year with an objective of two milestones, not published yet. */
export async function draftPlan(world: World) {
  const ctx = await contextOf(world, world.officer)
  const year = Number(dayFromNow(0).slice(0, 4))
  const { id: planId } = await createPlan(ctx, { year, title: `${year}年度重点任务` })
  const objective = await saveObjective(ctx, {
    planId,
    objectiveId: newId(),
    title: '推进党支部标准化规范化建设',
    measure: '全部支部对照标准自查整改',
    department: '党建部',
  })
  const milestoneId = newId()
  const one = { objectiveId: objective.id, measure: '三十个支部全部完成' }
  for (const [quarter, starts, due] of [
    [1, '01-05', '03-20'],
    [4, '10-08', '12-15'],
  ] as const) {
    await saveMilestone(ctx, {
      ...one,
      milestoneId: quarter === 1 ? milestoneId : newId(),
      title: `完成第${quarter}季度自查`,
      quarter: `${year}Q${quarter}`,
      startsOn: `${year}-${starts}`,
      dueOn: `${year}-${due}`,
    })
  }
  return { year, planId, milestoneId }
}

async function planOf(world: World): Promise<{ year: number; milestone: string }> {
  const { year, planId, milestoneId } = await draftPlan(world)
  const ctx = await contextOf(world, world.officer)
  await draft(world, { milestoneId })
  await publishPlan(ctx, { planId })
  await carryOver(ctx, { planId })
  return { year, milestone: `/plan/milestones/${milestoneId}` }
}
