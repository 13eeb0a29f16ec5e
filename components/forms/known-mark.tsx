import { Badge } from '@/components/ui/badge'
import type { KnownValue } from '@/lib/facts/states'

/** Says that a value was brought in and from where, or that it was changed since. */
export function KnownMark({ known, value }: { known: KnownValue; value: string }) {
  const isChanged = value.trim() !== known.value
  return (
    <p className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-muted text-sm">
      {isChanged ? (
        <Badge tone="behind">与带出的不同</Badge>
      ) : (
        <Badge tone="soon">已带出，请核对</Badge>
      )}
      <span>
        {isChanged ? `带出值 ${known.value}，` : ''}
        来自{known.source}
      </span>
    </p>
  )
}
