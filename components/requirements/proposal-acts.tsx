import { ActionForm } from '@/components/form/action-form'
import {
  CheckboxGroupField,
  SelectField,
  TextAreaField,
  TextField,
} from '@/components/form/form-fields'
import { LinkButton } from '@/components/ui/button'
import { DisclosureDialog } from '@/components/ui/disclosure-dialog'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormAction } from '@/lib/form-state'

type ProposalActsProps = {
  proposalId: string
  /** Other proposals that nobody has decided yet. */
  others: { id: string; label: string }[]
  milestones: { id: string; label: string }[]
  actions: Record<
    | 'adoptIntoRequirementAction'
    | 'adoptIntoMilestoneAction'
    | 'declineProposalAction'
    | 'mergeProposalsAction',
    FormAction
  >
}

/** What the staff do with a proposal: adopt it somewhere, merge others into it, or say why not. */
export function ProposalActs({ proposalId, others, milestones, actions }: ProposalActsProps) {
  const hidden = { proposalId }
  return (
    <div className="flex flex-wrap gap-2">
      <LinkButton href={`/requirements/new?proposal=${proposalId}`} tone="primary">
        采纳并立项
      </LinkButton>
      <DisclosureDialog trigger="并入已有立项" title="并入已有立项">
        <ActionForm
          action={actions.adoptIntoRequirementAction}
          hidden={hidden}
          className="space-y-4"
        >
          <TextField name="number" label="立项编号" hint="形如 2026-012" required />
          <Answer />
          <SubmitButton tone="primary">采纳并告知</SubmitButton>
        </ActionForm>
      </DisclosureDialog>
      {milestones.length > 0 ? (
        <DisclosureDialog trigger="纳入年度计划" title="纳入年度计划">
          <ActionForm
            action={actions.adoptIntoMilestoneAction}
            hidden={hidden}
            className="space-y-4"
          >
            <SelectField
              name="milestoneId"
              label="年度节点"
              required
              placeholder="请选择"
              choices={milestones.map(({ id, label }) => ({ value: id, label }))}
            />
            <Answer />
            <SubmitButton tone="primary">采纳并告知</SubmitButton>
          </ActionForm>
        </DisclosureDialog>
      ) : null}
      {others.length > 0 ? (
        <DisclosureDialog trigger="合并同类需求" title="合并同类需求">
          <ActionForm action={actions.mergeProposalsAction} hidden={hidden} className="space-y-4">
            <CheckboxGroupField
              name="mergedIds[]"
              label="把这些合并进来，一起研究"
              hint="提出人会收到通知，结果也会一并告知。"
              choices={others.map(({ id, label }) => ({ value: id, label }))}
            />
            <SubmitButton tone="primary">合并</SubmitButton>
          </ActionForm>
        </DisclosureDialog>
      ) : null}
      <DisclosureDialog trigger="不采纳" title="不采纳">
        <ActionForm action={actions.declineProposalAction} hidden={hidden} className="space-y-4">
          <TextAreaField
            name="answer"
            label="理由"
            hint="提出人会看到这段话"
            required
            minLength={4}
            rows={4}
          />
          <SubmitButton tone="primary">答复</SubmitButton>
        </ActionForm>
      </DisclosureDialog>
    </div>
  )
}

function Answer() {
  return (
    <TextAreaField
      name="answer"
      label="给提出人的答复"
      hint="不填就写“已采纳”和去向"
      maxLength={1000}
      rows={3}
    />
  )
}
