import { ActionForm } from '@/components/form/action-form'
import { TextAreaField } from '@/components/form/form-fields'
import { LinkButton } from '@/components/ui/button'
import { DisclosureDialog } from '@/components/ui/disclosure-dialog'
import { PrintButton } from '@/components/ui/print-button'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormAction } from '@/lib/form-state'

type ActivityActsProps = {
  activityId: string
  canAmend: boolean
  /** Duties that might be open again. */
  duties: number
  withdraw: FormAction
}

/** What can be done with one record: print, correct, withdraw. */
export function ActivityActs({ activityId, canAmend, duties, withdraw }: ActivityActsProps) {
  return (
    <>
      <PrintButton>打印</PrintButton>
      {canAmend ? (
        <>
          <LinkButton href={`/activities/${activityId}/correct`}>更正</LinkButton>
          <DisclosureDialog trigger="撤回" title="撤回这份纪实">
            <ActionForm action={withdraw} hidden={{ activityId }} className="space-y-4">
              <p>
                撤回后这份纪实仍可查看，并注明原因。
                {duties > 0
                  ? `它计入的 ${duties} 项应开展事项，如没有别的纪实，会重新变成未开展。`
                  : ''}
                已经提交或办完的任务不变。
              </p>
              <TextAreaField name="reason" label="撤回的原因" required minLength={4} rows={3} />
              <SubmitButton tone="danger">撤回</SubmitButton>
            </ActionForm>
          </DisclosureDialog>
        </>
      ) : null}
    </>
  )
}
