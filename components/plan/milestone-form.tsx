import { ActionForm } from '@/components/form/action-form'
import { DateField, SelectField, TextAreaField, TextField } from '@/components/form/form-fields'
import { DisclosureDialog } from '@/components/ui/disclosure-dialog'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormAction } from '@/lib/form-state'
import { formatPeriod } from '@/lib/format'
import { Owners } from './objective-form'

export type MilestoneFormValues = {
  title: string
  quarter: string
  startsOn: string
  dueOn: string
  measure: string
  department: string | null
  owner: string
}

type MilestoneFormProps = {
  trigger: string
  isSmall?: boolean
  save: FormAction
  year: number
  /** Once published a due day moves with a reason only. */
  isPublished: boolean
  hidden: { objectiveId: string; milestoneId: string }
  values?: MilestoneFormValues
}

/** A milestone: what is to be there by when in which quarter, and who answers for it. */
export function MilestoneForm(props: MilestoneFormProps) {
  const { trigger, isSmall, save, year, isPublished, hidden, values } = props
  return (
    <DisclosureDialog
      trigger={trigger}
      triggerSize={isSmall ? 'small' : undefined}
      title={values ? '修改节点' : '新增节点'}
    >
      <ActionForm action={save} hidden={hidden} className="space-y-4">
        <TextField name="title" label="节点" required maxLength={80} defaultValue={values?.title} />
        <div className="grid gap-4 sm:grid-cols-3">
          <SelectField
            name="quarter"
            label="季度"
            required
            placeholder="请选择"
            defaultValue={values?.quarter}
            choices={[1, 2, 3, 4].map((quarter) => ({
              value: `${year}Q${quarter}`,
              label: formatPeriod(`${year}Q${quarter}`),
            }))}
          />
          <DateField name="startsOn" label="开始日期" required defaultValue={values?.startsOn} />
          <DateField name="dueOn" label="完成时限" required defaultValue={values?.dueOn} />
        </div>
        <TextAreaField
          name="measure"
          label="衡量标准"
          required
          maxLength={500}
          rows={2}
          defaultValue={values?.measure}
        />
        <Owners department={values?.department} owner={values?.owner} />
        {values && isPublished ? (
          <TextField
            name="reason"
            label="调整完成时限的原因"
            hint="计划已发布；时限有变化时必须填写，原时限留在记录里"
            maxLength={200}
          />
        ) : null}
        <SubmitButton tone="primary">保存</SubmitButton>
      </ActionForm>
    </DisclosureDialog>
  )
}
