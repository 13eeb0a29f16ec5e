import type { ReactNode } from 'react'
import { type Column, DataTable } from '@/components/data-table/data-table'
import type { AccountLine } from '@/lib/tasks/burden/compared'
import { burdenMeasures, figureWords } from '@/lib/tasks/burden/states'

type AccountTableProps = {
  caption: string
  /** What a line is: 部门, 党组织. */
  head: string
  lines: AccountLine[]
  hrefOf?: (line: AccountLine) => string
  empty: ReactNode
}

/** One line for each department or organisation: what was asked, and the hours of a month and a year ago. */
export function AccountTable({ caption, head, lines, hrefOf, empty }: AccountTableProps) {
  const columns: Column<AccountLine>[] = [
    { key: 'name', header: head, rowHead: true, cell: (line) => line.name },
    ...burdenMeasures.map(
      ({ key, short }): Column<AccountLine> => ({
        key,
        header: short,
        align: 'end',
        cell: (line) => figureWords(line.now, key),
      }),
    ),
    {
      key: 'before',
      header: '上月工时',
      align: 'end',
      cell: (line) => figureWords(line.before, 'minutes'),
    },
    {
      key: 'yearAgo',
      header: '去年同月',
      align: 'end',
      cell: (line) => figureWords(line.yearAgo, 'minutes'),
    },
  ]
  return (
    <DataTable
      caption={caption}
      columns={columns}
      rows={lines}
      rowKey={(line) => line.key}
      rowHref={hrefOf}
      empty={empty}
    />
  )
}
