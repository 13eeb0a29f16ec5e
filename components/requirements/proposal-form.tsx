import { ActionForm } from '@/components/form/action-form'
import { SelectField, TextAreaField, TextField } from '@/components/form/form-fields'
import { Card } from '@/components/ui/card'
import { FormBeside } from '@/components/ui/form-beside'
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
    <ActionForm action={make} hidden={hidden}>
      <FormBeside
        aside={<AfterProposal />}
        foot={
          <SubmitButton tone="primary" size="large" pendingLabel="正在提交…">
            提交需求
          </SubmitButton>
        }
      >
        <Card>
          <div className="space-y-4">
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
            <TextField
              name="title"
              label="需求"
              hint="一句话说明需要什么"
              required
              maxLength={80}
            />
            <TextAreaField
              name="content"
              label="具体情况"
              hint="遇到什么困难、希望怎样解决、什么时候需要。请不要写涉密内容和身份证号。"
              required
              minLength={5}
              maxLength={5000}
              rows={6}
            />
          </div>
        </Card>
      </FormBeside>
    </ActionForm>
  )
}

/** What becomes of it, so that nobody wonders whether it was read. */
function AfterProposal() {
  return (
    <Card title="提交以后">
      <ol className="list-inside list-decimal space-y-1">
        <li>直接送到党建部，列入“待研究”。</li>
        <li>采纳：立项或列入任务、年度重点，告诉您编号。</li>
        <li>与别的需求合并或不采纳：写明理由答复您。</li>
      </ol>
      <p className="mt-3 text-muted text-sm">
        答复会出现在“消息”里，需求页上一直看得到走到哪一步。
      </p>
    </Card>
  )
}
