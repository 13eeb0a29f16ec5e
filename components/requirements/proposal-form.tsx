import { ActionForm } from '@/components/form/action-form'
import { SelectField, TextAreaField, TextField } from '@/components/form/form-fields'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormAction } from '@/lib/form-state'

type ProposalFormProps = {
  make: FormAction
  /** Made with the empty form, so that sending it twice makes one. */
  proposalId: string
  /** In whose name; with one there is nothing to choose. */
  offices: { key: string; label: string }[]
}

/** What a branch or a department needs, in its own words. */
export function ProposalForm({ make, proposalId, offices }: ProposalFormProps) {
  const [only] = offices
  const isSingle = offices.length === 1 && only !== undefined
  const hidden = { proposalId, ...(isSingle ? { from: only.key } : {}) }
  return (
    <ActionForm action={make} hidden={hidden} className="max-w-form space-y-4">
      {isSingle ? (
        <p className="text-muted">{`以“${only.label}”的名义提出`}</p>
      ) : (
        <SelectField
          name="from"
          label="以谁的名义"
          required
          choices={offices.map(({ key, label }) => ({ value: key, label }))}
        />
      )}
      <TextField name="title" label="需求" hint="一句话说明需要什么" required maxLength={80} />
      <TextAreaField
        name="content"
        label="具体情况"
        hint="遇到什么困难、希望怎样解决、什么时候需要。请不要写涉密内容和身份证号。"
        required
        minLength={5}
        maxLength={5000}
        rows={6}
      />
      <SubmitButton tone="primary" size="large" pendingLabel="正在提交…">
        提交需求
      </SubmitButton>
    </ActionForm>
  )
}
