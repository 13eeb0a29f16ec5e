import type { BoardAddress } from '@/lib/scorecard/board/schema'

type Parts = Partial<Record<keyof BoardAddress, string | number | undefined>>

/** An address of the board: what it shows now, changed by `next`; what is empty falls away. */
export function boardHref(now: Parts, next: Parts = {}): string {
  const parameters = Object.entries({ ...now, ...next }).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, String(value)] as [string, string]],
  )
  const search = new URLSearchParams(parameters)
  return search.size > 0 ? `/scorecard?${search}` : '/scorecard'
}
