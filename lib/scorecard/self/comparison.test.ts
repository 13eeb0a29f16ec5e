import { expect, test } from 'vitest'
import { testDatabase } from '@/db/testing/database'
import { judgeIndicator } from '../judging/judge-indicator'
import { judgingForm, judgingSheet } from '../judging/judging-queries'
import { itemOf, quarterWorld } from '../judging/testing'
import { reckonQuarter } from '../ledger/reckon-quarter'
import { quarterOverview } from '../quarter/quarter-overview'
import { scoreWork } from '../quarter/score-work'
import { startVerification } from '../quarter/verify-and-meet'
import { comparison } from './comparison'
import { repliesOf } from './reply-queries'
import { replyVerification } from './reply-verification'
import { saveSelfAssessment } from './save-self-assessment'

const { db } = await testDatabase()

/** 自评 of 30.00 and 30.00; 初评 takes 1.50 from the second; then 1.00 instead. */
async function walked() {
  const world = await quarterWorld(db, 'self')
  const { quarterId, first, secretary, judge, officer, as, go } = world
  const organisationId = first.id
  await saveSelfAssessment(await as(secretary, '2026-10-09'), {
    ...{ quarterId, organisationId },
    lines: [
      { indicatorKey: '1', hundredths: 3000, note: null },
      { indicatorKey: '2', hundredths: 3000, note: '没有问题' },
    ],
  })
  await go('preliminary')
  const score = async (hundredths: number, seenVersion: number) =>
    judgeIndicator(await as(judge, '2026-10-12'), {
      ...{ quarterId, organisationId, indicatorKey: '2', seenVersion, state: 'scored' },
      items: [itemOf('r-range', { kind: 'amount', hundredths })],
      ...{ note: null, fileIds: [] },
    })
  await score(150, 0)
  await startVerification(await as(officer, '2026-10-12'), { quarterId, endsOn: '2026-10-14' })
  await score(100, 1)
  await reckonQuarter(await as(officer, '2026-10-12'), { quarterId })
  return world
}

test('自评, 初评 and what stands now side by side, the differences marked', async () => {
  const { quarterId, first, secretary, other, officer, as } = await walked()
  const ctx = await as(secretary, '2026-10-13')
  const shown = await comparison(ctx, quarterId, first.id)
  expect(shown.rows.find((row) => row.key === '2')).toMatchObject({
    self: { hundredths: 3000 },
    selfNote: '没有问题',
    preliminary: { hundredths: 2850, state: 'scored' },
    present: { hundredths: 2900 },
    ...{ selfDiffers: true, presentDiffers: true },
    limits: { from: 0, to: 3000 },
  })
  expect(shown.rows.find((row) => row.key === '1')).toMatchObject({
    preliminary: { hundredths: null, state: 'unscored' },
    ...{ selfDiffers: true, presentDiffers: false },
  })
  expect(shown.rows.find((row) => row.key === '3')).toMatchObject({ selfDiffers: null })
  expect(shown.totals.self).toBe(6000)
  expect(shown.kept).toMatchObject([{ kind: 'preliminary', rank: null, grade: null }])
  await expect(comparison(await as(other), quarterId, first.id)).rejects.toMatchObject({
    code: 'not_found',
  })
  expect((await comparison(await as(officer), quarterId, first.id)).rows).toHaveLength(5)
})

test('what waits for each: the branch, the department, the office', async () => {
  const { quarterId, first, secretary, judge, officer, as } = await walked()
  const work = async (person: typeof judge) =>
    (await scoreWork(await as(person, '2026-10-13'))).filter((one) => one.key.includes(quarterId))
  expect(await work(secretary)).toMatchObject([
    { href: `/scorecard/${quarterId}/verify/${first.id}`, dueOn: '2026-10-14' },
  ])
  await replyVerification(await as(secretary, '2026-10-13'), {
    ...{ quarterId, organisationId: first.id, verdict: 'objected', indicatorKey: '2' },
    words: '问题已在检查前整改，请复核',
  })
  expect(await work(secretary)).toEqual([])
  expect(await work(judge)).toMatchObject([
    { detail: '1 条意见等您答复。' },
    { detail: '2 项指标还有 5 条未评。' },
  ])
  expect(await work(officer)).toMatchObject([{ detail: '1 项指标还有 3 条未评。' }])
  const replies = await repliesOf(await as(judge), quarterId)
  expect(replies).toMatchObject([{ organisationName: first.name, about: '2 指标2', isMine: true }])
  expect((await repliesOf(await as(officer), quarterId))[0]).toMatchObject({ isMine: false })
})

test('the sheet counts what is judged; a form knows what was judged last and who comes next', async () => {
  const { quarterId, first, second, judge, secretary, as } = await walked()
  const ctx = await as(judge)
  const sheet = await judgingSheet(ctx, quarterId, '2')
  expect(
    sheet.indicators.map(({ key, branches, judged, mine }) => [key, branches, judged, mine]),
  ).toEqual([
    ['1', 3, 0, 0],
    ['2', 3, 1, 3],
    ['4', 3, 0, 3],
  ])
  expect(sheet.rows[0]).toMatchObject({ name: first.name, state: 'scored', sumHundredths: -100 })
  expect(sheet.imports).toHaveLength(1)
  const form = await judgingForm(ctx, quarterId, { indicatorKey: '2', organisationId: first.id })
  expect(form).toMatchObject({
    last: { version: 2 },
    self: { hundredths: 3000 },
    nextId: second.id,
    isMine: true,
    rules: [
      { kind: 'amount' },
      { kind: 'level', choices: ['公司级', '省公司级'] },
      { kind: 'met' },
    ],
  })
  await expect(judgingSheet(await as(secretary), quarterId)).rejects.toMatchObject({
    code: 'not_found',
  })
})

test('the office sees what is in the way, with counts; nobody else does', async () => {
  const { quarterId, officer, judge, as } = await walked()
  const overview = await quarterOverview(await as(officer, '2026-10-13'), quarterId)
  expect(overview).toMatchObject({
    ...{ branches: 3, submitted: 0 },
    blockers: { unscored: 8, unanswered: 0 },
    earliest: { verification: '2026-10-15', publication: '2026-10-20' },
  })
  expect(overview.unscored.map((one) => [one.indicatorKey, one.branches])).toEqual([
    ['1', 3],
    ['2', 2],
    ['4', 3],
  ])
  expect(overview.moves.map((one) => one.toState)).toEqual(['open', 'verification'])
  await expect(quarterOverview(await as(judge), quarterId)).rejects.toMatchObject({
    code: 'forbidden',
  })
})
