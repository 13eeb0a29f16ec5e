import { ActionForm } from '@/components/form/action-form'
import { TextField } from '@/components/form/form-fields'
import { Card } from '@/components/ui/card'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormAction } from '@/lib/form-state'
import { formatPoints } from '@/lib/format'
import { indicatorStateLabels } from '@/lib/scorecard/ledger/schema'
import type { Comparison, ComparisonRow } from '@/lib/scorecard/self/comparison'
import { AutoSave } from './auto-save'

type SelfFormProps = {
  shown: Comparison
  save: FormAction
  submit: FormAction
}

/** 自评: points and a word for each indicator, saved as it is filled in. */
export function SelfForm({ shown, save, submit }: SelfFormProps) {
  const hidden = {
    quarterId: shown.quarter.quarterId,
    organisationId: shown.subject.organisationId,
  }
  return (
    <div className="space-y-4">
      <ActionForm action={save} hidden={hidden}>
        <div className="sticky top-[var(--spacing-topbar)] z-10 mb-3 flex flex-wrap items-center justify-between gap-2 bg-paper py-2">
          <AutoSave href={`/api/scorecard/${hidden.quarterId}/self/${hidden.organisationId}`} />
          <SubmitButton>保存</SubmitButton>
        </div>
        <div className="space-y-3">
          {groupsOf(shown.rows).map(([group, rows]) => (
            <Card key={group} title={group} flush>
              <ul className="divide-y divide-line">
                {rows.map((row) => (
                  <SelfRow key={row.key} row={row} />
                ))}
              </ul>
            </Card>
          ))}
        </div>
      </ActionForm>
      {shown.submittedAt === null ? (
        <ActionForm action={submit} hidden={hidden}>
          <SubmitButton tone="primary" size="large">
            提交自评
          </SubmitButton>
        </ActionForm>
      ) : null}
    </div>
  )
}

function SelfRow({ row }: { row: ComparisonRow }) {
  const { from, to } = row.limits
  const range = [
    from === null ? null : `不少于 ${formatPoints(from)}`,
    to === null ? null : `最多 ${formatPoints(to)}`,
  ]
  return (
    <li
      data-row
      className="grid gap-x-4 gap-y-2 px-4 py-3 md:grid-cols-[minmax(0,1fr)_9rem_minmax(0,1fr)]"
    >
      <div className="min-w-0">
        <p className="font-medium">
          {row.code} {row.name}
        </p>
        <p className="text-muted text-sm">
          {row.fullHundredths === null ? '' : `满分 ${formatPoints(row.fullHundredths)} · `}
          系统现计{' '}
          {row.present.hundredths === null
            ? indicatorStateLabels[row.present.state ?? 'no_data']
            : formatPoints(row.present.hundredths)}
        </p>
      </div>
      <TextField
        name={`points.${row.key}`}
        label={
          <>
            自评分
            <span className="sr-only">
              ：{row.code} {row.name}
            </span>
          </>
        }
        hint={range.filter(Boolean).join('，')}
        inputMode="decimal"
        autoComplete="off"
        maxLength={9}
        defaultValue={row.self.hundredths === null ? '' : formatPoints(row.self.hundredths)}
      />
      <TextField
        name={`note.${row.key}`}
        label={
          <>
            说明
            <span className="sr-only">
              ：{row.code} {row.name}
            </span>
          </>
        }
        hint="失分的写明原因"
        maxLength={500}
        defaultValue={row.selfNote ?? ''}
      />
    </li>
  )
}

function groupsOf(rows: readonly ComparisonRow[]): [string, ComparisonRow[]][] {
  const groups = new Map<string, ComparisonRow[]>()
  for (const row of rows) {
    const name = row.above.join(' › ') || '指标'
    groups.set(name, [...(groups.get(name) ?? []), row])
  }
  return [...groups]
}
