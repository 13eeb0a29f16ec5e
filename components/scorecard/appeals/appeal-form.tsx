import { Uploader } from '@/components/files/uploader'
import { ActionForm } from '@/components/form/action-form'
import { SelectField, TextAreaField, TextField } from '@/components/form/form-fields'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormAction } from '@/lib/form-state'
import { formatPoints } from '@/lib/format'
import type { LedgerLine } from '@/lib/scorecard/ledger/schema'

export type AppealTarget =
  | { kind: 'entry'; lines: LedgerLine[]; chosen: string | undefined }
  | { kind: 'missing'; rules: { key: string; label: string }[] }

type AppealFormProps = {
  quarterId: string
  organisationId: string
  requestKey: string
  target: AppealTarget
  file: FormAction
}

/** 申诉 against an entry, or for one that is missing under a rule. */
export function AppealForm(props: AppealFormProps) {
  const { quarterId, organisationId, requestKey, target, file } = props
  return (
    <ActionForm
      action={file}
      hidden={{ quarterId, organisationId, requestKey }}
      className="space-y-4"
    >
      {target.kind === 'entry' ? (
        <>
          <SelectField
            name="entryId"
            label="哪一条分录"
            required
            placeholder="请选择"
            defaultValue={target.chosen}
            choices={target.lines.map((line) => ({ value: line.id, label: lineWords(line) }))}
          />
          <TextField
            name="askedPoints"
            label="请求改为"
            hint="减分写负号，例如 -0.5；请求撤销这条分录的不填"
            inputMode="text"
            maxLength={9}
          />
        </>
      ) : (
        <>
          <SelectField
            name="ruleKey"
            label="缺少哪一条规则的分录"
            required
            placeholder="请选择"
            choices={target.rules.map((rule) => ({ value: rule.key, label: rule.label }))}
          />
          <TextField name="askedPoints" label="应记的分值" required maxLength={9} />
        </>
      )}
      <TextAreaField
        name="reason"
        label="事实和理由"
        hint="写清时间、经过和依据，至少 10 个字"
        required
        maxLength={1000}
        rows={5}
      />
      <Uploader label="证明材料" />
      <SubmitButton tone="primary" size="large">
        提交申诉
      </SubmitButton>
    </ActionForm>
  )
}

function lineWords(line: LedgerLine): string {
  const amount =
    line.effect === 'points'
      ? `${formatPoints(line.amountHundredths, { sign: true })} 分`
      : line.effect === 'zero'
        ? '本项清零'
        : '一票否决'
  return `${amount} · ${line.reason}`
}
