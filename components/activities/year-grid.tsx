import { TextLink } from '@/components/ui/text-link'
import type { YearCell, YearRow } from '@/lib/activities/branch-year'
import { formatDay, formatPeriod } from '@/lib/format'
import { dayOf } from '@/lib/period'
import { originLabels } from '@/lib/tasks/templates/states'
import { ObligationBadge } from './obligation-badge'

/** Kinds × periods of a year; months are the columns, a quarter is as wide as three. */
export function YearGrid({ rows, year }: { rows: YearRow[]; year: number }) {
  return (
    <>
      <div className="rounded-card border border-line bg-surface max-lg:hidden print:block">
        <table className="table-dense table-fixed">
          <caption className="sr-only">{year}年应开展的活动</caption>
          <thead>
            <tr>
              <th scope="col" style={{ width: '11rem' }}>
                事项
              </th>
              {months.map((month) => (
                <th key={month} scope="col">
                  {month}月
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.key}>
                <th scope="row">
                  {row.name}
                  <span className="block font-normal text-muted text-sm">
                    {originLabels[row.origin]}
                  </span>
                </th>
                {row.cells.map(({ period, cell }) => (
                  <td key={period} colSpan={12 / row.cells.length} className="px-1!">
                    {cell ? <CellOf cell={cell} /> : <NotAsked />}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <ul className="space-y-3 lg:hidden print:hidden">
        {rows.map((row) => (
          <PhoneRow key={row.key} row={row} />
        ))}
      </ul>
    </>
  )
}

const months = Array.from({ length: 12 }, (_, index) => index + 1)

function PhoneRow({ row }: { row: YearRow }) {
  return (
    <li className="rounded-card border border-line bg-surface px-4 py-3">
      <h3 className="font-semibold">
        {row.name}{' '}
        <span className="font-normal text-muted text-sm">{originLabels[row.origin]}</span>
      </h3>
      <ul className="mt-2 space-y-2">
        {row.cells.flatMap(({ period, cell }) =>
          cell ? (
            <li key={period} className="flex items-start justify-between gap-3">
              <span>{formatPeriod(period).replace(/^\d+年(?=.)/, '')}</span>
              <span className="text-end">
                <CellOf cell={cell} />
              </span>
            </li>
          ) : (
            []
          ),
        )}
      </ul>
    </li>
  )
}

function CellOf({ cell }: { cell: YearCell }) {
  const href = cell.activityId
    ? `/activities/${cell.activityId}`
    : cell.taskId && cell.assignmentId
      ? `/tasks/${cell.taskId}/assignments/${cell.assignmentId}`
      : null
  const badge = <ObligationBadge state={cell.state} />
  return (
    <>
      {href ? (
        <TextLink href={href} plain>
          {badge}
        </TextLink>
      ) : (
        badge
      )}
      <span className="block text-muted text-xs">{remarkOf(cell)}</span>
    </>
  )
}

function remarkOf(cell: YearCell): string | null {
  if (cell.exemptionBasis) {
    return cell.exemptionBasis.replace(/（.*/, '')
  }
  if (cell.isRecordWithdrawn) {
    return '纪实已撤回'
  }
  const due = formatDay(dayOf(cell.dueAt)).replace(/^\d+年/, '')
  return cell.state === 'open' || cell.state === 'missed' ? `${due}前` : null
}

function NotAsked() {
  return (
    <span className="text-muted">
      <span aria-hidden="true">—</span>
      <span className="sr-only">没有要求</span>
    </span>
  )
}
