import { and, desc, eq } from 'drizzle-orm'
import type { FactKind } from '@/db/enums'
import { facts } from '@/db/schema'
import type { Context, Work } from '@/lib/context'
import { conflict } from '@/lib/errors'
import { type Day, periodOf } from '@/lib/period'
import { type FactValueOf, factValues } from './schema'

export interface NewFact<K extends FactKind = FactKind> {
  kind: K
  organisationId: string
  occurredOn: Day
  /** Key of the period in which it counts: that of the obligation, not of the typing. */
  period: string
  /** The row it came from; a further fact of one source is a correction of the last. */
  sourceType: string
  sourceId: string
  value: FactValueOf[K]
}

/**
 * Records a fact in the transaction of the verb that caused it and wakes the ledger. Insert-only: a
 * second fact of the same source is the next version and supersedes the last.
 * @returns id and version
 * @throws DomainError conflict when somebody else recorded the same version at the same time
 */
export async function recordFact<K extends FactKind>(
  tx: Work,
  ctx: Context,
  fact: NewFact<K>,
): Promise<{ id: string; version: number }> {
  const value = factValues[fact.kind].parse(fact.value)
  const { key: period } = periodOf(fact.period)
  const [last] = await tx.db
    .select({ id: facts.id, version: facts.version })
    .from(facts)
    .where(
      and(
        eq(facts.kind, fact.kind),
        eq(facts.sourceType, fact.sourceType),
        eq(facts.sourceId, fact.sourceId),
      ),
    )
    .orderBy(desc(facts.version))
    .limit(1)
  const version = (last?.version ?? 0) + 1
  const [row] = await tx.db
    .insert(facts)
    .values({
      ...fact,
      period,
      value,
      version,
      supersedesId: last?.id ?? null,
      recordedBy: ctx.viewer?.personId ?? null,
      recordedAt: tx.now,
    })
    .onConflictDoNothing()
    .returning({ id: facts.id })
  if (!row) {
    throw conflict('刚刚有人更新了同一项结果，您的填写还在。请刷新后核对，再决定是否提交。')
  }
  await tx.emit('fact.recorded', { factId: row.id })
  return { id: row.id, version }
}
