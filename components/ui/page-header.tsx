import { Fragment, type ReactNode } from 'react'
import { TextLink } from './text-link'

export type Crumb = { label: string; href?: string }

type PageHeaderProps = {
  title: ReactNode
  crumbs?: Crumb[]
  /** One sentence: basis, period, what it counts for. */
  context?: ReactNode
  actions?: ReactNode
}

/** The head of every page: where one is, what it is, the sentence of context, what can be done. */
export function PageHeader({ title, crumbs, context, actions }: PageHeaderProps) {
  return (
    <header className="mb-4 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="min-w-0 max-lg:w-full">
        {crumbs && crumbs.length > 0 ? (
          <nav aria-label="位置" className="text-muted text-sm">
            {crumbs.map((crumb, position) => (
              <Fragment key={crumb.label}>
                {position > 0 ? <span aria-hidden="true"> / </span> : null}
                {crumb.href ? (
                  <TextLink href={crumb.href} plain>
                    {crumb.label}
                  </TextLink>
                ) : (
                  crumb.label
                )}
              </Fragment>
            ))}
          </nav>
        ) : null}
        <h1 className="break-keep text-xl">{title}</h1>
        {context ? <p className="mt-0.5 text-muted">{context}</p> : null}
      </div>
      {actions ? (
        <div className="no-print flex flex-wrap gap-2 max-lg:w-full max-sm:*:grow max-sm:[&>details>summary]:w-full">
          {actions}
        </div>
      ) : null}
    </header>
  )
}
