import { and, eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { auditEntries, notices, selfAssessments, verificationReplies } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import { appointPost } from '@/db/testing/factories'
import { quarterWorld } from '../judging/testing'
import { answerReply } from './answer-reply'
import { replyVerification } from './reply-verification'
import { saveSelfAssessment } from './save-self-assessment'
import { saveSelfForm } from './schema'
import { submitSelf } from './submit-self'

const { db } = await testDatabase()

const line = (indicatorKey: string, hundredths: number, note: string | null = null) => ({
  indicatorKey,
  hundredths,
  note,
})

describe('自评', () => {
  test('what differs is the next version; the same again writes nothing', async () => {
    const { quarterId, first, secretary, as } = await quarterWorld(db, 'self')
    const ctx = await as(secretary)
    const at = { quarterId, organisationId: first.id }
    const save = (...lines: ReturnType<typeof line>[]) => saveSelfAssessment(ctx, { ...at, lines })
    expect(await save(line('1', 3000), line('2', 2950, '一般问题一次'))).toEqual({ saved: 2 })
    expect(await save(line('1', 3000), line('2', 2950, '一般问题一次'))).toEqual({ saved: 0 })
    expect(await save(line('1', 2800), line('2', 2950, '一般问题一次'))).toEqual({ saved: 1 })
    const rows = await db
      .select({ version: selfAssessments.version, hundredths: selfAssessments.hundredths })
      .from(selfAssessments)
      .where(and(eq(selfAssessments.quarterId, quarterId), eq(selfAssessments.indicatorKey, '1')))
      .orderBy(selfAssessments.version)
    expect(rows).toEqual([
      { version: 1, hundredths: 3000 },
      { version: 2, hundredths: 2800 },
    ])
    const audited = await db
      .select({ action: auditEntries.action })
      .from(auditEntries)
      .where(eq(auditEntries.subjectId, first.id))
    expect(audited).toEqual([{ action: 'score.self_assess' }, { action: 'score.self_assess' }])
  })

  test('two fields saved at the same moment are two versions', async () => {
    const { quarterId, first, secretary, as } = await quarterWorld(db, 'self')
    const at = { quarterId, organisationId: first.id }
    const save = async (note: string | null) =>
      saveSelfAssessment(await as(secretary), { ...at, lines: [line('1', 3000, note)] })
    await Promise.all([save(null), save('一'), save('二')])
    const versions = await db
      .select({ version: selfAssessments.version })
      .from(selfAssessments)
      .where(eq(selfAssessments.quarterId, quarterId))
    expect(versions.map((one) => one.version).sort()).toEqual([1, 2, 3])
  })

  test('points outside the limits, and indicators of others, are refused in a sentence', async () => {
    const { quarterId, first, secretary, as } = await quarterWorld(db, 'self')
    const save = async (...lines: ReturnType<typeof line>[]) =>
      saveSelfAssessment(await as(secretary), { quarterId, organisationId: first.id, lines })
    await expect(save(line('1', 3001))).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining('最多 30.00 分'),
      fields: { 'points.1': '最多 30.00 分' },
    })
    await expect(save(line('1', -1))).rejects.toMatchObject({ code: 'invalid' })
    await expect(save(line('9', 0))).rejects.toMatchObject({ code: 'invalid' })
  })

  test('only the branch’s own leaders, and only in this step', async () => {
    const { quarterId, first, second, secretary, other, officer, as, go } = await quarterWorld(
      db,
      'self',
    )
    const input = { quarterId, organisationId: first.id, lines: [line('1', 3000)] }
    await expect(saveSelfAssessment(await as(other), input)).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(saveSelfAssessment(await as(officer), input)).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(
      submitSelf(await as(secretary), { quarterId, organisationId: second.id }),
    ).rejects.toMatchObject({ code: 'not_found' })
    await go('preliminary')
    await expect(saveSelfAssessment(await as(secretary), input)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('初评'),
    })
  })

  test('handed in once, not empty', async () => {
    const { quarterId, first, secretary, as } = await quarterWorld(db, 'self')
    const ctx = await as(secretary)
    const at = { quarterId, organisationId: first.id }
    await expect(submitSelf(ctx, at)).rejects.toMatchObject({ code: 'conflict' })
    await saveSelfAssessment(ctx, { ...at, lines: [line('1', 3000)] })
    expect(await submitSelf(ctx, at)).toEqual({ indicators: 1 })
    await expect(submitSelf(ctx, at)).rejects.toMatchObject({ code: 'conflict' })
    await saveSelfAssessment(ctx, { ...at, lines: [line('1', 2900)] })
  })

  test('the form reads points as people type them and names the field that is none', () => {
    const at = {
      quarterId: '01981e7e-0000-7000-8000-000000000001',
      organisationId: '01981e7e-0000-7000-8000-000000000002',
    }
    expect(
      saveSelfForm.parse({ ...at, 'points.1': '９.5', 'note.1': ' 无 ', 'points.2': '−0.25' })
        .lines,
    ).toEqual([line('1', 950, '无'), line('2', -25)])
    const refused = saveSelfForm.safeParse({ ...at, 'points.1': '九分' })
    expect(refused.error?.issues[0]?.path).toEqual(['points.1'])
  })
})

describe('反馈核对', () => {
  const words = '二季度材料已按时报送，请核对签收记录'

  test('an objection goes to the department; its answer goes back', async () => {
    const { quarterId, first, secretary, judge, officer, as } = await quarterWorld(
      db,
      'verification',
    )
    const { id: replyId } = await replyVerification(await as(secretary), {
      ...{ quarterId, organisationId: first.id },
      ...{ verdict: 'objected', indicatorKey: '2', words },
    })
    const told = await db.select().from(notices).where(eq(notices.personId, judge.id))
    expect(told[0]?.href).toBe(`/scorecard/${quarterId}/judge?show=replies`)
    const answer = { replyId, words: '核对后确有签收记录，已改评' }
    await expect(answerReply(await as(officer), answer)).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(answerReply(await as(secretary), answer)).rejects.toMatchObject({
      code: 'forbidden',
    })
    await answerReply(await as(judge), answer)
    await expect(answerReply(await as(judge), answer)).rejects.toMatchObject({ code: 'conflict' })
    const [row] = await db
      .select()
      .from(verificationReplies)
      .where(eq(verificationReplies.id, replyId))
    expect(row).toMatchObject({ answer: answer.words, answeredBy: judge.id })
    const back = await db.select().from(notices).where(eq(notices.personId, secretary.id))
    expect(back).toHaveLength(1)
  })

  test('the Party office answers where the whole department belonged to the branch', async () => {
    const { quarterId, first, secretary, judge, officer, as } = await quarterWorld(
      db,
      'verification',
    )
    await appointPost(db, judge, first, {
      post: 'organisation_commissioner',
      validTo: '2026-07-02',
    })
    const { id: replyId } = await replyVerification(await as(secretary), {
      ...{ quarterId, organisationId: first.id },
      ...{ verdict: 'objected', indicatorKey: '2', words },
    })
    const answer = { replyId, words: '已核对，维持原评分' }
    await expect(answerReply(await as(judge), answer)).rejects.toMatchObject({ code: 'forbidden' })
    await answerReply(await as(officer), answer)
  })

  test('once agreed; one open objection to a thing; in time; by the branch', async () => {
    const { quarterId, first, secretary, other, as, go } = await quarterWorld(db, 'verification')
    const at = { quarterId, organisationId: first.id }
    const ctx = await as(secretary)
    await replyVerification(ctx, { ...at, verdict: 'agreed' })
    await expect(replyVerification(ctx, { ...at, verdict: 'agreed' })).rejects.toMatchObject({
      code: 'conflict',
    })
    const objection = { ...at, verdict: 'objected' as const, indicatorKey: '1', words }
    await replyVerification(ctx, objection)
    await expect(replyVerification(ctx, objection)).rejects.toMatchObject({ code: 'conflict' })
    await expect(
      replyVerification(ctx, { ...objection, indicatorKey: '99' }),
    ).rejects.toMatchObject({ code: 'invalid' })
    await expect(
      replyVerification(await as(other), { ...at, verdict: 'agreed' }),
    ).rejects.toMatchObject({ code: 'not_found' })
    await expect(
      replyVerification(await as(secretary, '2026-10-15'), { ...objection, indicatorKey: '2' }),
    ).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('10月14日') })
    await go('meeting')
    await expect(replyVerification(ctx, { ...objection, indicatorKey: '2' })).rejects.toMatchObject(
      { code: 'conflict' },
    )
  })
})
