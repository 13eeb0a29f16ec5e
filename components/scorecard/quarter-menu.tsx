import { menuItemClass } from '@/components/ui/menu-item'
import { MoreMenu } from '@/components/ui/more-menu'
import { formatPeriod } from '@/lib/format'

type QuarterMenuProps = { current: string; items: { period: string; href: string }[] }

/** Other quarters, as links that can be kept. */
export function QuarterMenu({ current, items }: QuarterMenuProps) {
  return (
    <MoreMenu trigger={`${formatPeriod(current)} ▾`} aria-label={`季度：${formatPeriod(current)}`}>
      <ul>
        {items.map((one) => (
          <li key={one.period}>
            <a
              href={one.href}
              data-soft=""
              aria-current={one.period === current ? 'page' : undefined}
              className={menuItemClass}
            >
              {formatPeriod(one.period)}
            </a>
          </li>
        ))}
      </ul>
    </MoreMenu>
  )
}
