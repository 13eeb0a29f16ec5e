import { ActionForm } from '@/components/form/action-form'
import {
  DateField,
  RadioField,
  SelectField,
  TextAreaField,
  TextField,
} from '@/components/form/form-fields'
import { DisclosureDialog } from '@/components/ui/disclosure-dialog'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormAction } from '@/lib/form-state'
import type { DeclineView } from '@/lib/tasks/requests/request-queries'

const decisions = [
  { value: 'granted', label: '同意' },
  { value: 'refused', label: '不同意' },
]

type DecideExtensionFormProps = { requestId: string; askedWords: string; decide: FormAction }

/** The answer to a 延期申请. */
export function DecideExtensionForm({ requestId, askedWords, decide }: DecideExtensionFormProps) {
  return (
    <DisclosureDialog trigger="答复" triggerTone="primary" title="答复延期申请">
      <ActionForm action={decide} hidden={{ requestId }} className="space-y-4">
        <RadioField name="decision" label="是否同意" required choices={decisions} />
        <div className="grid gap-4 sm:grid-cols-2">
          <DateField name="dueOn" label="延到" hint={`不填就是所申请的 ${askedWords}`} />
          <TextField name="dueTime" label="时间" type="time" required defaultValue="18:00" />
        </div>
        <TextAreaField
          name="remark"
          label="答复"
          hint="不同意时请写明理由"
          rows={2}
          maxLength={500}
        />
        <SubmitButton tone="primary" size="large">
          答复
        </SubmitButton>
      </ActionForm>
    </DisclosureDialog>
  )
}

type DecideDeclineFormProps = {
  request: DeclineView
  others: { id: string; name: string }[]
  decide: FormAction
}

/** The answer to 退办 or 改派; a 改派 may go to somebody else than was proposed. */
export function DecideDeclineForm({ request, others, decide }: DecideDeclineFormProps) {
  const isReassign = request.kind === 'reassign'
  return (
    <DisclosureDialog
      trigger="答复"
      triggerTone="primary"
      title={isReassign ? '答复改派申请' : '答复退办申请'}
    >
      <ActionForm action={decide} hidden={{ requestId: request.id }} className="space-y-4">
        <p>
          {isReassign
            ? '同意后这一份结束，另一个党组织收到同样的一份。'
            : '同意后这一份结束，不计分。'}
          不同意则继续办理，等待的时间不计入支部用时。
        </p>
        <RadioField name="decision" label="是否同意" required choices={decisions} />
        {isReassign ? (
          <SelectField
            name="toOrganisationId"
            label="改派给"
            placeholder={request.toName ? `按申请：${request.toName}` : '请选择'}
            choices={others.map(({ id, name }) => ({ value: id, label: name }))}
          />
        ) : null}
        <TextAreaField
          name="remark"
          label="答复"
          hint="不同意时请写明理由"
          rows={2}
          maxLength={500}
        />
        <SubmitButton tone="primary" size="large">
          答复
        </SubmitButton>
      </ActionForm>
    </DisclosureDialog>
  )
}
