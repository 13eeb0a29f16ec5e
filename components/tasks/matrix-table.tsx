'use client'

import { type CSSProperties, type KeyboardEvent, memo, Suspense } from 'react'
import { type MatrixLetter, type MatrixRow, matrixWords } from '@/lib/tasks/states'

type MatrixTableProps = {
  nodes: { position: number; title: string; due: string }[]
  /** `JSON.stringify` of MatrixRow[]: one text travels cheaper than four thousand cells. */
  rows: string
  taskId: string
}

/** Rows that come to life, and are laid out, together. */
const groupSize = 25

/**
 * Branches × nodes. Groups of rows come to life one after the other and are laid out only when they
 * come near the window, so that five hundred rows scroll as fifty do. Arrow keys walk the cells.
 */
export function MatrixTable({ nodes, rows: text, taskId }: MatrixTableProps) {
  const rows: MatrixRow[] = JSON.parse(text)
  const groups = Array.from({ length: Math.ceil(rows.length / groupSize) }, (_, at) =>
    rows.slice(at * groupSize, (at + 1) * groupSize),
  )
  return (
    <table className="matrix" style={{ '--matrix-nodes': nodes.length } as CSSProperties}>
      <caption className="sr-only">各党组织在每个节点的进度，方向键逐格移动</caption>
      <thead>
        <tr>
          <th scope="col">党组织</th>
          {nodes.map((node) => (
            <th scope="col" key={node.position}>
              {node.position}. {node.title}
              <span className="block font-normal text-muted">{node.due} 截止</span>
            </th>
          ))}
        </tr>
      </thead>
      {groups.map((group) => (
        <Suspense key={group[0]?.[0]}>
          <Group rows={group} taskId={taskId} />
        </Suspense>
      ))}
    </table>
  )
}

const Group = memo(function Group({ rows, taskId }: { rows: MatrixRow[]; taskId: string }) {
  return (
    <tbody style={{ '--matrix-rows': rows.length } as CSSProperties}>
      {rows.map((row) => rowOf(row, `/tasks/${taskId}/assignments/`))}
    </tbody>
  )
})

// Elements rather than components: four thousand of them are most of what the page costs.
function rowOf([id, name, ...cells]: MatrixRow, base: string) {
  return (
    <tr key={id}>
      <th scope="row">
        <a href={base + id} data-soft="" onKeyDown={walk}>
          {name}
        </a>
      </th>
      {cells.map((cell, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the place is the node
        <td key={at}>
          <a
            href={`${base}${id}?node=${at + 1}`}
            data-soft=""
            tabIndex={-1}
            className={`mx-${cell.charAt(0)}`}
            onKeyDown={walk}
          >
            {matrixWords[cell.charAt(0) as MatrixLetter]} {cell.slice(1)}
          </a>
        </td>
      ))}
    </tr>
  )
}

const steps: Record<string, [rows: number, columns: number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

/** Moves the focus from link to link as on a sheet. */
function walk(event: KeyboardEvent<HTMLAnchorElement>) {
  const step = steps[event.key]
  const from = event.currentTarget.closest('tr')
  const rows = [...(event.currentTarget.closest('table')?.querySelectorAll('tbody tr') ?? [])]
  if (step && from) {
    const column = [...from.querySelectorAll('a')].indexOf(event.currentTarget)
    const target = rows[rows.indexOf(from) + step[0]]?.querySelectorAll('a')[column + step[1]]
    event.preventDefault()
    target?.focus()
  }
}
