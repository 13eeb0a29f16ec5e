import { classNames } from './class-names'

export type LinkTab = { href: string; label: string; count?: number; current?: boolean }

/** Views of one thing, each at its own address; works without scripts. */
export function LinkTabs({ items, label }: { items: LinkTab[]; label: string }) {
  return (
    <nav aria-label={label} className="border-line border-b">
      <ul className="-mb-px flex flex-wrap gap-x-5">
        {items.map((item) => (
          <li key={item.href}>
            <a
              href={item.href}
              data-soft=""
              aria-current={item.current ? 'page' : undefined}
              className={classNames(
                'inline-flex min-h-target items-center gap-1.5 border-b-2 px-0.5',
                item.current
                  ? 'border-ink font-semibold'
                  : 'border-transparent text-muted hover:border-line-strong hover:text-ink',
              )}
            >
              {item.label}
              {item.count === undefined ? null : (
                <span className="text-muted text-sm">{item.count}</span>
              )}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
