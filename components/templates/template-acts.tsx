import { ActionForm } from '@/components/form/action-form'
import { DateField } from '@/components/form/form-fields'
import { LinkButton } from '@/components/ui/button'
import { DisclosureDialog } from '@/components/ui/disclosure-dialog'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormAction } from '@/lib/form-state'
import type { TemplateDetail } from '@/lib/tasks/templates/queries'
import { goesToWords } from '@/lib/tasks/templates/states'

type TemplateActsProps = {
  detail: Pick<TemplateDetail, 'template' | 'canEdit' | 'goesTo'>
  /** Of the draft that 新建任务 makes. */
  taskId: string
  today: string
  actions: Record<
    'activateTemplateAction' | 'deactivateTemplateAction' | 'createFromTemplateAction',
    FormAction
  >
}

/** What can be done with a template: use it, change it, turn it on and off. */
export function TemplateActs({ detail, taskId, today, actions }: TemplateActsProps) {
  const { template, canEdit, goesTo } = detail
  const isRecurring = template.recurrence !== 'none'
  const hidden = { templateId: template.id, version: String(template.version) }
  return (
    <>
      {isRecurring || template.isActive ? (
        <DisclosureDialog
          trigger="用它新建任务"
          triggerTone={isRecurring ? 'secondary' : 'primary'}
          title="用模板新建任务"
        >
          <ActionForm
            action={actions.createFromTemplateAction}
            hidden={{ templateId: template.id, taskId }}
            className="space-y-4"
          >
            <p>先建一份草稿，节点时限按截止日期倒推；核对后再下达。</p>
            <DateField name="dueOn" label="截止日期" required min={today} />
            <SubmitButton tone="primary">新建草稿</SubmitButton>
          </ActionForm>
        </DisclosureDialog>
      ) : null}
      {canEdit ? <LinkButton href={`/templates/${template.id}/edit`}>修改</LinkButton> : null}
      {canEdit && !template.isActive ? (
        <DisclosureDialog trigger="启用" triggerTone="primary" title="启用模板">
          <ActionForm action={actions.activateTemplateAction} hidden={hidden} className="space-y-4">
            <p>
              {isRecurring
                ? `启用后，每期到时间自动下达。按今天的组织设置，每期交给 ${goesToWords(goesTo)}。本期完成时限还没到的从本期开始，已过的从下期开始；不补以前的。`
                : '启用后可以用它新建任务。'}
            </p>
            <SubmitButton tone="primary">启用</SubmitButton>
          </ActionForm>
        </DisclosureDialog>
      ) : null}
      {canEdit && template.isActive ? (
        <DisclosureDialog trigger="停用" title="停用模板">
          <ActionForm
            action={actions.deactivateTemplateAction}
            hidden={hidden}
            className="space-y-4"
          >
            <p>停用后不再生成新的任务，已经下达的照常办理。</p>
            <SubmitButton tone="danger">停用</SubmitButton>
          </ActionForm>
        </DisclosureDialog>
      ) : null}
    </>
  )
}
