import { CheckboxField, SelectField, TextField } from '@/components/form/form-fields'
import { Card } from '@/components/ui/card'
import { Unfold } from '@/components/ui/unfold'
import { activityKinds, nodeReviewers } from '@/db/enums'
import { activityKindLabels, nodeReviewerLabels } from '@/lib/tasks/states'
import type { TemplateNode } from '@/lib/tasks/templates/schema'
import { formNodeCount } from '@/lib/tasks/templates/states'

/** The nodes of a template: one is shown, the others unfold. Numbered fields, so no script is needed. */
export function TemplateNodes({ nodes }: { nodes: TemplateNode[] }) {
  const numbers = Array.from({ length: formNodeCount }, (_, index) => index + 1)
  const [first = 1, ...others] = numbers
  return (
    <Card title="流程节点">
      <p className="mb-3 text-muted text-sm">
        三会一课等例行活动只要一个节点，不需审核：支部记了活动纪实就办完。
      </p>
      <NodeFields number={first} node={nodes[0]} required />
      <Unfold label="更多节点" open={nodes.length > 1}>
        <div className="space-y-6 pt-2">
          {others.map((number) => (
            <NodeFields key={number} number={number} node={nodes[number - 1]} />
          ))}
        </div>
      </Unfold>
    </Card>
  )
}

/** A person is named in the task a template was made of, and can only be kept here. */
function reviewersFor(node: TemplateNode | undefined) {
  return nodeReviewers.filter((value) => value !== 'person' || node?.reviewer === 'person')
}

type NodeFieldsProps = { number: number; node?: TemplateNode | undefined; required?: boolean }

function NodeFields({ number, node, required }: NodeFieldsProps) {
  const name = (field: string) => `node${number}${field}`
  return (
    <fieldset className="min-w-0 space-y-4">
      <legend className="mb-2 font-semibold">节点 {number}</legend>
      <TextField
        name={name('Title')}
        label="节点名称"
        required={required}
        maxLength={40}
        defaultValue={node?.title}
      />
      <div className="grid gap-4 sm:grid-cols-2 sm:items-end">
        <TextField
          name={name('Stage')}
          label="第几步"
          hint="几个节点写同一步，就同时办"
          inputMode="numeric"
          required
          defaultValue={String(node?.stage ?? number)}
        />
        <TextField
          name={name('LeadDays')}
          label="比截止提前几个工作日"
          hint="和任务一起截止的写 0"
          inputMode="numeric"
          required
          defaultValue={String(node?.leadDays ?? 0)}
        />
      </div>
      <div className="grid gap-4 sm:grid-cols-2 sm:items-end">
        <SelectField
          name={name('ActivityKind')}
          label="对应的活动"
          hint="记一份这种活动的纪实，这个节点就算交了"
          placeholder="不对应活动"
          choices={activityKinds.map((kind) => ({ value: kind, label: activityKindLabels[kind] }))}
          defaultValue={node?.activityKind ?? ''}
        />
        <SelectField
          name={name('Reviewer')}
          label="谁审核"
          hint="不需审核的交了就办完"
          required
          choices={reviewersFor(node).map((value) => ({
            value,
            label: nodeReviewerLabels[value],
          }))}
          defaultValue={node?.reviewer ?? 'issuer'}
        />
      </div>
      <TextField
        name={name('Requirement')}
        label="交什么"
        maxLength={2000}
        defaultValue={node?.requirement}
      />
      <CheckboxField
        name={name('Evidence')}
        label="必须附佐证材料"
        defaultChecked={node?.isEvidenceRequired}
      />
      {node?.reviewerId ? (
        <input type="hidden" name={name('ReviewerId')} value={node.reviewerId} />
      ) : null}
      {node?.formVersionId ? (
        <input type="hidden" name={name('FormVersionId')} value={node.formVersionId} />
      ) : null}
    </fieldset>
  )
}
