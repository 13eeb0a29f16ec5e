import { ActionForm } from '@/components/form/action-form'
import { RadioField, TextAreaField } from '@/components/form/form-fields'
import { DisclosureDialog } from '@/components/ui/disclosure-dialog'
import { SubmitButton } from '@/components/ui/submit-button'
import { grades } from '@/db/enums'
import type { FormAction } from '@/lib/form-state'
import { gradeLabels } from '@/lib/tasks/states'

type StepGradeFormProps = {
  stepId: string
  title: string
  criteria: string | null
  isCorrection: boolean
  evaluate: FormAction
}

/** 节点评价 of a finished node: grade and a sentence, without points. */
export function StepGradeForm(props: StepGradeFormProps) {
  const { stepId, title, criteria, isCorrection, evaluate } = props
  return (
    <DisclosureDialog
      trigger={isCorrection ? `更正“${title}”的评价` : `评价“${title}”`}
      title={`节点评价：${title}`}
    >
      <ActionForm action={evaluate} hidden={{ stepId }} className="space-y-4">
        {criteria ? <p>评价标准：{criteria}</p> : null}
        <RadioField
          name="grade"
          label="等次"
          required
          choices={grades.map((value) => ({ value, label: gradeLabels[value] }))}
        />
        <TextAreaField name="remark" label="评语" required rows={2} />
        <p className="text-muted">节点评价不计分，供整体评价参考。</p>
        <SubmitButton tone="primary">评价</SubmitButton>
      </ActionForm>
    </DisclosureDialog>
  )
}
