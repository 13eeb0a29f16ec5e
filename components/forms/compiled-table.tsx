'use client'

import type { CSSProperties } from 'react'
import { Badge } from '@/components/ui/badge'
import type { CompiledLine, CompiledPage } from '@/lib/tasks/reports/compiled'

type CompiledTableProps = Pick<CompiledPage, 'heads' | 'lines' | 'totals'> & {
  taskId: string
  formName: string
}

/**
 * Branches × fields; every cell leads to its report. A client component because rows of text travel
 * and render at half the cost of rows of elements. On a phone each branch is a card.
 */
export function CompiledTable({ taskId, formName, heads, lines, totals }: CompiledTableProps) {
  return (
    <section
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label={`${formName}汇总表`}
      className="rounded-card border border-line bg-surface lg:max-h-[75dvh] lg:overflow-auto"
      style={{ '--table-head-top': '0px' } as CSSProperties}
    >
      <table className="table-dense">
        <caption className="sr-only">{formName}汇总表</caption>
        <thead>
          <tr>
            <th scope="col" className="lg:start-0 lg:z-2!">
              党组织
            </th>
            {heads.map((head) => (
              <th key={head.key} scope="col" data-align={head.isNumber ? 'end' : undefined}>
                {head.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th
              scope="row"
              data-phone="title"
              className="font-semibold lg:sticky lg:start-0 lg:bg-surface"
            >
              合计
            </th>
            {heads.map((head) => (
              <td
                key={head.key}
                data-label={head.label}
                data-phone={head.isNumber ? undefined : 'hidden'}
                data-align={head.isNumber ? 'end' : undefined}
              >
                <strong>{totals[head.key]?.sum ?? ''}</strong>
                <span className="note">
                  {totals[head.key]?.isRecomputed
                    ? '按合计重算'
                    : `${totals[head.key]?.filled ?? 0} 份`}
                </span>
              </td>
            ))}
          </tr>
          {lines.map((line) => (
            <Line key={line.key} line={line} taskId={taskId} heads={heads} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Line(props: { line: CompiledLine; taskId: string; heads: CompiledPage['heads'] }) {
  const { line, heads } = props
  const href = `/tasks/${props.taskId}/assignments/${line.assignmentId}#report`
  const isReported = line.cells.length > 0
  return (
    <tr>
      <th scope="row" data-phone="title" className="lg:sticky lg:start-0 lg:min-w-44 lg:bg-surface">
        <a href={href} data-soft="" className="row-link">
          {line.name}
        </a>
        {isReported && line.state === 'submitted' ? <span className="note">待审核</span> : null}
      </th>
      {isReported ? (
        heads.map((head, at) => (
          <td key={head.key} data-label={head.label} data-align={head.isNumber ? 'end' : undefined}>
            <a href={href} data-soft="" className={cellLook(line.cells[at] ?? '')}>
              {line.cells[at] || '—'}
            </a>
            {line.outliers[head.key] ? (
              <span className="note whitespace-normal! max-lg:text-start lg:min-w-44">
                <Badge tone="behind">请核对</Badge> {line.outliers[head.key]}
              </span>
            ) : null}
          </td>
        ))
      ) : (
        <td colSpan={heads.length} className="text-muted">
          {line.state === 'returned' ? '已退回，待重报' : '未报'}
        </td>
      )}
    </tr>
  )
}

/** Short words stay on one line; long ones show their beginning, the whole is a click away. */
function cellLook(text: string): string {
  return text.length <= 10
    ? 'whitespace-nowrap hover:underline'
    : 'line-clamp-2 hover:underline lg:min-w-48'
}
