import { classNames } from './class-names'

export type FilterChip = { href: string; label: string; count?: number; current?: boolean }

/** Filters as links: the state is in the address, so it can be saved, shared and gone back to. */
export function FilterChips({ items, label }: { items: FilterChip[]; label: string }) {
  return (
    <nav aria-label={label}>
      <ul className="flex flex-wrap gap-2">
        {items.map((item) => (
          <li key={item.href}>
            <a
              href={item.href}
              data-soft="stay"
              aria-current={item.current ? 'true' : undefined}
              className={classNames(
                'inline-flex min-h-target-small items-center gap-1 rounded-full border px-3 text-base',
                item.current
                  ? 'border-inverse bg-inverse text-on-inverse'
                  : 'border-line-strong bg-surface hover:border-edge hover:bg-sunken',
              )}
            >
              {item.label}
              {item.count === undefined ? null : <span>{item.count}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
