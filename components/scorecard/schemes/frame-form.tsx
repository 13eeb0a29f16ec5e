import { ActionForm } from '@/components/form/action-form'
import { CheckboxField, RadioField, TextAreaField, TextField } from '@/components/form/form-fields'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormAction } from '@/lib/form-state'
import { plainFigure } from '@/lib/scorecard/scheme/in-browser/states'
import type { SchemeDocument } from '@/lib/scorecard/scheme/schema'
import { yearlyLabels } from '@/lib/scorecard/scheme/states'

type FrameFormProps = {
  document: SchemeDocument
  seen: Record<string, string>
  save: FormAction
}

/** Name, basis, grades, 强制分布 and how quarters make a year. */
export function FrameForm({ document, seen, save }: FrameFormProps) {
  const { grading, yearly } = document
  return (
    <ActionForm key={seen.editVersion} action={save} hidden={seen} className="space-y-4">
      <TextField name="name" label="名称" required maxLength={100} defaultValue={document.name} />
      <TextField
        name="basis"
        label="依据的文件"
        maxLength={200}
        defaultValue={document.basis ?? undefined}
      />
      <TextAreaField
        name="bands"
        label="等次分数线"
        hint="从好到差，一行一个，写成“优秀＝90”，90 分起为优秀"
        rows={4}
        defaultValue={grading.bands
          .map((band) => `${band.grade}＝${plainFigure(band.fromHundredths)}`)
          .join('\n')}
      />
      <CheckboxField
        name="sharesState"
        value="on"
        label="启用强制分布"
        hint="在同一类别内，各等次不超过下面的比例，最后一个等次不限"
        defaultChecked={grading.shares?.isOn}
      />
      <TextAreaField
        name="shares"
        label="强制分布的比例"
        hint="一行一个，写成“优秀＝20”，表示不超过 20%"
        rows={4}
        defaultValue={grading.shares?.grades
          .map((one) => `${one.grade}＝${plainFigure(one.atMostPercentHundredths)}`)
          .join('\n')}
      />
      <RadioField
        name="yearly"
        label="年度得分"
        required
        choices={(['mean', 'sum', 'weights'] as const).map((value) => ({
          value,
          label: yearlyLabels[value],
        }))}
        defaultValue={yearly.method}
      />
      <TextAreaField
        name="weights"
        label="季度权重"
        hint="按季度权重时填：四个数，千分之几，合计 1000"
        rows={2}
        defaultValue={yearly.method === 'weights' ? yearly.thousandths.join(' ') : undefined}
      />
      <SubmitButton tone="primary" pendingLabel="正在保存…">
        保存
      </SubmitButton>
    </ActionForm>
  )
}
