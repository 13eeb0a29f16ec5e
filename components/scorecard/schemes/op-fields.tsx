import { CheckboxField, SelectField, TextAreaField, TextField } from '@/components/form/form-fields'
import type { RuleFields } from '@/lib/scorecard/scheme/in-browser/states'
import type { RuleOp } from '@/lib/scorecard/scheme/schema'
import { vetoLabels } from '@/lib/scorecard/scheme/states'

type FieldName = 'amount' | 'from' | 'to' | 'theirFull' | 'threshold' | 'step' | 'unit'

const decimals: Record<FieldName, { label: string; hint?: string }> = {
  amount: { label: '分值', hint: '不填由评定部门写明' },
  from: { label: '分值下限' },
  to: { label: '分值上限' },
  theirFull: { label: '外部满分', hint: '不填按原分计入' },
  threshold: { label: '达标比率（%）' },
  step: { label: '每低多少为一档（%）' },
  unit: { label: '数值的单位', hint: '例如：次、%' },
}

/** Which figures an operator asks for. */
const asked: Partial<Record<RuleOp, readonly FieldName[]>> = {
  deduct_per_event: ['amount'],
  deduct_fixed: ['amount'],
  deduct_late: ['amount'],
  score_if: ['amount'],
  all_or_nothing: ['amount'],
  add_per_event: ['amount'],
  add_capped: ['amount'],
  deduct_range: ['from', 'to'],
  add_range: ['from', 'to'],
  deduct_discretion: ['to'],
  add_discretion: ['to'],
  band: ['unit'],
  rate_step: ['threshold', 'step', 'amount'],
  import: ['theirFull', 'to'],
}

const lists: Partial<Record<RuleOp, { label: string; hint: string }>> = {
  score_each: { label: '分项', hint: '一行一项，写成“困难党员走访＝1”' },
  all_or_nothing: { label: '要做到的各项', hint: '一行一项；不填就只问是否做到' },
  tiered: { label: '各档', hint: '一行一档，写成“满意＝10”，可以是负数' },
  by_level: { label: '各层级', hint: '一行一级，写成“省级＝2”，通报批评写负数' },
  band: { label: '各区间', hint: '一行一段，写成“1 至 3＝2”，没有限制的一端写“不限”' },
}

/** Operators that cannot do without their figures. */
const fixed: readonly RuleOp[] = ['deduct_range', 'add_range', 'rate_step', 'add_capped']

const uncapped: readonly RuleOp[] = ['zero_item', 'veto', 'tiered', 'band', 'import']

type OpFieldsProps = { op: RuleOp; fields: RuleFields; grades: string[] }

/** The fields that an operator needs, and no others. */
export function OpFields({ op, fields, grades }: OpFieldsProps) {
  const { texts, effect } = fields
  const names = asked[op] ?? []
  const list = lists[op]
  return (
    <>
      {names.length > 0 ? (
        <div className="grid grid-cols-2 items-end gap-3">
          {names.map((name) => (
            <TextField
              key={name}
              name={name}
              {...decimals[name]}
              {...(fixed.includes(op) ? { hint: undefined, required: true } : {})}
              inputMode={name === 'unit' ? undefined : 'decimal'}
              defaultValue={texts[name]}
            />
          ))}
        </div>
      ) : null}
      {op === 'rate_step' ? (
        <CheckboxField
          name="partSteps"
          value="是"
          label="不足一档的按一档计"
          defaultChecked={texts.partSteps === '是'}
        />
      ) : null}
      {list ? (
        <TextAreaField
          name="list"
          {...list}
          required={op !== 'all_or_nothing'}
          rows={4}
          defaultValue={texts.list}
        />
      ) : null}
      {op === 'veto' ? <VetoFields effect={effect} grade={texts.grade} grades={grades} /> : null}
      {uncapped.includes(op) ? null : (
        <TextField
          name="ruleCap"
          label="本条累计上限"
          hint={op === 'add_capped' ? undefined : '不填就没有上限'}
          required={op === 'add_capped'}
          inputMode="decimal"
          defaultValue={texts.ruleCap}
        />
      )}
    </>
  )
}

type VetoFieldsProps = { effect: string | undefined; grade: string | undefined; grades: string[] }

function VetoFields({ effect, grade, grades }: VetoFieldsProps) {
  return (
    <>
      <SelectField
        name="effect"
        label="否决的后果"
        required
        placeholder="请选择"
        choices={Object.entries(vetoLabels).map(([value, label]) => ({ value, label }))}
        defaultValue={effect}
      />
      <SelectField
        name="grade"
        label="等次"
        hint="后果里写到等次时选择"
        placeholder="不需要"
        choices={grades.map((value) => ({ value, label: value }))}
        defaultValue={grade}
      />
    </>
  )
}
