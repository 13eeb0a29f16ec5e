'use client'

import { useEffect, useRef, useState } from 'react'
import { useFieldState } from '@/components/form/action-form'
import { DateField, SelectField, TextField } from '@/components/form/form-fields'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import type { NodeFields } from '@/lib/tasks/node-fields'
import { type FormOption, NodeEditor } from './node-editor'
import { nodesText } from './nodes-text'
import { useNodes } from './use-nodes'

type WhenFieldsProps = {
  startsOn: string
  dueOn?: string
  dueTime?: string
  estimatedMinutes?: number
  reworkAllowanceDays?: number
  /** Of a plain task. */
  formVersionId?: string
  nodes: NodeFields[]
  forms: FormOption[]
}

/**
 * Until when: one due for a plain task, or nodes with a due each. Without scripts a plain task can be
 * written, and the nodes of a draft stay as they are.
 */
export function WhenFields(props: WhenFieldsProps) {
  const list = useNodes(props.nodes)
  const { error } = useFieldState('nodes')
  const { field, resets } = useResets()
  const isPlain = list.nodes.length === 0
  return (
    <Card title="什么时候">
      <input ref={field} type="hidden" name="nodes" value={nodesText(list.nodes)} />
      <div className="grid gap-4 sm:grid-cols-3">
        <DateField name="startsOn" label="开始日期" required defaultValue={props.startsOn} />
        {isPlain ? <PlainDue {...props} /> : null}
        <TextField
          name="reworkAllowanceDays"
          label="退回后至少留（工作日）"
          inputMode="numeric"
          required
          defaultValue={props.reworkAllowanceDays ?? 1}
        />
      </div>
      {isPlain ? <PlainForm {...props} /> : null}
      {error ? (
        <Notice tone="error" className="mt-4">
          {error}
        </Notice>
      ) : null}
      <ol className="mt-4 space-y-3" aria-label="办理节点">
        {list.nodes.map(({ key, ...node }, index) => (
          <NodeEditor
            key={`${key}:${resets}`}
            node={node}
            index={index}
            count={list.nodes.length}
            forms={props.forms}
            onChange={(part) => list.change(key, part)}
            onMove={(by) => list.move(key, by)}
            onRemove={() => list.remove(key)}
          />
        ))}
      </ol>
      <div className="mt-3 flex flex-wrap items-center gap-3">
        <Button
          onClick={() =>
            isPlain ? list.add(2, { formVersionId: chosenForm(field.current) }) : list.add(1)
          }
        >
          {isPlain ? '分成几个节点办理' : '再加一个节点'}
        </Button>
        {isPlain ? null : (
          <>
            <Button tone="quiet" onClick={list.clear}>
              不分节点
            </Button>
            <span className="text-muted text-sm">任务的截止就是最后一个节点的截止。</span>
          </>
        )}
      </div>
    </Card>
  )
}

/** The form a plain task collects, without dividing it into nodes. */
function PlainForm({ forms, formVersionId }: WhenFieldsProps) {
  return forms.length > 0 ? (
    <div className="mt-4">
      <SelectField
        name="formVersionId"
        label="填报表"
        hint="选了就填表提交，数据自动汇总；没有合适的，先到“填报表”做一张。"
        placeholder="不填表，写完成情况"
        choices={forms.map(({ id, label }) => ({ value: id, label }))}
        defaultValue={formVersionId}
      />
    </div>
  ) : null
}

/** The form chosen for the plain task goes along to its last node. */
function chosenForm(within: HTMLInputElement | null): string {
  const field = within?.form?.elements.namedItem('formVersionId')
  return field instanceof HTMLSelectElement ? field.value : ''
}

/**
 * Counts the resets of the form around a field. A refused form is reset, and a list under control then
 * shows its first choice; made anew, it shows what was chosen.
 */
function useResets() {
  const field = useRef<HTMLInputElement>(null)
  const [resets, setResets] = useState(0)
  useEffect(() => {
    const form = field.current?.form
    const count = () => setResets((before) => before + 1)
    form?.addEventListener('reset', count)
    return () => form?.removeEventListener('reset', count)
  }, [])
  return { field, resets }
}

function PlainDue({ dueOn, dueTime, estimatedMinutes }: WhenFieldsProps) {
  return (
    <>
      <DateField name="dueOn" label="截止日期" required defaultValue={dueOn} />
      <TextField
        name="dueTime"
        label="截止时间"
        type="time"
        required
        defaultValue={dueTime ?? '18:00'}
      />
      <TextField
        name="estimatedMinutes"
        label="一个支部约需（分钟）"
        hint="下达前换算成全公司工时"
        inputMode="numeric"
        defaultValue={estimatedMinutes}
      />
    </>
  )
}
