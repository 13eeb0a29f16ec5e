import { expect, test } from 'vitest'
import { smsStates } from '@/db/enums'
import { newId } from '@/db/ids'
import { testDatabase } from '@/db/testing/database'
import { testNow } from '@/db/testing/factories'
import { deliveryRows, deliverySummary, deliveryToday } from './delivery-counts'
import { type DeliveryOutcome, deliveryOutcomes, outcomeOf, type Telling } from './states'
import { createDispatch } from './testing/dispatches'
import { giveCode } from './testing/messages'

const { db } = await testDatabase()

const message = (state: (typeof smsStates)[number]): Telling['message'] => ({
  state,
  reason: null,
  holdRule: state === 'waiting' ? 'quiet_hours' : null,
  notBefore: testNow,
  finishedAt: null,
})
const wanted = { wantsSms: true, refusal: null }
/** Everything that can be the case for one telling. */
const tellings: Telling[] = [
  { hasPerson: false, notice: null, message: null },
  { hasPerson: true, notice: null, message: null },
  { hasPerson: true, notice: { wantsSms: false, refusal: null }, message: null },
  { hasPerson: true, notice: { wantsSms: true, refusal: '没有登记手机号' }, message: null },
  { hasPerson: true, notice: wanted, message: null },
  ...smsStates.map((state) => ({ hasPerson: true, notice: wanted, message: message(state) })),
  ...smsStates.map((state) => ({
    hasPerson: true,
    notice: { wantsSms: true, refusal: '任务已取消' },
    message: message(state),
  })),
]
const best: DeliveryOutcome[] = ['delivered', 'waiting', 'unknown', 'failed']

const dispatchOf = (recipients: Telling[][]) => createDispatch(db, recipients)

/** What the counts must be, by the pure rule. */
function expected(recipients: Telling[][]) {
  const counts = { recipients: 0, delivered: 0, failed: 0, unknown: 0, waiting: 0 }
  for (const told of recipients) {
    const outcomes = told.map(outcomeOf)
    // A vacant post is nobody, so two of them are two recipients.
    const units = told.every((telling) => telling.hasPerson)
      ? [best.find((outcome) => outcomes.includes(outcome)) ?? 'failed']
      : outcomes
    for (const outcome of units) {
      counts[outcome] += 1
      counts.recipients += 1
    }
  }
  return counts
}

async function check(recipients: Telling[][]) {
  const dispatchId = await dispatchOf(recipients)
  const summary = await deliverySummary(db, dispatchId)
  expect(summary).toEqual(expected(recipients))
  const { delivered, failed, unknown, waiting } = summary
  expect(delivered + failed + unknown + waiting).toBe(summary.recipients)
  const rows = await deliveryRows(db, dispatchId, testNow, { limit: 1_000 })
  expect(rows).toHaveLength(summary.recipients)
  for (const outcome of deliveryOutcomes) {
    expect(rows.filter((row) => row.outcome === outcome)).toHaveLength(summary[outcome])
  }
  expect(rows.every((row) => row.sentence.length > 3)).toBe(true)
}

test('every state alone adds up', async () => {
  for (const telling of tellings) {
    await check([[telling]])
  }
})

test('every pair of tellings of one person, all in one dispatch, adds up', async () => {
  const pairs = tellings.flatMap((a) => tellings.map((b) => [a, b]))
  await check(pairs.filter((pair) => pair.every((telling) => telling.hasPerson)))
})

test('a mixture of persons and vacant posts adds up, and pages join without gap or repetition', async () => {
  const recipients = tellings.map((telling) => [telling])
  await check(recipients)
  const dispatchId = await dispatchOf(recipients)
  const seen: string[] = []
  for (let after: string | undefined; ; ) {
    const page = await deliveryRows(db, dispatchId, testNow, { limit: 4, ...(after && { after }) })
    seen.push(...page.map((row) => row.key))
    after = page.at(-1)?.key
    if (page.length < 4) {
      break
    }
  }
  expect(new Set(seen).size).toBe(seen.length)
  expect(seen).toHaveLength(recipients.length)
  const failed = await deliveryRows(db, dispatchId, testNow, { outcome: 'failed' })
  expect(failed).toHaveLength(expected(recipients).failed)
})

test('an empty dispatch is all zero; today leaves codes out and adds up', async () => {
  expect(await deliverySummary(db, newId())).toEqual(expected([]))
  const before = await deliveryToday(db, testNow)
  await giveCode(db)
  const today = await deliveryToday(db, testNow)
  expect(today).toEqual(before)
  expect(today.delivered + today.failed + today.unknown + today.waiting).toBe(today.recipients)
  expect(today.recipients).toBeGreaterThan(100)
})
