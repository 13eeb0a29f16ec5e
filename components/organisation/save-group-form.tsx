import { ActionForm } from '@/components/form/action-form'
import { CheckboxGroupField, TextField } from '@/components/form/form-fields'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormAction } from '@/lib/form-state'
import {
  type OrganisationOnDay,
  organisationClassLabels,
  organisationKindLabels,
} from '@/lib/organisation/schema'

type SaveGroupFormProps = { action: FormAction; organisations: readonly OrganisationOnDay[] }

/** Names a choice of organisations. */
export function SaveGroupForm({ action, organisations }: SaveGroupFormProps) {
  return (
    <ActionForm action={action} className="space-y-4">
      <TextField name="name" label="分组名称" required maxLength={40} />
      <CheckboxGroupField
        name="organisationIds[]"
        label="包含的组织"
        required
        choices={organisations.map((one) => ({
          value: one.id,
          label: one.name,
          detail: one.class ? organisationClassLabels[one.class] : organisationKindLabels[one.kind],
        }))}
      />
      <SubmitButton tone="primary">保存分组</SubmitButton>
    </ActionForm>
  )
}
