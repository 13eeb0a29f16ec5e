import { Notice } from '@/components/ui/notice'
import { TextLink } from '@/components/ui/text-link'
import type { QuarterOverview } from '@/lib/scorecard/quarter/quarter-overview'

/** What must be settled, each count a link to the list of what it counts. */
export function BlockerList({ overview }: { overview: QuarterOverview }) {
  const { quarter, blockers } = overview
  const at = `/scorecard/${quarter.id}`
  const items = [
    { count: blockers.unscored, words: '项未评', href: '#unscored' },
    { count: blockers.unanswered, words: '条核对意见没有答复', href: `${at}/judge?show=replies` },
    { count: blockers.openAppeals, words: '件申诉没有裁定', href: `${at}/appeals` },
    { count: blockers.setAside, words: '条搁置的分录没有处理', href: '#set-aside' },
  ].filter((item) => item.count > 0)
  if (items.length === 0) {
    return null
  }
  return (
    <Notice tone="warning" title="还有这些没有办完">
      <ul className="flex flex-wrap gap-x-6">
        {items.map((item) => (
          <li key={item.words}>
            <TextLink href={item.href}>{`${item.count} ${item.words}`}</TextLink>
          </li>
        ))}
      </ul>
    </Notice>
  )
}
