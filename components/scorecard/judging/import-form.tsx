import { Uploader } from '@/components/files/uploader'
import { ActionForm } from '@/components/form/action-form'
import { SelectField } from '@/components/form/form-fields'
import { DisclosureDialog } from '@/components/ui/disclosure-dialog'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormAction } from '@/lib/form-state'
import type { JudgingSheet } from '@/lib/scorecard/judging/states'

type ImportFormProps = {
  quarterId: string
  imports: JudgingSheet['imports']
  importValues: FormAction
}

/** A table of values of another system, under one of the viewer's import rules. */
export function ImportForm({ quarterId, imports, importValues }: ImportFormProps) {
  return (
    <DisclosureDialog trigger="导入数据表" title="导入数据表">
      <ActionForm action={importValues} hidden={{ quarterId }} className="space-y-4">
        <p>
          表头要有“支部编码”（或“支部名称”）和“数值”，.xlsx 或 UTF-8 的
          .csv。有一格不对就全部不导入，并指出是哪一格；再次导入会更正原来的数值。
        </p>
        <SelectField
          name="ruleKey"
          label="导入到"
          required
          choices={imports.map((one) => ({ value: one.ruleKey, label: one.label }))}
        />
        <Uploader label="数据表" />
        <SubmitButton tone="primary">导入</SubmitButton>
      </ActionForm>
    </DisclosureDialog>
  )
}
