import { ActionForm } from '@/components/form/action-form'
import { TextField } from '@/components/form/form-fields'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormAction } from '@/lib/form-state'

type SaveTaskFormProps = { save: FormAction; hidden: Record<string, string>; name: string }

/** Keeps a task as a template: only its name is asked for. */
export function SaveTaskForm({ save, hidden, name }: SaveTaskFormProps) {
  return (
    <ActionForm action={save} hidden={hidden} className="max-w-form space-y-4">
      <TextField
        name="name"
        label="模板名称"
        required
        minLength={2}
        maxLength={40}
        defaultValue={name}
      />
      <SubmitButton tone="primary" size="large">
        存为模板
      </SubmitButton>
    </ActionForm>
  )
}
