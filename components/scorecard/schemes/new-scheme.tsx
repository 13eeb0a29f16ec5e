import { ActionForm } from '@/components/form/action-form'
import { RadioField, TextField } from '@/components/form/form-fields'
import { DisclosureDialog } from '@/components/ui/disclosure-dialog'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormAction } from '@/lib/form-state'
import { originLabels, schemeOrigins } from '@/lib/scorecard/scheme/drafting/schema'

type NewSchemeProps = {
  /** Made with the page, so that pressing twice makes one draft. */
  schemeId: string
  year: number
  /** Whether there is a version to begin from. */
  hasLast: boolean
  create: FormAction
}

/** 新建一版: for which year, from what. */
export function NewScheme({ schemeId, year, hasLast, create }: NewSchemeProps) {
  const origins = schemeOrigins.filter((origin) => hasLast || origin !== 'last')
  return (
    <DisclosureDialog trigger="新建一版" triggerTone="primary" title="新建一版考核办法">
      <ActionForm action={create} hidden={{ schemeId }} className="space-y-4">
        <TextField
          name="year"
          label="年度"
          required
          inputMode="numeric"
          pattern="20[0-9]{2}"
          title="请填四位年份"
          defaultValue={String(year)}
        />
        <RadioField
          name="origin"
          label="从哪里开始"
          required
          choices={origins.map((value) => ({ value, label: originLabels[value] }))}
          defaultValue={hasLast ? 'last' : 'example'}
        />
        <SubmitButton tone="primary">新建草稿</SubmitButton>
      </ActionForm>
    </DisclosureDialog>
  )
}
