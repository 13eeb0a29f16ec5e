'use client'

import type { CSSProperties, KeyboardEvent } from 'react'
import { matrixGroups } from './matrix-html'

type MatrixTableProps = {
  nodes: { position: number; title: string; due: string }[]
  /** By `matrixText`: one text travels cheaper than four thousand cells. */
  rows: string
}

/**
 * Branches × nodes. Groups of rows are laid out only when they come near the window, so that five
 * hundred rows scroll as fifty do; all stand in the page, for finding, printing and without scripts.
 * Arrow keys walk the cells.
 */
export function MatrixTable({ nodes, rows }: MatrixTableProps) {
  return (
    <table
      className="matrix"
      style={{ '--matrix-nodes': nodes.length } as CSSProperties}
      onKeyDown={walk}
    >
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
      {matrixGroups(rows).map((group, at) => (
        <tbody
          // biome-ignore lint/suspicious/noArrayIndexKey: a group has nothing but its place
          key={at}
          style={{ '--matrix-rows': group.rows } as CSSProperties}
          // biome-ignore lint/security/noDangerouslySetInnerHtml: by matrixGroups, which escapes every word
          dangerouslySetInnerHTML={{ __html: group.html }}
        />
      ))}
    </table>
  )
}

const steps: Record<string, [rows: number, columns: number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

/** Moves the focus from link to link as on a sheet. */
function walk(event: KeyboardEvent<HTMLTableElement>) {
  const step = steps[event.key]
  const link = event.target instanceof Element ? event.target.closest('tbody a') : null
  const row = link?.closest('tr')
  if (step && link && row) {
    const rows = [...event.currentTarget.querySelectorAll('tbody tr')]
    const column = [...row.querySelectorAll('a')].indexOf(link as HTMLAnchorElement)
    const target = rows[rows.indexOf(row) + step[0]]?.querySelectorAll('a')[column + step[1]]
    event.preventDefault()
    target?.focus()
  }
}
