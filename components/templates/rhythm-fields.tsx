import { SelectField, TextField } from '@/components/form/form-fields'
import { Card } from '@/components/ui/card'
import { type Recurrence, recurrences } from '@/db/enums'
import type { Anchor, AnchorDay } from '@/lib/tasks/templates/schema'
import { anchorUnitLabels, anchorUnits, recurrenceLabels } from '@/lib/tasks/templates/states'

export type RhythmValues = { recurrence: Recurrence; anchor: Anchor }

/** How often an instance goes out, on which day of the period, and by when it is due. */
export function RhythmFields({ recurrence, anchor }: RhythmValues) {
  return (
    <Card title="多久一次">
      <div className="space-y-4">
        <SelectField
          name="recurrence"
          label="周期"
          required
          choices={recurrences.map((value) => ({ value, label: recurrenceLabels[value] }))}
          defaultValue={recurrence}
        />
        <p className="text-muted text-sm">
          不重复的模板不用填下面几项。每季度的“第几个月”填 1—3，每年的填 1—12，每月的填
          1；没有这一天的月份按最后一天。
        </p>
        <AnchorFields prefix="out" label="下达" day={anchor.out} />
        <AnchorFields prefix="due" label="完成" day={anchor.due} />
        <TextField
          type="time"
          name="dueTime"
          label="完成的时刻"
          required
          defaultValue={anchor.dueTime}
          className="max-w-40"
        />
      </div>
    </Card>
  )
}

function AnchorFields(props: { prefix: 'out' | 'due'; label: string; day: AnchorDay }) {
  const { prefix, label, day } = props
  return (
    <div className="grid grid-cols-2 gap-4 sm:grid-cols-3">
      <TextField
        name={`${prefix}Month`}
        label={`${label}在第几个月`}
        inputMode="numeric"
        required
        defaultValue={String(day.month)}
      />
      <SelectField
        name={`${prefix}Unit`}
        label={`${label}按`}
        required
        choices={anchorUnits.map((value) => ({ value, label: anchorUnitLabels[value] }))}
        defaultValue={day.unit}
      />
      <TextField
        name={`${prefix}N`}
        label={`${label}第几`}
        inputMode="numeric"
        required
        defaultValue={String(day.n)}
      />
    </div>
  )
}
