import type { ReactNode } from 'react'
import { classNames } from './class-names'

type TextLinkProps = {
  href: string
  children: ReactNode
  /** Drops the underline where a whole column is links. */
  plain?: boolean
  className?: string
  'aria-label'?: string
}

/** A link inside text or a table cell; not fetched in advance, so long lists stay cheap. */
export function TextLink({ href, children, plain, className, ...rest }: TextLinkProps) {
  return (
    <a
      href={href}
      data-soft=""
      className={classNames(
        plain ? 'hover:underline' : 'underline decoration-line-strong hover:decoration-current',
        'underline-offset-4',
        // Reaches 44 px on a phone without moving the text around it.
        className ?? 'max-lg:-my-3 max-lg:py-3',
      )}
      {...rest}
    >
      {children}
    </a>
  )
}
