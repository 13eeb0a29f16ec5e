import { ActionForm } from '@/components/form/action-form'
import { DateField, SelectField } from '@/components/form/form-fields'
import { DisclosureDialog } from '@/components/ui/disclosure-dialog'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormAction } from '@/lib/form-state'

type TemplatePickerProps = {
  /** Of the draft to be made. */
  taskId: string
  templates: { id: string; name: string }[]
  /** First day that may be chosen. */
  from: string
  create: FormAction
}

/** A new draft from a template: nodes and recipients come along, dues are counted back from the day. */
export function TemplatePicker({ taskId, templates, from, create }: TemplatePickerProps) {
  if (templates.length === 0) {
    return null
  }
  return (
    <DisclosureDialog trigger="从模板新建" title="从模板新建">
      <ActionForm action={create} hidden={{ taskId }} className="space-y-4">
        <SelectField
          name="templateId"
          label="模板"
          placeholder="请选择"
          required
          choices={templates.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <DateField
          name="dueOn"
          label="最后的截止日期"
          hint="各节点按模板里的间隔往前推"
          required
          min={from}
        />
        <p>先成为草稿，可以再改，看清影响再下达。</p>
        <SubmitButton tone="primary" size="large">
          新建草稿
        </SubmitButton>
      </ActionForm>
    </DisclosureDialog>
  )
}
