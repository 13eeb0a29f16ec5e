'use client'

import { Button } from '@/components/ui/button'
import { CheckboxField, SelectField } from '@/components/ui/choice-field'
import { DateField, TextAreaField, TextField } from '@/components/ui/text-field'
import { Unfold } from '@/components/ui/unfold'
import { activityKinds, nodeReviewers } from '@/db/enums'
import type { NodeFields } from '@/lib/tasks/node-fields'
import { activityKindLabels, nodeReviewerLabels } from '@/lib/tasks/states'

export type FormOption = { id: string; label: string }

type NodeEditorProps = {
  node: NodeFields
  index: number
  count: number
  forms: FormOption[]
  onChange: (part: Partial<NodeFields>) => void
  onMove: (by: 1 | -1) => void
  onRemove: () => void
}

/** One node under construction: what, until when, who reviews; the rest behind a line. */
export function NodeEditor(props: NodeEditorProps) {
  const { node, index, count, onChange, onMove, onRemove } = props
  const name = (field: string) => `node-${index}-${field}`
  return (
    <li className="rounded-card border border-line px-4 py-3">
      <div className="mb-3 flex flex-wrap items-center justify-between gap-2">
        <h3 className="font-semibold">节点 {index + 1}</h3>
        <div className="flex gap-2">
          <Button size="small" disabled={index === 0} onClick={() => onMove(-1)}>
            上移
          </Button>
          <Button size="small" disabled={index === count - 1} onClick={() => onMove(1)}>
            下移
          </Button>
          <Button size="small" onClick={onRemove}>
            删去
          </Button>
        </div>
      </div>
      <div className="space-y-4">
        <TextField
          name={name('title')}
          label="节点名称"
          required
          minLength={2}
          maxLength={40}
          placeholder="例如：报方案"
          value={node.title}
          onChange={(event) => onChange({ title: event.currentTarget.value })}
        />
        <div className="grid gap-4 sm:grid-cols-2">
          <DateField
            name={name('due')}
            label="截止日期"
            required
            value={node.dueOn}
            onChange={(event) => onChange({ dueOn: event.currentTarget.value })}
          />
          <TextField
            name={name('time')}
            label="截止时间"
            type="time"
            required
            value={node.dueTime}
            onChange={(event) => onChange({ dueTime: event.currentTarget.value })}
          />
          {index > 0 ? (
            <SelectField
              name={name('order')}
              label="什么时候开始"
              required
              choices={[
                { value: 'after', label: '上一节点完成之后' },
                { value: 'beside', label: '与上一节点同时' },
              ]}
              value={node.isAfter ? 'after' : 'beside'}
              onChange={(event) => onChange({ isAfter: event.currentTarget.value === 'after' })}
            />
          ) : null}
          <ReviewerFields {...props} />
        </div>
        <TextAreaField
          name={name('requirement')}
          label="交什么"
          rows={2}
          maxLength={2000}
          value={node.requirement}
          onChange={(event) => onChange({ requirement: event.currentTarget.value })}
        />
        <CheckboxField
          name={name('evidence')}
          label="这一步必须附佐证材料"
          checked={node.isEvidenceRequired}
          onChange={(event) => onChange({ isEvidenceRequired: event.currentTarget.checked })}
        />
        <MoreFields {...props} />
      </div>
    </li>
  )
}

function ReviewerFields({ node, index, onChange }: NodeEditorProps) {
  return (
    <>
      <SelectField
        name={`node-${index}-reviewer`}
        label="由谁审核"
        required
        choices={nodeReviewers.map((value) => ({ value, label: nodeReviewerLabels[value] }))}
        value={node.reviewer}
        onChange={(event) => {
          const chosen = nodeReviewers.find((value) => value === event.currentTarget.value)
          onChange({ reviewer: chosen ?? 'issuer' })
        }}
      />
      {node.reviewer === 'person' ? (
        <TextField
          name={`node-${index}-person`}
          label="审核人"
          hint="填工号，或不重名的姓名"
          required
          value={node.reviewerPerson}
          onChange={(event) => onChange({ reviewerPerson: event.currentTarget.value })}
        />
      ) : null}
    </>
  )
}

function MoreFields({ node, index, forms, onChange }: NodeEditorProps) {
  const isUsed = Boolean(
    node.estimatedMinutes || node.criteria || node.formVersionId || node.activityKind,
  )
  return (
    <Unfold label="填报表、活动、用时和评价标准" open={isUsed}>
      <div className="space-y-4 pt-2">
        {forms.length > 0 ? (
          <SelectField
            name={`node-${index}-form`}
            label="填报表"
            placeholder="不填表"
            choices={forms.map(({ id, label }) => ({ value: id, label }))}
            value={node.formVersionId}
            onChange={(event) => onChange({ formVersionId: event.currentTarget.value })}
          />
        ) : null}
        <SelectField
          name={`node-${index}-activity`}
          label="由哪类活动的纪实完成"
          placeholder="不由活动完成"
          choices={activityKinds.map((value) => ({ value, label: activityKindLabels[value] }))}
          value={node.activityKind}
          onChange={(event) => {
            const chosen = activityKinds.find((value) => value === event.currentTarget.value)
            onChange({ activityKind: chosen ?? '' })
          }}
        />
        <TextField
          name={`node-${index}-minutes`}
          label="预计用时（分钟）"
          inputMode="numeric"
          value={node.estimatedMinutes}
          onChange={(event) => onChange({ estimatedMinutes: event.currentTarget.value })}
        />
        <TextAreaField
          name={`node-${index}-criteria`}
          label="这一步怎么评"
          rows={2}
          maxLength={1000}
          value={node.criteria}
          onChange={(event) => onChange({ criteria: event.currentTarget.value })}
        />
      </div>
    </Unfold>
  )
}
