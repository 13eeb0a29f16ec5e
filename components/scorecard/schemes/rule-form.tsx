'use client'

import { type FormEvent, useState } from 'react'
import { ActionForm, useFieldState } from '@/components/form/action-form'
import { CheckboxField, SelectField, TextAreaField } from '@/components/form/form-fields'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormAction } from '@/lib/form-state'
import {
  fieldsOfRule,
  gradesOf,
  type RuleFields,
  ruleTextColumns,
} from '@/lib/scorecard/scheme/in-browser/states'
import type { Grading, Indicator, Rule, RuleOp } from '@/lib/scorecard/scheme/schema'
import { opLabels } from '@/lib/scorecard/scheme/states'
import { OpFields } from './op-fields'
import { RuleSentence } from './rule-sentence'
import { SourceFields } from './source-fields'

type RuleFormProps = {
  /** Null for a new one. */
  rule: Rule | null
  indicator: Indicator
  grading: Grading
  hidden: Record<string, string>
  save: FormAction
  remove: FormAction
}

const blank: RuleFields = {
  ...{ op: 'deduct_per_event', sourceKind: 'judgement', activities: [] },
  texts: {},
}

/** A rule: what is scored, how, from what; what it says stands under it as it is written. */
export function RuleForm(props: RuleFormProps) {
  const { rule, indicator, grading, hidden, save, remove } = props
  const [fields, setFields] = useState<RuleFields>(rule ? fieldsOfRule(rule) : blank)
  const grades = gradesOf(grading)
  const take = (event: FormEvent<HTMLElement>) => {
    const form = (event.target as HTMLElement).closest('form')
    if (form) {
      setFields(fieldsIn(new FormData(form)))
    }
  }
  return (
    <div className="space-y-4">
      <ActionForm action={save} hidden={hidden} className="space-y-4">
        {/* Listens only: every field in it is a control of its own. */}
        <fieldset className="space-y-4" onInput={take} onChange={take}>
          <legend className="sr-only">规则</legend>
          <TextAreaField
            name="words"
            label="考核内容"
            hint="按办法原文写，例如“每缺一次支委会”"
            required
            rows={2}
            maxLength={300}
            defaultValue={fields.texts.words}
          />
          <SelectField
            name="op"
            label="计分方式"
            required
            choices={(Object.keys(opLabels) as RuleOp[]).map((value) => ({
              value,
              label: opLabels[value],
            }))}
            defaultValue={fields.op}
          />
          <Particular fields={fields} grades={grades} />
          <SourceFields fields={fields} />
          <CheckboxField
            name="doubled"
            value="是"
            label="经催办仍未落实的加倍"
            defaultChecked={fields.texts.doubled === '是'}
          />
        </fieldset>
        <RuleSentence fields={fields} indicator={indicator} grades={grades} />
        <SubmitButton tone="primary" pendingLabel="正在保存…">
          {rule ? '保存规则' : '添加规则'}
        </SubmitButton>
      </ActionForm>
      {rule ? (
        <ConfirmDialog
          trigger="删去这条规则"
          title="删去这条规则"
          summary="只影响这份草稿；已发布的各版和已打开的季度不变。"
        >
          <ActionForm action={remove} hidden={hidden}>
            <SubmitButton tone="danger">删去</SubmitButton>
          </ActionForm>
        </ConfirmDialog>
      ) : null}
    </div>
  )
}

/** Without scripts a refused form comes back with the operator that was chosen in it. */
function Particular({ fields, grades }: { fields: RuleFields; grades: string[] }) {
  const { value } = useFieldState('op')
  const sent = typeof value === 'string' ? value : fields.op
  const isTouched = fields.op !== sent
  return <OpFields op={(isTouched ? fields.op : sent) as RuleOp} fields={fields} grades={grades} />
}

function fieldsIn(form: FormData): RuleFields {
  const text = (name: string) => {
    const value = form.get(name)
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  return {
    op: text('op') ?? '',
    effect: text('effect'),
    sourceKind: text('sourceKind') ?? '',
    activities: form.getAll('activities[]').filter((one) => typeof one === 'string'),
    scope: text('scope'),
    sourceKey: text('sourceKey'),
    texts: Object.fromEntries(
      ruleTextColumns.flatMap((column) => {
        const value = text(column)
        return value === undefined ? [] : [[column, value]]
      }),
    ),
  }
}
