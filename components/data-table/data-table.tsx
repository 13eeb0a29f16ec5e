import type { CSSProperties, ReactNode } from 'react'
import { HeadCell, type PhoneRole, Table } from '../ui/table'

export type Column<Row> = {
  key: string
  header: string
  cell: (row: Row) => ReactNode
  /** Names the row: a row head on a desk, the card's title on a phone. One column has it. */
  rowHead?: boolean
  /** On a phone: `badge` at the top right, `lead` before the title, `hidden`, or a line with its header (the default). */
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
  /** Where a row opens; the row head becomes the link (see SoftLinks), the whole card on a phone. */
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
    <Table caption={caption} style={labelsOf(columns)}>
      <thead>
        <tr>
          {columns.map((column) => (
            <HeadCell
              key={column.key}
              align={column.align}
              style={column.width ? ({ '--width': column.width } as CSSProperties) : undefined}
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
              {columns.map((column) => cellOf(row, column, props.rowHref))}
            </tr>
          )
        })}
      </tbody>
    </Table>
  )
}

/** What stands before a value on a phone, said once a table and not once a cell (app/table.css). */
function labelsOf<Row>(columns: Column<Row>[]): CSSProperties {
  return Object.fromEntries(
    columns.map(({ header }, position) => [`--label-${position + 1}`, JSON.stringify(header)]),
  )
}

// Elements rather than components: fifty rows of them are half of what a page costs the server.
function cellOf<Row>(row: Row, column: Column<Row>, hrefOf?: (row: Row) => string) {
  const { key, phone, align, rowHead } = column
  const content = column.cell(row)
  if (!rowHead) {
    return (
      <td key={key} data-phone={phone} data-align={align}>
        {content}
      </td>
    )
  }
  return (
    <th key={key} scope="row">
      {hrefOf ? (
        <a href={hrefOf(row)} data-soft="" className="row-link">
          {content}
        </a>
      ) : (
        content
      )}
    </th>
  )
}
