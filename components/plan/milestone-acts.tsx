import { ActionForm } from '@/components/form/action-form'
import { DateField, TextAreaField } from '@/components/form/form-fields'
import { LinkButton } from '@/components/ui/button'
import { DisclosureDialog } from '@/components/ui/disclosure-dialog'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormAction } from '@/lib/form-state'
import type { MilestoneDetail } from '@/lib/tasks/plan/milestone-detail'
import { MilestoneForm } from './milestone-form'

type MilestoneActsProps = {
  detail: MilestoneDetail
  today: string
  /** Whether the viewer issues tasks at all. */
  canIssue: boolean
  actions: Record<
    | 'saveMilestoneAction'
    | 'removeMilestoneAction'
    | 'declareMilestoneAction'
    | 'withdrawDeclarationAction',
    FormAction
  >
}

/** What can be done with a milestone: a task on it, declare it done, change it. */
export function MilestoneActs({ detail, today, canIssue, actions }: MilestoneActsProps) {
  const { milestone, plan, owner, row, canManage, canDeclare } = detail
  const isOpen = milestone.doneOn === null
  const hidden = { milestoneId: milestone.id }
  return (
    <>
      {isOpen && canIssue && plan.state !== 'closed' ? (
        <LinkButton href={`/tasks/new?milestone=${milestone.id}`} tone="primary">
          新建任务
        </LinkButton>
      ) : null}
      {isOpen && canDeclare ? (
        <DisclosureDialog trigger="登记完成" title="登记完成">
          <ActionForm action={actions.declareMilestoneAction} hidden={hidden} className="space-y-4">
            {row.figures.open > 0 ? (
              <p>{`还有 ${row.figures.open} 项关联任务没有办结，请核对是否确已完成。`}</p>
            ) : null}
            <DateField name="doneOn" label="完成日期" required defaultValue={today} max={today} />
            <TextAreaField
              name="result"
              label="完成情况"
              hint={`对照衡量标准：${milestone.measure}`}
              required
              minLength={4}
              rows={3}
            />
            <SubmitButton tone="primary">登记完成</SubmitButton>
          </ActionForm>
        </DisclosureDialog>
      ) : null}
      {!isOpen && canDeclare ? (
        <DisclosureDialog trigger="撤回完成登记" title="撤回完成登记">
          <ActionForm
            action={actions.withdrawDeclarationAction}
            hidden={hidden}
            className="space-y-4"
          >
            <p>撤回后按未完成计算，原来的登记留在记录里。</p>
            <TextAreaField name="reason" label="原因" required maxLength={200} rows={2} />
            <SubmitButton tone="primary">撤回</SubmitButton>
          </ActionForm>
        </DisclosureDialog>
      ) : null}
      {isOpen && canManage ? (
        <MilestoneForm
          trigger="修改"
          save={actions.saveMilestoneAction}
          year={plan.year}
          isPublished={plan.state === 'published'}
          hidden={{ objectiveId: milestone.objectiveId, milestoneId: milestone.id }}
          values={{ ...milestone, owner }}
        />
      ) : null}
      {plan.state === 'draft' && canManage && row.figures.tasks === 0 ? (
        <ActionForm action={actions.removeMilestoneAction} hidden={hidden}>
          <SubmitButton tone="quiet">删除</SubmitButton>
        </ActionForm>
      ) : null}
    </>
  )
}
