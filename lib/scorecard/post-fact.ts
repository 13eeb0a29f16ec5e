import { and, desc, eq, gt } from 'drizzle-orm'
import { lockKeyUntilCommit } from '@/db/locks'
import { facts, quarterSubjects, scorecardQuarters, scoreEntries } from '@/db/schema'
import type { Context, Work } from '@/lib/context'
import { factKindLabels, taskEvaluationValue } from '@/lib/facts/schema'
import { taskEvaluationRule } from './rules'

type Fact = typeof facts.$inferSelect
type Entry = typeof scoreEntries.$inferSelect

/**
 * Posts a 评价 under the built-in rule, while no quarter of the index with a scheme of its own has been
 * opened for the branch and period; a correction reverses the entry that stands and posts the next
 * generation, in one transaction. Done already, or superseded meanwhile: nothing happens.
 * @returns whether something was posted
 */
export async function postFact(ctx: Context, { factId }: { factId: string }): Promise<boolean> {
  return ctx.transact(async (tx) => {
    const [fact] = await tx.db.select().from(facts).where(eq(facts.id, factId))
    if (!fact) {
      throw new Error(`No such fact: ${factId}`)
    }
    if (fact.kind !== 'task_evaluation') {
      tx.unchanged()
      return false
    }
    const basisKey = `${fact.kind}:${fact.sourceId}`
    if (await isScoredByScheme(tx, fact)) {
      tx.unchanged()
      return false
    }
    // Two versions of one fact, or two workers with one fact, take turns.
    await lockKeyUntilCommit(tx.db, 'scoreBasis', basisKey)
    const posted = await entriesOn(tx, taskEvaluationRule.version, basisKey, fact)
    if (posted.some((entry) => entry.factId === fact.id) || (await isSuperseded(tx, fact))) {
      tx.unchanged()
      return false
    }
    const reversed = new Set(posted.map((entry) => entry.reversesId))
    const standing = posted.find((entry) => entry.reversesId === null && !reversed.has(entry.id))
    if (standing) {
      await reverse(tx, standing, fact)
    }
    await post(tx, fact, basisKey, Math.max(0, ...posted.map((entry) => entry.generation)) + 1)
    return true
  })
}

async function isScoredByScheme(tx: Work, fact: Fact): Promise<boolean> {
  const [quarter] = await tx.db
    .select({ id: scorecardQuarters.id })
    .from(scorecardQuarters)
    .innerJoin(quarterSubjects, eq(quarterSubjects.quarterId, scorecardQuarters.id))
    .where(
      and(
        eq(scorecardQuarters.period, fact.period),
        eq(quarterSubjects.organisationId, fact.organisationId),
      ),
    )
    .limit(1)
  return quarter !== undefined
}

// All entries of the basis, in whatever period or branch they were posted.
async function entriesOn(
  tx: Work,
  ruleVersion: string,
  basisKey: string,
  fact: Fact,
): Promise<Entry[]> {
  const versions = await tx.db
    .selectDistinct({ organisationId: facts.organisationId, period: facts.period })
    .from(facts)
    .where(sameSource(fact))
  const found: Entry[] = []
  for (const { organisationId, period } of versions) {
    const rows = await tx.db
      .select()
      .from(scoreEntries)
      .where(
        and(
          eq(scoreEntries.organisationId, organisationId),
          eq(scoreEntries.period, period),
          eq(scoreEntries.ruleVersion, ruleVersion),
          eq(scoreEntries.basisKey, basisKey),
        ),
      )
    found.push(...rows)
  }
  return found
}

async function isSuperseded(tx: Work, fact: Fact): Promise<boolean> {
  const [later] = await tx.db
    .select({ id: facts.id })
    .from(facts)
    .where(and(sameSource(fact), gt(facts.version, fact.version)))
    .orderBy(desc(facts.version))
    .limit(1)
  return later !== undefined
}

function sameSource(fact: Fact) {
  return and(
    eq(facts.kind, fact.kind),
    eq(facts.sourceType, fact.sourceType),
    eq(facts.sourceId, fact.sourceId),
  )
}

async function reverse(tx: Work, entry: Entry, cause: Fact): Promise<void> {
  const { id: reversesId, at: _postedAt, ...same } = entry
  await insertEntry(tx, {
    ...same,
    amountHundredths: -entry.amountHundredths,
    factId: cause.id,
    reversesId,
    by: cause.recordedBy,
    reason: `${factKindLabels[cause.kind]}更正，冲销原分录`,
  })
}

async function post(tx: Work, fact: Fact, basisKey: string, generation: number): Promise<void> {
  const value = taskEvaluationValue.parse(fact.value)
  const evidence: Record<string, string> = {
    taskId: value.taskId,
    assignmentId: value.assignmentId,
  }
  if (value.submissionId !== null) {
    evidence.submissionId = value.submissionId
  }
  const word = factKindLabels[fact.kind]
  await insertEntry(tx, {
    organisationId: fact.organisationId,
    period: fact.period,
    ruleVersion: taskEvaluationRule.version,
    basisKey,
    generation,
    amountHundredths: value.pointsHundredths,
    factId: fact.id,
    evidence,
    by: fact.recordedBy,
    reason: generation === 1 ? `${word}入账` : `${word}更正后入账`,
  })
}

async function insertEntry(
  tx: Work,
  entry: Omit<typeof scoreEntries.$inferInsert, 'id' | 'at'>,
): Promise<void> {
  const [row] = await tx.db
    .insert(scoreEntries)
    .values({ ...entry, at: tx.now })
    .returning({ id: scoreEntries.id })
  if (!row) {
    throw new Error('The ledger entry was not returned')
  }
  tx.record({
    action: entry.reversesId ? 'score.reverse' : 'score.post',
    subjectType: 'score_entry',
    subjectId: row.id,
    detail: {
      organisationId: entry.organisationId,
      period: entry.period,
      ruleVersion: entry.ruleVersion,
      basisKey: entry.basisKey,
      generation: entry.generation,
      amountHundredths: entry.amountHundredths,
      factId: entry.factId,
      ...(entry.reversesId ? { reversesId: entry.reversesId } : {}),
    },
  })
}
