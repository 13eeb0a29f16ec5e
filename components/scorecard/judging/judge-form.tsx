import { Uploader } from '@/components/files/uploader'
import { ActionForm } from '@/components/form/action-form'
import { RadioField, TextAreaField } from '@/components/form/form-fields'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormAction } from '@/lib/form-state'
import type { JudgingForm } from '@/lib/scorecard/judging/states'
import { judgementStateLabels } from '@/lib/scorecard/judging/states'
import { RuleFields } from './rule-fields'

/** 初评 of one indicator of one branch; the first field has the cursor, Enter saves and goes on. */
export function JudgeForm({ form, judge }: { form: JudgingForm; judge: FormAction }) {
  const hidden = {
    quarterId: form.quarter.quarterId,
    organisationId: form.branch.id,
    indicatorKey: form.indicator.key,
    seenVersion: String(form.last?.version ?? 0),
    ...(form.nextId ? { nextId: form.nextId } : {}),
  }
  return (
    <ActionForm action={judge} hidden={hidden} className="space-y-4">
      {form.rules.map((rule, position) => (
        <RuleFields
          key={rule.key}
          rule={rule}
          items={(form.last?.items ?? []).filter((item) => item.ruleKey === rule.key)}
          days={form.days}
          isFirst={position === 0}
        />
      ))}
      <RadioField
        name="state"
        label="结果"
        required
        inRow
        defaultValue={form.last?.state ?? 'scored'}
        choices={[
          { value: 'scored', label: '按上面所填评分（没有填的就是没有情形）' },
          { value: 'not_applicable', label: judgementStateLabels.not_applicable },
        ]}
      />
      <TextAreaField
        name="note"
        label="说明"
        hint="不适用的写明依据；修订版里更正的写明原因"
        rows={2}
        maxLength={500}
        defaultValue={form.last?.note ?? ''}
      />
      <Uploader label="依据材料" initial={form.last?.files ?? []} />
      <SubmitButton tone="primary" size="large">
        {form.nextId ? '保存并评下一个' : '保存'}
      </SubmitButton>
    </ActionForm>
  )
}
