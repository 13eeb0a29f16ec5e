import { ActionForm } from '@/components/form/action-form'
import { RadioField, TextAreaField } from '@/components/form/form-fields'
import { SubmitButton } from '@/components/ui/submit-button'
import { complaintKinds } from '@/db/enums'
import { complaintKindLabels } from '@/lib/complaints/states'
import type { FormAction } from '@/lib/form-state'

type ComplaintFormProps = {
  action: FormAction
  /** Made with the empty form, so that sending it twice files one. */
  complaintId: string
}

/** What is wrong, in one's own words. */
export function ComplaintForm({ action, complaintId }: ComplaintFormProps) {
  return (
    <ActionForm action={action} hidden={{ complaintId }} className="space-y-4">
      <RadioField
        name="kind"
        label="类别"
        required
        choices={complaintKinds.map((value) => ({ value, label: complaintKindLabels[value] }))}
      />
      <TextAreaField
        name="text"
        label="情况说明"
        hint="什么事、在哪一步、希望怎样解决。请不要填写涉密内容和身份证号。"
        required
        minLength={5}
        maxLength={2000}
        rows={5}
      />
      <SubmitButton tone="primary" size="large" pendingLabel="正在提交…">
        提交
      </SubmitButton>
    </ActionForm>
  )
}
