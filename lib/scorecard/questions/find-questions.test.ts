import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { testDatabase } from '@/db/testing/database'
import { createContextFor } from '@/db/testing/factories'
import { recordActivity } from '@/lib/activities/record-activity'
import { recordForm } from '@/lib/activities/testing'
import { momentOf } from '@/lib/period'
import { createLedgerWorld, type LedgerWorld, reckon } from '../ledger/testing'
import { answerQuestion } from '../quarter/answer-question'
import { findQuestions } from './find-questions'

const { db } = await testDatabase({ poolSize: 4 })
let world: LedgerWorld

beforeEach(async () => {
  world = await createLedgerWorld(db)
})

const officer = () => createContextFor(db, world.officer, { now: momentOf('2026-10-12', '10:00') })

async function held(heldOn: string, recordedAt: string, given: Record<string, unknown> = {}) {
  const form = await recordForm(world, ['party_day'], { heldOn, ...given })
  const ctx = await createContextFor(db, world.secretaries[0], {
    now: momentOf(recordedAt, '18:00'),
  })
  return recordActivity(ctx, form)
}

test('a burst at the end and records long after are asked about; answers stay with them', async () => {
  for (const day of ['2026-09-26', '2026-09-27', '2026-09-28', '2026-09-29', '2026-09-30']) {
    await held(day, day, { content: `${day} 集中学习。` })
  }
  await held('2026-09-01', '2026-09-20', { lateReason: '材料晚到' })
  const kinds = (await findQuestions(await officer(), world.quarterId)).map((one) => one.kind)
  expect(kinds).toEqual(['burst', 'back_dated'])
  const [burst] = await findQuestions(await officer(), world.quarterId)
  expect(burst).toMatchObject({ total: 5, answers: [] })
  await answerQuestion(await officer(), {
    quarterId: world.quarterId,
    questionKey: burst?.key ?? '',
    words: '国庆前集中安排，照片和签到齐全。',
  })
  const [again] = await findQuestions(await officer(), world.quarterId)
  expect(again?.answers).toMatchObject([{ words: '国庆前集中安排，照片和签到齐全。' }])
})

test('the same words in two branches are asked about, and nothing follows for the score', async () => {
  const { activity } = await held('2026-09-10', '2026-09-10', {
    content:
      '集中学习规定篇目，党员结合岗位作了交流，支部书记作了总结并对下一步工作提出了三点要求，请大家认真落实到位。',
  })
  await reckon(world)
  const before = await db.execute(sql`select total_hundredths from quarter_subjects order by 1`)
  await db.execute(sql`
    insert into activities select (json_populate_record(a, json_build_object('id', ${crypto.randomUUID()}::text,
      'request_key', ${crypto.randomUUID()}::text, 'organisation_id', ${world.branches[1].id}::text,
      'content', replace(a.content, '，', '。')))).* from activities a where a.id = ${activity.id}`)
  const [question] = await findQuestions(await officer(), world.quarterId)
  expect(question).toMatchObject({ kind: 'identical_text', total: 2 })
  await reckon(world)
  const after = await db.execute(sql`select total_hundredths from quarter_subjects order by 1`)
  expect([...after]).toEqual([...before])
})

test('branches never see questions', async () => {
  const secretary = await createContextFor(db, world.secretaries[0], { now: new Date() })
  await expect(findQuestions(secretary, world.quarterId)).rejects.toMatchObject({
    code: 'not_found',
  })
})
