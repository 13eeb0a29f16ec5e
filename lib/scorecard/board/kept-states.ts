import { and, desc, eq } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { scoreSnapshots } from '@/db/schema'
import type { QuarterRow } from '../ledger/schema'
import { indicatorStates } from '../ledger/schema'
import { type SnapshotContent, snapshotContent } from '../quarter/schema'
import type { KeptState } from './schema'

/** The frozen revisions of a quarter, latest first, without their content. */
export async function frozenRevisions(db: Db, quarterId: string): Promise<KeptState[]> {
  return db
    .select({
      kind: scoreSnapshots.kind,
      revision: scoreSnapshots.revision,
      number: scoreSnapshots.number,
      sha256: scoreSnapshots.sha256,
      at: scoreSnapshots.at,
    })
    .from(scoreSnapshots)
    .where(and(eq(scoreSnapshots.quarterId, quarterId), eq(scoreSnapshots.kind, 'final')))
    .orderBy(desc(scoreSnapshots.revision))
}

/** The rows of a frozen revision, as they were kept. */
export async function frozenRows(
  db: Db,
  quarterId: string,
  revision: number,
): Promise<QuarterRow[] | null> {
  const [row] = await db
    .select({ content: scoreSnapshots.content })
    .from(scoreSnapshots)
    .where(
      and(
        eq(scoreSnapshots.quarterId, quarterId),
        eq(scoreSnapshots.kind, 'final'),
        eq(scoreSnapshots.revision, revision),
      ),
    )
  return row ? rowsOf(snapshotContent.parse(row.content)) : null
}

function rowsOf({ at, organisations }: SnapshotContent): QuarterRow[] {
  const names = new Map(organisations.map((one) => [one.id, one.name]))
  return organisations.map((one) => ({
    subject: {
      organisationId: one.id,
      code: one.code,
      name: one.name,
      class: one.class,
      from: one.from,
      to: one.to,
      mergedInto:
        one.mergedIntoId === null
          ? null
          : { id: one.mergedIntoId, name: names.get(one.mergedIntoId) ?? '' },
    },
    standing: {
      totalHundredths: one.totalHundredths,
      fullHundredths: one.fullHundredths,
      unscoredHundredths: one.unscoredHundredths,
      rank: one.rank,
      grade: one.grade,
    },
    indicators: one.indicators,
    states: countStates(one.indicators),
    vetoes: one.vetoes,
    reckonedAt: new Date(at),
  }))
}

/** Of indicators with rules of their own: those that were given a state. */
function countStates(cells: QuarterRow['indicators']): QuarterRow['states'] {
  const own = Object.values(cells).filter((cell) => cell.given !== undefined)
  return Object.fromEntries(
    indicatorStates.map((state) => [state, own.filter((cell) => cell.state === state).length]),
  ) as QuarterRow['states']
}
