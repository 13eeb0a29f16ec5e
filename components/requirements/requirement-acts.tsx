import { ActionForm } from '@/components/form/action-form'
import { TextAreaField } from '@/components/form/form-fields'
import { LinkButton } from '@/components/ui/button'
import { DisclosureDialog } from '@/components/ui/disclosure-dialog'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormAction } from '@/lib/form-state'
import type { RequirementDetail } from '@/lib/tasks/requirements/detail'

type RequirementActsProps = {
  detail: Pick<
    RequirementDetail,
    'requirement' | 'figures' | 'canChange' | 'canClose' | 'canReopen'
  >
  close: FormAction
  reopen: FormAction
}

/** What can be done with a requirement: a task on it, the printed sheet, 销号. */
export function RequirementActs({ detail, close, reopen }: RequirementActsProps) {
  const { requirement, figures, canChange, canClose, canReopen } = detail
  const path = `/requirements/${requirement.id}`
  const hidden = { requirementId: requirement.id }
  return (
    <>
      {canClose ? (
        <LinkButton href={`/tasks/new?requirement=${requirement.id}`} tone="primary">
          新建任务
        </LinkButton>
      ) : null}
      <LinkButton href={`${path}/sheet`}>呈批件</LinkButton>
      {canChange ? <LinkButton href={`${path}/edit`}>修改</LinkButton> : null}
      {canClose ? (
        <DisclosureDialog trigger="销号" title="销号">
          {figures.open > 0 ? (
            <p>
              还有 {figures.open} 项任务没有办结，现在不能销号。请先办结或撤销这些任务，再来销号。
            </p>
          ) : (
            <ActionForm action={close} hidden={hidden} className="space-y-4">
              <p>
                {figures.tasks > 0
                  ? `${figures.tasks} 项任务都已办结。`
                  : '这项立项没有关联任务，请写明是怎样办结的。'}
                销号后不能再关联新任务，确需继续的可恢复办理。
              </p>
              <TextAreaField name="result" label="办理结果" required minLength={4} rows={4} />
              <SubmitButton tone="primary">销号</SubmitButton>
            </ActionForm>
          )}
        </DisclosureDialog>
      ) : null}
      {canReopen ? (
        <DisclosureDialog trigger="恢复办理" title="恢复办理">
          <ActionForm action={reopen} hidden={hidden} className="space-y-4">
            <p>恢复后可以修改、新建任务，办完再销号；原来的办理结果留在记录里。</p>
            <TextAreaField name="reason" label="原因" required minLength={4} rows={3} />
            <SubmitButton tone="primary">恢复办理</SubmitButton>
          </ActionForm>
        </DisclosureDialog>
      ) : null}
    </>
  )
}
