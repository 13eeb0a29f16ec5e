import { and, asc, eq } from 'drizzle-orm'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { newId } from '@/db/ids'
import { auditEntries, facts, organisations, people, scoreEntries } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import { createContext } from '@/lib/context'
import { recordFact } from '@/lib/facts/record-fact'
import { foldEntries } from './fold'
import { postFact } from './post-fact'
import { postMissingFacts, postRecentFacts, postRecordedFact } from './post-missing-facts'
import { taskEvaluationRule } from './rules'

const { db } = await testDatabase({ poolSize: 12 })
const now = new Date('2026-10-12T09:00:00+08:00')
const job = { db, now: () => now }
const organisationId = newId()
const officer = newId()
const ctx = createContext({ db, viewer: null, now, requestId: 'test' })

beforeAll(async () => {
  await db.insert(organisations).values({ id: organisationId, code: 'B01', createdAt: now })
  await db.insert(people).values({ id: officer, name: '评价人', createdAt: now })
})

function evaluate(assignmentId: string, pointsHundredths: number, period = '2026Q3') {
  return ctx.transact(async (tx) => {
    const fact = await recordFact(tx, ctx, {
      kind: 'task_evaluation',
      organisationId,
      occurredOn: '2026-09-28',
      period,
      sourceType: 'assignment',
      sourceId: assignmentId,
      value: {
        assignmentId,
        taskId: newId(),
        taskTitle: '主题党日',
        grade: 'good',
        pointsHundredths,
        submissionId: null,
        evaluationVersion: 1,
        indicatorKey: null,
      },
    })
    tx.record({ action: 'test', subjectType: 'fact', subjectId: fact.id })
    return fact
  })
}

const ledgerOf = (assignmentId: string) =>
  db
    .select()
    .from(scoreEntries)
    .where(eq(scoreEntries.basisKey, `task_evaluation:${assignmentId}`))
    .orderBy(asc(scoreEntries.id))

describe('postFact', () => {
  test('posts once, however often and however concurrently it is asked', async () => {
    const assignmentId = newId()
    const fact = await evaluate(assignmentId, 350)
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => postFact(ctx, { factId: fact.id })),
    )
    expect(answers.filter(Boolean)).toHaveLength(1)
    const entries = await ledgerOf(assignmentId)
    expect(entries).toHaveLength(1)
    expect(entries[0]).toMatchObject({
      period: '2026Q3',
      ruleVersion: 'task-evaluation@1',
      generation: 1,
      amountHundredths: 350,
      factId: fact.id,
      evidence: { assignmentId },
    })
    const [audited] = await db
      .select()
      .from(auditEntries)
      .where(eq(auditEntries.subjectId, entries[0]?.id ?? ''))
    expect(audited).toMatchObject({ action: 'score.post', actorId: null })
  })

  test('a correction reverses what stands and posts the next generation', async () => {
    const assignmentId = newId()
    await postFact(ctx, { factId: (await evaluate(assignmentId, 350)).id })
    const correction = await evaluate(assignmentId, 200)
    expect(correction.version).toBe(2)
    await postFact(ctx, { factId: correction.id })
    const undo = await evaluate(assignmentId, 350)
    await postFact(ctx, { factId: undo.id })
    const entries = await ledgerOf(assignmentId)
    expect(entries.map((entry) => [entry.generation, entry.amountHundredths])).toEqual([
      [1, 350],
      [1, -350],
      [2, 200],
      [2, -200],
      [3, 350],
    ])
    expect(foldEntries(taskEvaluationRule, entries).totalHundredths).toBe(350)
  })

  test('a fact that was superseded before it was posted leaves no trace', async () => {
    const assignmentId = newId()
    const first = await evaluate(assignmentId, 350)
    const second = await evaluate(assignmentId, 100)
    expect(await postFact(ctx, { factId: second.id })).toBe(true)
    expect(await postFact(ctx, { factId: first.id })).toBe(false)
    expect((await ledgerOf(assignmentId)).map((entry) => entry.amountHundredths)).toEqual([100])
  })

  test('two versions posted at once leave one entry standing', async () => {
    const assignmentId = newId()
    const first = await evaluate(assignmentId, 350)
    const [, second] = await Promise.all([
      postFact(ctx, { factId: first.id }),
      evaluate(assignmentId, 0).then(async (fact) => {
        await postFact(ctx, { factId: fact.id })
        return fact
      }),
    ])
    const entries = await ledgerOf(assignmentId)
    const fold = foldEntries(taskEvaluationRule, entries)
    expect(fold.totalHundredths).toBe(0)
    expect(fold.steps.filter((step) => step.entry).map((step) => step.entry?.factId)).toEqual([
      second.id,
    ])
  })

  test('a correction into another quarter takes the points out of the first', async () => {
    const assignmentId = newId()
    await postFact(ctx, { factId: (await evaluate(assignmentId, 350)).id })
    await postFact(ctx, { factId: (await evaluate(assignmentId, 350, '2026Q4')).id })
    const entries = await ledgerOf(assignmentId)
    expect(entries.map((entry) => [entry.period, entry.amountHundredths])).toEqual([
      ['2026Q3', 350],
      ['2026Q3', -350],
      ['2026Q4', 350],
    ])
  })
})

describe('lost jobs', () => {
  test('the sweeps find what no job posted, and then nothing more', async () => {
    const assignmentId = newId()
    vi.useFakeTimers({ now, toFake: ['Date'] })
    const fact = await evaluate(assignmentId, 120)
    vi.useRealTimers()
    expect(await postRecentFacts(job)).toBe(1)
    expect(await postRecentFacts(job)).toBe(0)
    expect(await postMissingFacts(job)).toBe(0)
    await postRecordedFact(job, { factId: fact.id })
    expect(await ledgerOf(assignmentId)).toHaveLength(1)
  })

  test('one that cannot be posted stops none of the others, and is not kept quiet', async () => {
    const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    const broken = newId()
    const isNew = { ...job, now: () => new Date() }
    await ctx.transact(async (tx) => {
      tx.unchanged()
      await tx.db.insert(facts).values({
        id: broken,
        kind: 'task_evaluation',
        organisationId,
        occurredOn: '2026-09-28',
        period: '2026Q3',
        sourceType: 'assignment',
        sourceId: newId(),
        version: 1,
        value: { pointsHundredths: 'ten' },
        recordedAt: now,
      })
    })
    const assignmentId = newId()
    await evaluate(assignmentId, 120)
    await expect(postRecentFacts(isNew)).rejects.toThrow('1 facts could not be posted')
    expect(await ledgerOf(assignmentId)).toHaveLength(1)
    expect(String(written.mock.calls)).toContain(broken)
    written.mockRestore()
  })

  test('an old one is found at night', async () => {
    const late = { db, now: () => new Date(Date.now() + 30 * 86_400_000) }
    const assignmentId = newId()
    await evaluate(assignmentId, 120)
    expect(await postRecentFacts(late)).toBe(0)
    await expect(postMissingFacts(late)).rejects.toThrow('1 were')
    expect(await ledgerOf(assignmentId)).toHaveLength(1)
  })
})

test('neither facts nor entries can be changed or removed', async () => {
  await expect(db.delete(scoreEntries)).rejects.toThrow()
  await expect(db.update(scoreEntries).set({ amountHundredths: 1 })).rejects.toThrow()
  await expect(db.update(facts).set({ period: '2026Q4' })).rejects.toThrow()
  const where = and(eq(facts.kind, 'task_evaluation'), eq(facts.organisationId, organisationId))
  await expect(db.delete(facts).where(where)).rejects.toThrow()
})
