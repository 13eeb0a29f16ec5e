import { and, asc, eq } from 'drizzle-orm'
import { newId } from '@/db/ids'
import { judgementFiles, judgements } from '@/db/schema'
import type { ViewerContext, Work } from '@/lib/context'
import { conflict } from '@/lib/errors'
import type { JudgedItem } from '@/lib/facts/judgement-schema'
import { recordFact } from '@/lib/facts/record-fact'
import { addDays, dayOf, periodOf } from '@/lib/period'
import type { Quarter } from '../quarter/load-quarter'

interface NewJudgement {
  organisationId: string
  indicatorKey: string
  /** The version before; 0 if there is none. */
  after: number
  state: 'scored' | 'not_applicable'
  items: JudgedItem[]
  note: string | null
  fileIds: readonly string[]
}

/**
 * Writes the next version of a judgement with the fact that it is.
 * @throws DomainError conflict when somebody wrote the same version meanwhile
 */
export async function writeJudgement(
  ctx: ViewerContext,
  tx: Work,
  quarter: Pick<Quarter, 'id' | 'period'>,
  given: NewJudgement,
): Promise<{ version: number }> {
  const { organisationId, indicatorKey, after, state, items, note, fileIds } = given
  const quarterId = quarter.id
  const id = newId()
  // All versions are one fact with corrections: its source is the first of them.
  const first = after > 0 ? await firstJudgementId(tx, quarterId, given) : id
  const lastDay = addDays(periodOf(quarter.period).to, -1)
  const { id: factId } = await recordFact(tx, ctx, {
    kind: 'judgement',
    organisationId,
    occurredOn: dayOf(tx.now) < lastDay ? dayOf(tx.now) : lastDay,
    period: quarter.period,
    sourceType: 'judgement',
    sourceId: first,
    value: { quarterId, indicatorKey, state, items },
  })
  const [row] = await tx.db
    .insert(judgements)
    .values({
      ...{ id, quarterId, organisationId, indicatorKey, state, items, note, factId },
      version: after + 1,
      byId: ctx.viewer.personId,
      at: tx.now,
    })
    .onConflictDoNothing()
    .returning({ version: judgements.version })
  if (!row) {
    throw conflict('刚刚有人评过这一项，您的填写还在，没有保存。请刷新后核对，再决定是否修改。')
  }
  if (fileIds.length > 0) {
    await tx.db
      .insert(judgementFiles)
      .values(fileIds.map((fileId) => ({ judgementId: id, fileId })))
      .onConflictDoNothing()
  }
  return row
}

async function firstJudgementId(
  tx: Work,
  quarterId: string,
  { organisationId, indicatorKey }: NewJudgement,
): Promise<string> {
  const [first] = await tx.db
    .select({ id: judgements.id })
    .from(judgements)
    .where(
      and(
        eq(judgements.quarterId, quarterId),
        eq(judgements.organisationId, organisationId),
        eq(judgements.indicatorKey, indicatorKey),
      ),
    )
    .orderBy(asc(judgements.version))
    .limit(1)
  if (!first) {
    throw new Error('A judgement without its first version')
  }
  return first.id
}
