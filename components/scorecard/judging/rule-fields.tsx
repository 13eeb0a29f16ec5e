'use client'

import { useState } from 'react'
import { useFieldState } from '@/components/form/action-form'
import {
  CheckboxField,
  CheckboxGroupField,
  DateField,
  SelectField,
  TextField,
} from '@/components/form/form-fields'
import { Button } from '@/components/ui/button'
import type { JudgedItem } from '@/lib/facts/judgement-schema'
import { formatPoints } from '@/lib/format'
import type { AskedRule, JudgingForm } from '@/lib/scorecard/judging/states'

type RuleFieldsProps = {
  rule: AskedRule
  items: JudgedItem[]
  days: JudgingForm['days']
  isFirst: boolean
}

/** What a rule asks: one line for each case, and an empty one for the next. */
export function RuleFields({ rule, items, days, isFirst }: RuleFieldsProps) {
  const { error } = useFieldState(`rule:${rule.key}`)
  const [added, setAdded] = useState(0)
  const lines: (JudgedItem | null)[] = rule.isOnce
    ? [items[0] ?? null]
    : [...items, null, ...Array.from({ length: added }, () => null)]
  return (
    <fieldset className="min-w-0 rounded-card border border-line bg-surface px-4 py-3">
      <legend className="px-1 font-semibold">{rule.words}</legend>
      <p className="mb-2 text-muted text-sm">{rule.sentence}</p>
      {error ? <p className="mb-2 font-medium text-late text-sm">{error}</p> : null}
      <div className="space-y-3">
        {lines.map((item, position) => (
          <Line
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is named by its place
            key={position}
            name={`r:${rule.key}:${position}:`}
            rule={rule}
            item={item}
            days={days}
            takesFocus={isFirst && position === 0}
          />
        ))}
      </div>
      {rule.isOnce ? null : (
        <Button size="small" className="mt-2" onClick={() => setAdded(added + 1)}>
          再加一条
        </Button>
      )}
    </fieldset>
  )
}

type LineProps = {
  name: string
  rule: AskedRule
  item: JudgedItem | null
  days: JudgingForm['days']
  takesFocus: boolean
}

function Line({ name, rule, item, days, takesFocus }: LineProps) {
  const isCase = !rule.isOnce
  return (
    <div className="grid items-end gap-3 sm:grid-cols-[10rem_10rem_minmax(0,1fr)]">
      <input type="hidden" name={`${name}kind`} value={rule.kind} />
      <input type="hidden" name={`${name}ruleWords`} value={rule.words} />
      {item ? <input type="hidden" name={`${name}itemKey`} value={item.itemKey} /> : null}
      {rule.isOnce ? <input type="hidden" name={`${name}isOnce`} value="1" /> : null}
      <ValueField name={name} rule={rule} item={item} takesFocus={takesFocus} />
      {isCase ? (
        <>
          <DateField
            name={`${name}occurredOn`}
            label="日期"
            required
            min={days.from}
            max={days.to}
            defaultValue={item?.occurredOn ?? days.usual}
          />
          <TextField
            name={`${name}words`}
            label="事项"
            placeholder={rule.words}
            maxLength={200}
            defaultValue={item?.words ?? ''}
          />
        </>
      ) : (
        <input type="hidden" name={`${name}occurredOn`} value={item?.occurredOn ?? days.usual} />
      )}
      {rule.isDoubledAfterUrging ? (
        <CheckboxField
          name={`${name}isUrged`}
          label="经催办仍未落实（加倍）"
          value="1"
          defaultChecked={item?.isUrged ?? false}
        />
      ) : null}
    </div>
  )
}

type ValueProps = Omit<LineProps, 'days'>

function ValueField({ name, rule, item, takesFocus }: ValueProps) {
  const value = item?.value
  const text = { autoComplete: 'off', autoFocus: takesFocus, maxLength: 9 }
  const choices = rule.choices.map((label, position) => ({ value: String(position), label }))
  switch (rule.kind) {
    case 'events':
      return (
        <TextField
          {...text}
          name={`${name}count`}
          label="次数"
          inputMode="numeric"
          defaultValue={value?.kind === 'events' ? String(value.count) : ''}
        />
      )
    case 'amount':
    case 'value':
      return (
        <TextField
          {...text}
          name={`${name}points`}
          label={rule.kind === 'amount' ? '分值' : '数值'}
          inputMode="decimal"
          defaultValue={
            value?.kind === 'amount' || value?.kind === 'value'
              ? formatPoints(value.hundredths)
              : ''
          }
        />
      )
    case 'met':
      return (
        <SelectField
          name={`${name}met`}
          label={rule.isOnce ? '是否做到' : '是否发生'}
          placeholder={rule.isOnce ? '请选择' : '没有发生'}
          choices={
            rule.isOnce
              ? [
                  { value: 'yes', label: '做到' },
                  { value: 'no', label: '没有做到' },
                ]
              : [{ value: 'yes', label: '发生' }]
          }
          defaultValue={value?.kind === 'met' ? (value.isMet ? 'yes' : 'no') : ''}
        />
      )
    case 'parts':
      return (
        <CheckboxGroupField
          name={`${name}parts[]`}
          label="做到了哪几项"
          choices={choices}
          defaultValue={value?.kind === 'parts' ? value.met.map(String) : []}
        />
      )
    case 'tier':
      return (
        <SelectField
          name={`${name}tier`}
          label="档次"
          placeholder="请选择"
          choices={choices}
          defaultValue={value?.kind === 'tier' ? String(value.position) : ''}
        />
      )
    case 'rate':
      return (
        <>
          <TextField
            {...text}
            name={`${name}numerator`}
            label="实际数"
            inputMode="numeric"
            defaultValue={value?.kind === 'rate' ? String(value.numerator) : ''}
          />
          <TextField
            name={`${name}denominator`}
            label="应有数"
            inputMode="numeric"
            maxLength={6}
            defaultValue={value?.kind === 'rate' ? String(value.denominator) : ''}
          />
        </>
      )
    case 'level':
      return (
        <>
          <SelectField
            name={`${name}level`}
            label="层级"
            placeholder="没有"
            choices={choices}
            defaultValue={value?.kind === 'level' ? String(value.level) : ''}
          />
          <TextField
            name={`${name}matter`}
            label="哪一件事"
            maxLength={100}
            defaultValue={value?.kind === 'level' ? value.matter : ''}
          />
        </>
      )
  }
}
