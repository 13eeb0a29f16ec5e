import { ActionForm } from '@/components/form/action-form'
import { DateField, TextAreaField, TextField } from '@/components/form/form-fields'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormAction } from '@/lib/form-state'

export interface StepAsk {
  /** The verb on the button. */
  label: string
  tone?: 'primary' | 'secondary'
  /** The effect in one sentence. */
  summary: string
  effects: { label: string; value: number; unit: string }[]
  warnings?: string[]
  action: FormAction
  /** The last day asked for, with the one offered. */
  day?: { name: 'dueOn' | 'endsOn' | 'approvedOn'; label: string; offered: string }
  asksMinutes?: boolean
  asksReason?: boolean
}

/** The one button of a step: its effect in numbers, then what it needs, then the verb. */
export function StepForm({ quarterId, ask }: { quarterId: string; ask: StepAsk }) {
  const { label, tone = 'primary', summary, effects, warnings, day } = ask
  return (
    <ConfirmDialog
      trigger={label}
      triggerTone={tone}
      title={label}
      summary={summary}
      effects={effects}
      warnings={warnings}
    >
      <ActionForm action={ask.action} hidden={{ quarterId }} className="w-full space-y-4">
        {day ? (
          <DateField name={day.name} label={day.label} required defaultValue={day.offered} />
        ) : null}
        {ask.asksMinutes ? (
          <TextField
            name="minutesNumber"
            label="党委会议纪要编号"
            hint="例如：西岭信通党委纪要〔2026〕9号"
            required
            maxLength={60}
          />
        ) : null}
        {ask.asksReason ? (
          <TextAreaField name="reason" label="理由" required rows={2} maxLength={300} />
        ) : null}
        <SubmitButton tone="primary">{label}</SubmitButton>
      </ActionForm>
    </ConfirmDialog>
  )
}
