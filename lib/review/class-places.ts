import type { ViewerContext } from '@/lib/context'
import { honestRanks } from '@/lib/scorecard/board/honest-ranks'
import { owedCounts } from '@/lib/scorecard/board/owed-counts'
import { groupedBy } from '@/lib/scorecard/ledger/grouped-by'
import type { QuarterFrame } from '@/lib/scorecard/ledger/quarter-frame'
import type { SnapshotContent } from '@/lib/scorecard/quarter/schema'
import type { PackPlace } from './pack-schema'

type Scored = SnapshotContent['organisations'][number]

/**
 * Where each branch of a snapshot stands in its class: bands of those that are not told apart.
 * Compared are the complete ones, as for ranks.
 */
export async function classPlaces(
  ctx: ViewerContext,
  frame: QuarterFrame,
  { organisations, at }: SnapshotContent,
): Promise<Map<string, PackPlace>> {
  const compared = organisations.filter((one) => one.rank !== null)
  const owed = await owedCounts(
    ctx.db,
    frame,
    compared.map((one) => one.id),
    new Date(at),
  )
  const places = new Map<string, PackPlace>()
  for (const members of groupedBy(compared, (one) => one.class ?? '').values()) {
    const ranks = honestRanks(
      frame.prepared.planOf(members[0]?.class ?? null),
      members.map((one) => ({
        id: one.id,
        totalHundredths: one.totalHundredths,
        cells: one.indicators,
        owed: owed.get(one.id) ?? new Map(),
      })),
    )
    const bandOf = (one: Scored) => ranks.get(one.id)?.band ?? 1
    const bands = groupedBy(members, (one) => String(bandOf(one)))
    for (const one of members) {
      const inBand = (bands.get(String(bandOf(one))) ?? []).map((each) => each.totalHundredths)
      const rank = ranks.get(one.id)
      places.set(one.id, {
        compared: members.length,
        band: {
          position: bandOf(one),
          bands: bands.size,
          fromHundredths: Math.min(...inBand),
          toHundredths: Math.max(...inBand),
          members: inBand.length,
        },
        interval: rank?.interval ?? null,
        rankInterval: rank?.rankInterval ?? null,
      })
    }
  }
  for (const one of organisations.filter((each) => each.rank === null)) {
    const others = compared.filter((each) => each.class === one.class).length
    places.set(one.id, { compared: others, band: null, interval: null, rankInterval: null })
  }
  return places
}
