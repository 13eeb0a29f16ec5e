import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { newId } from '@/db/ids'
import { testDatabase } from '@/db/testing/database'
import { createContextFor } from '@/db/testing/factories'
import { recordActivity } from '@/lib/activities/record-activity'
import { owed, recordForm } from '@/lib/activities/testing'
import { momentOf } from '@/lib/period'
import { exampleIndicator, exampleRule } from '../engine/testing/examples'
import {
  createLedgerWorld,
  finish,
  type LedgerWorld,
  ledgerDocument,
  reckon,
} from '../ledger/testing'
import { branchGuidance } from './branch-guidance'
import { possibleNow } from './possible-now'

const { db } = await testDatabase({ poolSize: 4 })
const inSeptember = momentOf('2026-09-20', '10:00')
const document = {
  ...ledgerDocument,
  indicators: [
    ...ledgerDocument.indicators,
    exampleIndicator({
      key: 'care',
      fullHundredths: 300,
      startHundredths: 0,
      rules: [
        exampleRule('score_each', {
          key: 'visits',
          words: '走访慰问',
          parts: [
            { name: '困难党员走访', hundredths: 100 },
            { name: '帮扶档案齐全', hundredths: 200 },
          ],
        }),
      ],
    }),
  ],
}
let world: LedgerWorld
let first: string

beforeEach(async () => {
  await db.execute(sql`update scorecard_quarters set period = '2020Q1' where period = '2026Q3'`)
  world = await createLedgerWorld(db, { document })
  first = world.branches[0].id
})

async function guidance(now = inSeptember, who = world.secretaries[0]) {
  return branchGuidance(await createContextFor(db, who, { now }), world.quarterId, first)
}

describe('尚可完成', () => {
  test('what is open adds up from the forecast to what can be reached', async () => {
    await owed(world, ['party_day'])
    await reckon(world, inSeptember)
    const given = await guidance()
    expect(given).toMatchObject({
      nowHundredths: 3000,
      forecastHundredths: 2850,
      reachableHundredths: 3300,
      past: [],
    })
    expect(given?.items.map(({ title, hundredths }) => [title, hundredths])).toEqual([
      ['帮扶档案齐全', 200],
      ['开展2026年9月主题党日', 150],
      ['困难党员走访', 100],
    ])
    const [, duty] = given?.items ?? []
    expect(duty).toMatchObject({
      kind: 'activity',
      activityKind: 'party_day',
      indicator: { key: 'owed' },
      ruleSentence: expect.stringContaining('主题党日缺一次'),
      taskId: expect.any(String),
      templateId: expect.any(String),
    })
    expect(duty?.dueAt.getTime()).toBeLessThan(momentOf('2026-10-01', '00:00').getTime())
  })

  test('what has been held is no longer asked for', async () => {
    await owed(world, ['party_day'])
    const form = await recordForm(world, ['party_day'], { heldOn: '2026-09-18' })
    await recordActivity(
      await createContextFor(db, world.secretaries[0], { now: inSeptember }),
      form,
    )
    await reckon(world, inSeptember)
    expect((await guidance())?.items.map((one) => one.kind)).toEqual(['judged', 'judged'])
  })

  test('a due that has passed stands apart and is never urged, nor is a record of it', async () => {
    await owed(world, ['party_day'])
    const later = momentOf('2026-10-08', '10:00')
    await finish(world, first, newId(), { outcome: 'not_done' })
    await reckon(world, later)
    const given = await guidance(later)
    expect(given?.items).toEqual([])
    expect(given?.past.map((one) => one.hundredths).sort()).toEqual([-100, -150])
    expect(given).toMatchObject({ nowHundredths: 2750, reachableHundredths: 2750 })
  })

  test('a stranger finds nothing; a published quarter is not urged', async () => {
    const [, stranger] = world.secretaries
    await expect(guidance(inSeptember, stranger)).rejects.toMatchObject({ code: 'not_found' })
    await db.execute(
      sql`update scorecard_quarters set state = 'publication' where id = ${world.quarterId}`,
    )
    expect(await guidance()).toBeNull()
  })
})

describe('the line in the to-do list', () => {
  const now = async (who = world.secretaries[0]) =>
    possibleNow(await createContextFor(db, who, { now: inSeptember }))

  test('tells a secretary what is left, and nobody else', async () => {
    await owed(world, ['party_day'])
    expect(await now()).toEqual({
      quarterId: world.quarterId,
      organisationId: first,
      period: '2026Q3',
      hundredths: 450,
    })
    expect(await now(world.officer)).toBeNull()
    await db.execute(
      sql`update scorecard_quarters set state = 'frozen' where id = ${world.quarterId}`,
    )
    expect(await now()).toBeNull()
  })
})
