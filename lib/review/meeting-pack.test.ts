import { describe, expect, test } from 'vitest'
import { newId } from '@/db/ids'
import { testDatabase } from '@/db/testing/database'
import { createOfficer } from '@/db/testing/factories'
import { codeOf } from '@/db/testing/outcome'
import { judge, reckon } from '@/lib/scorecard/ledger/testing'
import { openMeeting } from './hold-meeting'
import { quarterOfId } from './load-meeting'
import { meetingPack, packOf } from './meeting-pack'
import { recordDecision } from './record-decision'
import { createReviewWorld, decisionOn, preparedMeeting, type ReviewWorld } from './testing'

const { db } = await testDatabase()

async function packFor(world: ReviewWorld) {
  const meeting = await preparedMeeting(world)
  const ctx = await world.as(world.officer)
  const quarter = await quarterOfId(db, world.quarterId)
  if (!quarter) {
    throw new Error('No quarter')
  }
  return { meeting, pack: await packOf(ctx, quarter, meeting), quarter, ctx }
}

describe('the pack of a meeting', () => {
  test('bars lead from full marks to the result, gaps name clause and entries', async () => {
    const world = await createReviewWorld(db)
    const { pack } = await packFor(world)
    const first = pack.branches.find((one) => one.id === world.branches[0].id)
    expect(first).toMatchObject({
      totalHundredths: 2900,
      fullHundredths: 4000,
      isConsistent: true,
      bars: [
        { code: 'judged', amountHundredths: -100 },
        { code: 'praised', amountHundredths: -1000 },
      ],
      gaps: [
        { key: 'praised', lostHundredths: 1000 },
        { key: 'judged', lostHundredths: 100 },
      ],
    })
    expect(first?.gaps[1]?.words[0]).toContain('月报')
    expect(first?.entries).toMatchObject([
      { code: 'judged', amountHundredths: -100, state: 'standing' },
    ])
    expect(first?.people.map((one) => one.id)).toContain(world.secretaries[0].id)
  })

  test('every branch adds up, and 未评 is said and not compared', async () => {
    const world = await createReviewWorld(db)
    const { pack } = await packFor(world)
    for (const one of pack.branches) {
      const sum = one.bars.reduce((total, bar) => total + bar.amountHundredths, one.fullHundredths)
      expect([one.name, sum, one.isConsistent]).toEqual([one.name, one.totalHundredths, true])
    }
    const third = pack.branches.find((one) => one.id === world.branches[2]?.id)
    expect(third).toMatchObject({ unscoredCount: 1, place: { band: null, compared: 2 } })
    expect(third?.indicators[0]).toMatchObject({ state: 'unscored', totalHundredths: null })
    const compared = pack.branches.filter((one) => one.place.band !== null)
    expect(compared).toHaveLength(2)
    expect(pack.snapshot.name).toBe('2026Q3-r1-1')
  })

  test('stays as the snapshot was, whatever comes into the ledger later', async () => {
    const world = await createReviewWorld(db)
    const { pack, meeting, quarter, ctx } = await packFor(world)
    await judge(world, world.branches[1].id, { count: 5, sourceId: newId(), isVetoed: true })
    await reckon(world, new Date('2026-10-15T12:00:00+08:00'))
    expect((await packOf(ctx, quarter, meeting)).branches).toEqual(pack.branches)
  })

  test('a veto is named, stands among the entries, and leaves the score alone', async () => {
    const world = await createReviewWorld(db, { isVetoed: true })
    const { pack } = await packFor(world)
    const first = pack.branches.find((one) => one.id === world.branches[0].id)
    expect(first).toMatchObject({
      totalHundredths: 2900,
      grade: '一般',
      vetoes: ['等次最高为“一般”'],
      isConsistent: true,
    })
    expect(first?.entries.map((one) => one.effect).sort()).toEqual(['points', 'veto'])
  })

  test('carries what has been decided, here and last quarter', async () => {
    const world = await createReviewWorld(db)
    const { meeting, quarter, ctx } = await packFor(world)
    await openMeeting(ctx, { meetingId: meeting.id })
    const input = decisionOn(world, meeting)
    await recordDecision(ctx, input)
    const pack = await packOf(ctx, quarter, meeting)
    expect(pack.decided).toMatchObject([{ requestKey: input.requestKey, kept: 'open' }])
    const next = await packOf(ctx, { ...quarter, period: '2026Q4' }, meeting)
    expect(next.earlier).toMatchObject({
      period: '2026Q3',
      decisions: [{ organisationId: world.branches[0].id }],
    })
  })

  test('officers see it, departments without recording; nobody else finds it', async () => {
    const world = await createReviewWorld(db)
    await preparedMeeting(world)
    expect(await meetingPack(await world.as(world.officer), '2026Q3')).toMatchObject({
      canDecide: true,
    })
    const department = await createOfficer(db, 'department_officer', {
      organisationId: world.committee.id,
      department: '人力资源部',
    })
    expect(await meetingPack(await world.as(department), '2026Q3')).toMatchObject({
      canDecide: false,
    })
    const secretary = await world.as(world.secretaries[0])
    expect(await codeOf(meetingPack(secretary, '2026Q3'))).toBe('not_found')
    expect(await codeOf(meetingPack(await world.as(world.officer), '2031Q1'))).toBe('not_found')
  })
})
