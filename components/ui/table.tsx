import type { CSSProperties, ReactNode, TdHTMLAttributes, ThHTMLAttributes } from 'react'

type TableProps = {
  /** Says what the table lists; read aloud, and seen when `captionVisible`. */
  caption: ReactNode
  captionVisible?: boolean
  children: ReactNode
  className?: string
  style?: CSSProperties
}

/** A dense table with a sticky head; on a phone each row becomes a card (see `Cell`). */
export function Table({ caption, captionVisible, children, className, style }: TableProps) {
  return (
    <div className={`rounded-card border border-line bg-surface ${className ?? ''}`}>
      <table className="table-dense" style={style}>
        <caption className={captionVisible ? 'px-3 py-2 font-semibold' : 'sr-only'}>
          {caption}
        </caption>
        {children}
      </table>
    </div>
  )
}

/** How a cell appears on a phone: before the title, at the top left, at the top right, as a line, or not at all. */
export type PhoneRole = 'lead' | 'title' | 'badge' | 'line' | 'hidden'

type CellProps = Omit<TdHTMLAttributes<HTMLTableCellElement>, 'align'> & {
  /** The column's name, shown in front of the value on a phone. */
  label?: string
  phone?: PhoneRole
  /** `end` for numbers. */
  align?: 'end'
  /** A word or two, never broken; on a phone it shares a line with the others like it. */
  short?: boolean
}

/** A cell that still says which column it belongs to when the row is a card. */
export function Cell({ label, phone, align, short, children, ...rest }: CellProps) {
  return (
    <td
      {...rest}
      data-label={label}
      data-phone={phone}
      data-align={align}
      data-short={short || undefined}
    >
      {children}
    </td>
  )
}

type HeadCellProps = Omit<ThHTMLAttributes<HTMLTableCellElement>, 'align'> & { align?: 'end' }

/** A column head. */
export function HeadCell({ align, children, ...rest }: HeadCellProps) {
  return (
    <th scope="col" {...rest} data-align={align}>
      {children}
    </th>
  )
}

/** The cell that names its row; the card's title on a phone. */
export function RowHead({ children }: { children: ReactNode }) {
  return (
    <th scope="row" className="max-lg:break-keep">
      {children}
    </th>
  )
}
