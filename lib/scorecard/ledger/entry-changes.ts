import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { bulkInsert } from '@/db/bulk'
import type { Db } from '@/db/client'
import { newId } from '@/db/ids'
import { scoreEntries } from '@/db/schema'
import { canonicalJson } from '@/lib/audit'
import type { PlannedEntry } from '../engine/observation'
import { taskEvaluationRule } from '../rules'
import { type QuarterFrame, ruleVersionOf } from './quarter-frame'

type Entry = typeof scoreEntries.$inferSelect
type NewEntry = Omit<Entry, 'id' | 'at'>

/** An entry that is no reversal, and whether one has taken it back. */
export type PostedEntry = Entry & { isReversed: boolean }

/** What was posted for these organisations in the quarter, under its scheme or before it opened. */
export async function postedEntries(
  db: Db,
  { quarter }: Pick<QuarterFrame, 'quarter'>,
  organisationIds: readonly string[],
): Promise<PostedEntry[]> {
  return db
    .select({
      entry: scoreEntries,
      isReversed: sql<boolean>`exists (select 1 from score_entries back
        where back.reverses_id = score_entries.id)`,
    })
    .from(scoreEntries)
    .where(
      sql`${scoreEntries.organisationId} = any(${sql.param([...organisationIds])}::uuid[])
        and ${scoreEntries.period} = ${quarter.period} and ${scoreEntries.reversesId} is null
        and (${scoreEntries.quarterId} = ${quarter.id} or ${scoreEntries.quarterId} is null
          and ${scoreEntries.ruleVersion} = ${taskEvaluationRule.version})`,
    )
    .then((rows) => rows.map(({ entry, isReversed }) => ({ ...entry, isReversed })))
}

export interface EntryChanges {
  reversals: NewEntry[]
  entries: NewEntry[]
}

/**
 * What the ledger of one organisation lacks: entries that no longer stand are reversed, and what is
 * planned anew or otherwise becomes the next generation. Nothing where everything stands already.
 */
export function entryChanges(
  frame: Pick<QuarterFrame, 'quarter' | 'scheme' | 'prepared'>,
  organisationId: string,
  planned: readonly PlannedEntry[],
  posted: readonly PostedEntry[],
): EntryChanges {
  const generations = new Map<string, number>()
  const standing = new Map<string, PostedEntry>()
  for (const entry of posted) {
    const name = `${entry.ruleVersion} ${entry.basisKey}`
    generations.set(name, Math.max(generations.get(name) ?? 0, entry.generation))
    if (!entry.isReversed) {
      standing.set(name, entry)
    }
  }
  const changes: EntryChanges = { reversals: [], entries: [] }
  for (const one of planned) {
    const next = entryOf(frame, organisationId, one)
    const name = `${next.ruleVersion} ${next.basisKey}`
    const stands = standing.get(name)
    standing.delete(name)
    if (stands && isSame(stands, next)) {
      continue
    }
    if (stands) {
      changes.reversals.push(reversalOf(stands, next))
    }
    changes.entries.push({ ...next, generation: (generations.get(name) ?? 0) + 1 })
  }
  changes.reversals.push(...[...standing.values()].map((entry) => reversalOf(entry, null)))
  return changes
}

function entryOf(
  { quarter, scheme, prepared }: Pick<QuarterFrame, 'quarter' | 'scheme' | 'prepared'>,
  organisationId: string,
  planned: PlannedEntry,
): NewEntry {
  const { ruleKey, basisKey, sources, evidence } = planned
  return {
    organisationId,
    period: quarter.period,
    ruleVersion: ruleVersionOf(scheme, ruleKey),
    basisKey,
    generation: 1,
    amountHundredths: planned.amountHundredths,
    effect: planned.effect,
    quarterId: quarter.id,
    indicatorKey: prepared.rules.get(ruleKey)?.indicator.key ?? null,
    ruleKey,
    factId: basisKey.startsWith('aggregate:') ? null : (sources[0] ?? null),
    obligationId: evidence.obligationId ?? null,
    sources: [...sources],
    occurredOn: planned.occurredOn,
    evidence: { ...evidence },
    reversesId: null,
    by: planned.handlerId,
    reason: planned.reason,
  }
}

/** The words may be put better in a later version of the product: they alone make no new entry. */
function isSame(posted: PostedEntry, next: NewEntry): boolean {
  const compared = ({ amountHundredths, effect, occurredOn, by, sources, evidence }: NewEntry) =>
    canonicalJson({ amountHundredths, effect, occurredOn, by, sources, evidence })
  return compared(posted) === compared(next)
}

function reversalOf(posted: PostedEntry, next: NewEntry | null): NewEntry {
  const { id: reversesId, at: _at, isReversed: _isReversed, ...same } = posted
  return {
    ...same,
    // Minus zero is not zero to whoever compares.
    amountHundredths: posted.amountHundredths === 0 ? 0 : -posted.amountHundredths,
    reversesId,
    factId: next?.factId ?? same.factId,
    by: next?.by ?? null,
    reason: next
      ? '依据有更正，冲销原分录'
      : posted.quarterId === null
        ? '本季度按考核办法计分，冲销原分录'
        : '依据不再成立，冲销原分录',
  }
}

/**
 * Writes changes of many organisations: reversals first.
 * @returns SHA-256 of the rows as written, for the audit
 */
export async function writeChanges(db: Db, changes: EntryChanges, at: Date): Promise<string> {
  const rows = [...changes.reversals, ...changes.entries].map((entry) => ({
    ...entry,
    id: newId(),
    at,
  }))
  await bulkInsert(db, scoreEntries, rows)
  return createHash('sha256').update(canonicalJson(rows)).digest('hex')
}
