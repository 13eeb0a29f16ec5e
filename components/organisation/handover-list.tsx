import { Card } from '@/components/ui/card'
import { TextLink } from '@/components/ui/text-link'
import { formatMoment } from '@/lib/format'

type HandoverListProps = {
  handovers: readonly { id: string; at: Date; fromName: string; toName: string | null }[]
  now: Date
}

/** 交接清单 of an organisation, newest first; nothing when there is none. */
export function HandoverList({ handovers, now }: HandoverListProps) {
  if (handovers.length === 0) {
    return null
  }
  return (
    <Card title="交接清单">
      <ul>
        {handovers.map((one) => (
          <li key={one.id} className="flex min-h-target flex-wrap items-center gap-x-3">
            <TextLink href={`/organisation/handovers/${one.id}`}>
              {one.fromName} → {one.toName ?? '待任'}
            </TextLink>
            <span className="text-muted text-sm">{formatMoment(one.at, now)}</span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
