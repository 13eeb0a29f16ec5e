import { ActionForm } from '@/components/form/action-form'
import { TextAreaField } from '@/components/form/form-fields'
import { DisclosureDialog } from '@/components/ui/disclosure-dialog'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormAction } from '@/lib/form-state'

type UrgeFilteredFormProps = {
  /** Copies under the filter that wait for their branch. */
  count: number
  /** The filter, for the verb to read the same list. */
  filter: Record<string, string>
  urge: FormAction
}

/** 催办 of everything the view lists under its filter. */
export function UrgeFilteredForm({ count, filter, urge }: UrgeFilteredFormProps) {
  return (
    <DisclosureDialog trigger={`催办这 ${count} 份`} title="催办">
      <ActionForm action={urge} hidden={filter} className="space-y-4">
        <p>
          将提醒这个条件下您下达的、轮到支部办理的 {count}{' '}
          份；刚催过的不再打扰，夜间的短信到早上再发。
          {count > 1000 ? '一次最多 1000 份，先催最急的。' : ''}
        </p>
        <TextAreaField name="words" label="附一句话" rows={2} maxLength={100} />
        <SubmitButton tone="primary">催办</SubmitButton>
      </ActionForm>
    </DisclosureDialog>
  )
}
