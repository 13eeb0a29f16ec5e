import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import type { CellFault } from '@/lib/forms/cell-faults'

const mostShown = 100

/** Faults of a workbook, each named by its cell. */
export function CellFaults({ faults }: { faults: readonly CellFault[] }) {
  if (faults.length === 0) {
    return null
  }
  return (
    <>
      <Table caption="要改的单元格">
        <thead>
          <tr>
            <HeadCell>位置</HeadCell>
            <HeadCell>项目</HeadCell>
            <HeadCell>问题</HeadCell>
            <HeadCell>建议</HeadCell>
          </tr>
        </thead>
        <tbody>
          {faults.slice(0, mostShown).map((fault) => (
            <tr key={`${fault.sheet}!${fault.column}${fault.row}`}>
              <RowHead>
                {fault.sheet} {fault.column}
                {fault.row}
              </RowHead>
              <Cell label="项目">{fault.label}</Cell>
              <Cell label="问题">{fault.message}</Cell>
              <Cell label="建议">{fault.suggestion || '—'}</Cell>
            </tr>
          ))}
        </tbody>
      </Table>
      {faults.length > mostShown ? (
        <p className="text-muted text-sm">还有 {faults.length - mostShown} 处没有列出。</p>
      ) : null}
    </>
  )
}
