import { ActionForm } from '@/components/form/action-form'
import { SelectField, TextAreaField } from '@/components/form/form-fields'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { RadioField } from '@/components/ui/choice-field'
import { SubmitButton } from '@/components/ui/submit-button'
import { TextField } from '@/components/ui/text-field'
import type { FormAction } from '@/lib/form-state'
import type { AppealEffect } from '@/lib/scorecard/appeals/appeal-effect'
import type { AppealPage } from '@/lib/scorecard/appeals/appeal-queries'
import { type Verdict, verdicts } from '@/lib/scorecard/appeals/schema'
import { verdictLabels } from '@/lib/scorecard/appeals/states'
import { EffectTable } from './effect-table'

export interface Considered {
  verdict: Verdict
  points: string
  /** What is wrong with it, instead of an effect. */
  refusal: string | null
  effect: AppealEffect | null
}

type DecideFormsProps = { page: AppealPage; considered: Considered | null; decide: FormAction }

/** First what the decision would do, to everybody; then the confirmation, bound to what was shown. */
export function DecideForms({ page, considered, decide }: DecideFormsProps) {
  const offered = page.entry ? verdicts : (['uphold', 'amount'] as const)
  return (
    <Card title="裁定">
      <form method="get" className="flex flex-wrap items-end gap-4" data-soft-form>
        <RadioField
          name="verdict"
          label="怎样处理"
          required
          defaultValue={considered?.verdict ?? 'uphold'}
          choices={offered.map((value) => ({
            value,
            label:
              page.entry === null && value === 'uphold'
                ? '不予补记'
                : page.entry === null
                  ? '补记分值'
                  : verdictLabels[value],
          }))}
        />
        <TextField
          name="points"
          label="分值"
          hint="选“改为另一分值”或“补记”时填，减分写负号"
          error={considered?.refusal ?? undefined}
          defaultValue={considered?.points}
          maxLength={9}
        />
        <Button type="submit">看影响</Button>
      </form>
      {considered?.effect ? (
        <div className="mt-4 space-y-4 border-line border-t pt-4">
          <EffectTable effect={considered.effect} />
          <ActionForm
            action={decide}
            hidden={{
              appealId: page.appeal.id,
              verdict: considered.verdict,
              ...(considered.points ? { points: considered.points } : {}),
              seen: considered.effect.seen,
            }}
            className="space-y-4"
          >
            <TextAreaField
              name="reason"
              label="决定的理由"
              hint="会告知申诉支部"
              required
              maxLength={1000}
            />
            <SubmitButton tone="primary">
              {`确认：${page.entry === null && considered.verdict === 'uphold' ? '不予补记' : verdictLabels[considered.verdict]}`}
            </SubmitButton>
          </ActionForm>
        </div>
      ) : null}
    </Card>
  )
}

/** Names somebody else, where nobody of the office may decide. */
export function NameDeciderForm({ page, name }: { page: AppealPage; name: FormAction }) {
  return (
    <ActionForm action={name} hidden={{ appealId: page.appeal.id }} className="space-y-4">
      <SelectField
        name="deciderId"
        label="由谁裁定"
        hint="评过这一项的、提出申诉的、本季度属于该支部的不在其中"
        required
        placeholder="请选择"
        defaultValue={page.appeal.deciderId ?? undefined}
        choices={page.candidates.map((one) => ({
          value: one.id,
          label: `${one.name}（${one.position}）`,
        }))}
      />
      <SubmitButton>指定</SubmitButton>
    </ActionForm>
  )
}
