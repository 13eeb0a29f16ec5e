import type { ReactNode } from 'react'
import { Cell, HeadCell, type PhoneRole, RowHead, Table } from '../ui/table'
import { TextLink } from '../ui/text-link'

export type Column<Row> = {
  key: string
  header: string
  cell: (row: Row) => ReactNode
  /** Names the row: a row head on a desk, the card's title on a phone. One column has it. */
  rowHead?: boolean
  /** On a phone: `badge` at the top right, `hidden`, or a line with its header (the default). */
  phone?: Exclude<PhoneRole, 'title'>
  align?: 'end'
  /** A CSS width, e.g. `8rem`. */
  width?: string
}

type DataTableProps<Row> = {
  caption: string
  columns: Column<Row>[]
  rows: Row[]
  rowKey: (row: Row) => string
  /** Where a row opens; the row head becomes the link, the whole card on a phone. */
  rowHref?: (row: Row) => string
  /** The row open in the drawer. */
  currentKey?: string
  /** Shown instead of the table when there is no row. */
  empty: ReactNode
}

/** A dense list with one open row; rows are links. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, columns, rows, rowKey, currentKey, empty } = props
  if (rows.length === 0) {
    return empty
  }
  return (
    <Table caption={caption}>
      <thead>
        <tr>
          {columns.map((column) => (
            <HeadCell
              key={column.key}
              align={column.align}
              style={column.width ? { width: column.width } : undefined}
            >
              {column.header}
            </HeadCell>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const key = rowKey(row)
          return (
            <tr key={key} aria-current={key === currentKey ? 'true' : undefined}>
              {columns.map((column) => (
                <ColumnCell key={column.key} row={row} column={column} href={props.rowHref} />
              ))}
            </tr>
          )
        })}
      </tbody>
    </Table>
  )
}

type ColumnCellProps<Row> = { row: Row; column: Column<Row>; href?: (row: Row) => string }

function ColumnCell<Row>({ row, column, href }: ColumnCellProps<Row>) {
  if (!column.rowHead) {
    return (
      <Cell label={column.header} phone={column.phone} align={column.align}>
        {column.cell(row)}
      </Cell>
    )
  }
  if (!href) {
    return <RowHead>{column.cell(row)}</RowHead>
  }
  return (
    <RowHead>
      <TextLink
        href={href(row)}
        plain
        className="max-lg:after:absolute max-lg:after:inset-0 max-lg:after:content-['']"
      >
        {column.cell(row)}
      </TextLink>
    </RowHead>
  )
}
