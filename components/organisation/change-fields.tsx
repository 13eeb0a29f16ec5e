import { DateField, TextField } from '@/components/form/form-fields'

type ChangeFieldsProps = {
  today: string
  /** The earliest day the change can hold from. */
  since?: string
  basisHint?: string
}

/** From which day a change holds, and on what paper: part of every form that changes history. */
export function ChangeFields({ today, since, basisHint }: ChangeFieldsProps) {
  return (
    <>
      <DateField
        name="on"
        label="生效日期"
        hint="以前的日子仍按原样；不能晚于今天。"
        required
        defaultValue={today}
        max={today}
        min={since}
      />
      <TextField
        name="basis"
        label="依据"
        hint={basisHint ?? '批复或会议，例如 西岭信通党〔2026〕18号'}
        required
        maxLength={200}
      />
    </>
  )
}
