import { SelectField, TextField } from '@/components/form/form-fields'
import { formatMoment } from '@/lib/format'
import type { OpenItem } from '@/lib/organisation/open-work-port'
import { assignmentStateLabels } from '@/lib/tasks/states'

type OpenWorkFieldsProps = {
  items: readonly OpenItem[]
  now: Date
  /** Tasks the successor has itself: its copy goes on, this one is 不适用. */
  takenTaskIds: ReadonlySet<string>
}

/** Asks of every open assignment: transfer, or 不适用 with its basis. */
export function OpenWorkFields({ items, now, takenTaskIds }: OpenWorkFieldsProps) {
  if (items.length === 0) {
    return <p className="text-muted">没有在办任务需要移交。</p>
  }
  return (
    <fieldset className="space-y-4">
      <legend className="font-semibold">在办任务 {items.length} 项，请逐项选定</legend>
      {items.map((item) => (
        <SelectField
          key={item.assignmentId}
          name="decisions[]"
          label={item.title}
          hint={`${assignmentStateLabels[item.state]} · 时限 ${formatMoment(item.dueAt, now)}${
            takenTaskIds.has(item.taskId) ? ' · 接收组织已有同一任务，不能再移交' : ''
          }`}
          required
          placeholder="请选择"
          defaultValue={
            takenTaskIds.has(item.taskId) ? `${item.assignmentId}:not_applicable` : undefined
          }
          choices={[
            {
              value: `${item.assignmentId}:transfer`,
              label: '移交接收组织继续办理',
              disabled: takenTaskIds.has(item.taskId),
            },
            { value: `${item.assignmentId}:not_applicable`, label: '不适用' },
          ]}
        />
      ))}
      <TextField
        name="workBasis"
        label="不适用的依据"
        hint="选了“不适用”时填写，随任务留存。"
        maxLength={200}
        defaultValue={takenTaskIds.size > 0 ? '接收组织已承办同一任务' : undefined}
      />
    </fieldset>
  )
}
