import type { ReactNode } from 'react'
import { Cell, HeadCell, type PhoneRole, RowHead, Table } from '../ui/table'
import { TextLink } from '../ui/text-link'
import { SelectAll } from './select-all'
import { SortLink, type SortState } from './sort-link'

export type Column<Row> = {
  key: string
  header: string
  cell: (row: Row) => ReactNode
  /** Names the row: a row head on a desk, the card's title on a phone. One column has it. */
  rowHead?: boolean
  /** On a phone: `badge` at the top right, `hidden`, or a line with its header (the default). */
  phone?: Exclude<PhoneRole, 'title' | 'select'>
  align?: 'end'
  /** A CSS width, e.g. `8rem`. */
  width?: string
  /** Sorting is a link; the order is in the address. */
  sort?: SortState
}

export type Selection<Row> = {
  /** The id of the form the boxes belong to (see BulkBar). */
  form: string
  name: string
  /** Read aloud on each box: 选择 网络安全党支部. */
  label: (row: Row) => string
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
  selection?: Selection<Row>
  /** Shown instead of the table when there is no row. */
  empty: ReactNode
}

/** A dense list with sorting, selection and one open row; all of it links and form fields. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, columns, rows, rowKey, currentKey, selection, empty } = props
  if (rows.length === 0) {
    return empty
  }
  return (
    <Table caption={caption}>
      <thead>
        <tr>
          {selection ? (
            <HeadCell data-phone="select" style={{ width: '3rem' }}>
              <SelectAll form={selection.form} name={selection.name} />
            </HeadCell>
          ) : null}
          {columns.map((column) => (
            <HeadCell
              key={column.key}
              align={column.align}
              aria-sort={column.sort?.direction}
              style={column.width ? { width: column.width } : undefined}
            >
              {column.sort ? <SortLink {...column.sort}>{column.header}</SortLink> : column.header}
            </HeadCell>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const key = rowKey(row)
          return (
            <tr key={key} aria-current={key === currentKey ? 'true' : undefined}>
              {selection ? <SelectionCell row={row} value={key} selection={selection} /> : null}
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

type SelectionCellProps<Row> = { row: Row; value: string; selection: Selection<Row> }

function SelectionCell<Row>({ row, value, selection }: SelectionCellProps<Row>) {
  return (
    <Cell phone="select">
      <label className="relative z-1 grid size-6 cursor-pointer place-items-center max-lg:size-target">
        <input
          type="checkbox"
          form={selection.form}
          name={selection.name}
          value={value}
          aria-label={selection.label(row)}
          className="size-[1.15em] accent-brand max-lg:size-6"
        />
      </label>
    </Cell>
  )
}
