'use client'

import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'

export type PlaceItem = {
  href: string
  label: string
  icon: ReactNode
  /** Things waiting for the viewer there. */
  count?: number
  /** Other addresses whose pages belong to this place. */
  alsoAt?: readonly string[]
}

type PlaceListProps = {
  items: PlaceItem[]
  variant: 'sidebar' | 'bottom'
  /** For pictures and tests; otherwise the address of the page. */
  currentPath?: string
}

const looks = {
  sidebar: {
    list: 'space-y-0.5',
    item: '',
    link: 'flex min-h-10 items-center gap-2.5 rounded-control px-2.5 py-1',
    on: 'bg-brand-wash font-semibold text-brand-ink',
    off: 'text-soft hover:bg-sunken hover:text-ink',
  },
  bottom: {
    list: 'grid auto-cols-fr grid-flow-col',
    item: 'min-w-0',
    link: 'relative flex min-h-bottombar flex-col items-center justify-center gap-0.5 px-1 text-sm',
    on: 'font-semibold text-brand-ink',
    off: 'text-soft',
  },
}

/** The places of the application, the current one marked; the address decides which that is. */
export function PlaceList({ items, variant, currentPath }: PlaceListProps) {
  const path = usePathname()
  const look = looks[variant]
  const here = nearest(items, currentPath ?? path)
  return (
    <ul className={look.list}>
      {items.map((item) => (
        <li key={item.href} className={look.item || undefined}>
          <a
            href={item.href}
            data-soft=""
            aria-current={item === here ? 'page' : undefined}
            className={`${look.link} ${item === here ? look.on : look.off}`}
          >
            {item.icon}
            <span className={variant === 'sidebar' ? 'flex-1' : undefined}>{item.label}</span>
            {item.count ? <Count value={item.count} variant={variant} /> : null}
          </a>
        </li>
      ))}
    </ul>
  )
}

function Count({ value, variant }: { value: number; variant: PlaceListProps['variant'] }) {
  const look =
    variant === 'sidebar'
      ? 'text-sm'
      : 'absolute start-[calc(50%+0.5rem)] top-1 min-w-5 rounded-full bg-brand px-1 text-center font-normal text-on-brand text-xs'
  return (
    <span className={look}>
      {value > 999 ? '999+' : value}
      <span className="sr-only"> 件待处理</span>
    </span>
  )
}

/** The place whose address is the longest beginning of the path. */
function nearest(items: PlaceItem[], path: string): PlaceItem | undefined {
  const isAt = (href: string) => path === href || (href !== '/' && path.startsWith(`${href}/`))
  return items
    .filter(({ href, alsoAt = [] }) => [href, ...alsoAt].some(isAt))
    .sort((a, b) => b.href.length - a.href.length)[0]
}
