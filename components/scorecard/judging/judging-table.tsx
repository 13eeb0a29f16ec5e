import { ActionForm } from '@/components/form/action-form'
import { Badge } from '@/components/ui/badge'
import { SubmitButton } from '@/components/ui/submit-button'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import type { FormAction } from '@/lib/form-state'
import { formatMoment, formatPoints } from '@/lib/format'
import {
  type JudgingRow,
  type JudgingSheet,
  judgementStateLabels,
} from '@/lib/scorecard/judging/states'
import { classLabels } from '@/lib/scorecard/scheme/states'

type JudgingTableProps = {
  sheet: JudgingSheet
  /** Null outside the steps in which departments judge. */
  judgeMany: FormAction | null
  now: Date
}

/** The branches of one indicator: judged or not, each opening its form; the rest in one go. */
export function JudgingTable({ sheet, judgeMany, now }: JudgingTableProps) {
  const { chosen, rows, quarter } = sheet
  if (!chosen) {
    return null
  }
  const open = rows.filter((row) => row.state === null && row.isMine)
  const takesMany = judgeMany !== null && chosen.takesMany && open.length > 1
  const href = (row: JudgingRow) =>
    `/scorecard/${quarter.quarterId}/judge/${row.organisationId}?indicator=${encodeURIComponent(chosen.key)}`
  return (
    <div className="space-y-3">
      {takesMany ? (
        <ActionForm
          action={judgeMany}
          hidden={{ quarterId: quarter.quarterId, indicatorKey: chosen.key }}
          className="flex flex-wrap items-center gap-3"
        >
          {open.map((row) => (
            <input
              key={row.organisationId}
              type="hidden"
              name="organisationIds[]"
              value={row.organisationId}
            />
          ))}
          <SubmitButton>{`其余 ${open.length} 个支部都没有情形`}</SubmitButton>
          <span className="text-muted text-sm">先把有情形的支部逐个评好，再按这里。</span>
        </ActionForm>
      ) : null}
      <Table caption={`${chosen.code} ${chosen.name}的各支部`}>
        <thead>
          <tr>
            <HeadCell>支部</HeadCell>
            <HeadCell>类别</HeadCell>
            <HeadCell>状态</HeadCell>
            <HeadCell align="end">评分</HeadCell>
            <HeadCell>说明</HeadCell>
            <HeadCell>经办</HeadCell>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.organisationId}>
              <RowHead>
                <a href={href(row)} data-soft="" className="row-link">
                  {row.name}
                </a>
              </RowHead>
              <Cell label="类别">{row.class ? classLabels[row.class] : '—'}</Cell>
              <Cell phone="badge">
                {row.state ? (
                  <Badge tone={row.state === 'scored' ? 'done' : 'paused'}>
                    {judgementStateLabels[row.state]}
                  </Badge>
                ) : (
                  <Badge tone="soon">未评</Badge>
                )}
              </Cell>
              <Cell label="评分" align="end">
                {row.sumHundredths === null || row.state !== 'scored'
                  ? '—'
                  : formatPoints(row.sumHundredths, { sign: true })}
              </Cell>
              <Cell label="说明">{row.note ?? (row.items > 0 ? `${row.items} 条` : '—')}</Cell>
              <Cell label="经办">
                {row.byName
                  ? `${row.byName} ${row.at ? formatMoment(row.at, now) : ''}`
                  : row.isMine
                    ? '—'
                    : '由他人评分'}
              </Cell>
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  )
}
