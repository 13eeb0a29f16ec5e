import { ActionForm } from '@/components/form/action-form'
import { MilestoneForm } from '@/components/plan/milestone-form'
import { ObjectiveForm } from '@/components/plan/objective-form'
import { PlanActs } from '@/components/plan/plan-acts'
import { PrintButton } from '@/components/ui/print-button'
import { SubmitButton } from '@/components/ui/submit-button'
import type { Plan } from '@/lib/tasks/plan/load-plan'
import type { MilestoneRow, ObjectiveRow } from '@/lib/tasks/plan/plan-queries'
import * as actions from './actions'

type PlanHeadActsProps = { plan: Plan; milestones: MilestoneRow[]; canManage: boolean }

/** What the head of the year's page offers. */
export function PlanHeadActs({ plan, milestones, canManage }: PlanHeadActsProps) {
  return (
    <>
      {canManage && plan.state !== 'closed' ? (
        <ObjectiveForm
          trigger="新增目标"
          isPrimary={milestones.length === 0}
          save={actions.saveObjectiveAction}
          hidden={{ planId: plan.id, objectiveId: crypto.randomUUID() }}
        />
      ) : null}
      {canManage ? (
        <PlanActs
          plan={plan}
          milestones={milestones.length}
          unfinished={milestones.filter((one) => one.doneOn === null).length}
          actions={actions}
        />
      ) : null}
      <PrintButton />
    </>
  )
}

/** What may be done about each objective of a plan that is not closed. */
export function objectiveActs(plan: Plan) {
  return function acts(objective: ObjectiveRow) {
    const isEmpty = objective.milestones.length === 0
    return (
      <>
        <MilestoneForm
          trigger="加节点"
          isSmall
          save={actions.saveMilestoneAction}
          year={plan.year}
          isPublished={plan.state === 'published'}
          hidden={{ objectiveId: objective.id, milestoneId: crypto.randomUUID() }}
        />
        <ObjectiveForm
          trigger="修改目标"
          isSmall
          save={actions.saveObjectiveAction}
          hidden={{ planId: plan.id, objectiveId: objective.id }}
          values={objective}
        />
        {plan.state === 'draft' && isEmpty ? (
          <ActionForm action={actions.removeObjectiveAction} hidden={{ objectiveId: objective.id }}>
            <SubmitButton tone="quiet" size="small">
              删除
            </SubmitButton>
          </ActionForm>
        ) : null}
      </>
    )
  }
}
