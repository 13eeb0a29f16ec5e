import { Card } from '@/components/ui/card'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import type { FormAction } from '@/lib/form-state'
import type { PreviewFault } from '@/lib/organisation/roster/import-preview'
import { FixCell } from './fix-cell'

type FaultTableProps = {
  id: string
  title: string
  empty: string
  faults: PreviewFault[]
  /** All of them; the page lists the first ones only. */
  count: number
  place?: { importId: string; version: number }
  /** Absent where nothing is put right in the browser. */
  fix?: FormAction
}

/** Faults by sheet, row and column, each with what to do and a field to do it in. */
export function FaultTable({ id, title, empty, faults, count, place, fix }: FaultTableProps) {
  return (
    <Card id={id} title={title} flush className="scroll-mt-20">
      {faults.length === 0 ? (
        <p className="px-4 py-3 text-muted">{empty}</p>
      ) : (
        <Table caption={title} className="border-0">
          <thead>
            <tr>
              <HeadCell>谁</HeadCell>
              <HeadCell>位置</HeadCell>
              <HeadCell>问题</HeadCell>
              <HeadCell>建议</HeadCell>
              {fix ? <HeadCell>改正</HeadCell> : null}
            </tr>
          </thead>
          <tbody>
            {faults.map((fault) => (
              <tr key={fault.key}>
                <RowHead>{fault.subject || '（空）'}</RowHead>
                <Cell label="位置">
                  {fault.sheet}
                  {fault.row > 0 ? ` ${fault.column}${fault.row}` : ''}
                </Cell>
                <Cell label="问题">
                  <span className="font-medium">{fault.label}</span>
                  <span className="block text-soft">{fault.message}</span>
                </Cell>
                <Cell label="建议">{fault.suggestion}</Cell>
                {fix && place ? (
                  <Cell label="改正">
                    <FixCell fault={fault} place={place} fix={fix} />
                  </Cell>
                ) : null}
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      {count > faults.length ? (
        <p className="px-4 py-3 text-muted">
          这里列出前 {faults.length} 处，共 {count} 处。全部内容请“下载待改正清单”，在 Excel
          里改好后重新上传。
        </p>
      ) : null}
    </Card>
  )
}
