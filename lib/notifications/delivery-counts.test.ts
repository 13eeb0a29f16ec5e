import { beforeAll, expect, test } from 'vitest'
import { smsStates } from '@/db/enums'
import { newId } from '@/db/ids'
import {
  assignments,
  dispatches,
  dispatchRecipients,
  notices,
  smsMessages,
  tasks,
} from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import { createOrganisation, createPerson, testNow } from '@/db/testing/factories'
import { deliveryRows, deliverySummary, deliveryToday } from './delivery-counts'
import { type DeliveryOutcome, deliveryOutcomes, outcomeOf, type Telling } from './states'
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

let taskId = ''
let assignmentOf: (dispatchId: string) => Promise<string>
let senderId = ''

beforeAll(async () => {
  const organisation = await createOrganisation(db, { kind: 'committee' })
  senderId = (await createPerson(db)).id
  taskId = newId()
  await db.insert(tasks).values({
    id: taskId,
    title: '主题党日',
    requirement: '按要求开展',
    issuingOrganisationId: organisation.id,
    createdBy: senderId,
    createdAt: testNow,
    startsOn: '2026-09-15',
    dueAt: testNow,
    isEvidenceRequired: false,
    recipients: {},
    state: 'dispatched',
  })
  assignmentOf = async (dispatchId) => {
    const branch = await createOrganisation(db)
    const id = newId()
    await db.insert(assignments).values({
      id,
      taskId,
      dispatchId,
      organisationId: branch.id,
      state: 'issued',
      dueAt: testNow,
      effectiveDueAt: testNow,
      stateSince: testNow,
    })
    return id
  }
})

/** A dispatch with these recipients; each may have been told more than once. */
async function dispatchOf(recipients: Telling[][]): Promise<string> {
  const dispatchId = newId()
  await db.insert(dispatches).values({
    id: dispatchId,
    taskId,
    kind: 'supplement',
    number: dispatchId,
    dispatchedBy: senderId,
    dispatchedAt: testNow,
  })
  const assignmentId = await assignmentOf(dispatchId)
  for (const told of recipients) {
    const personId = (await createPerson(db)).id
    for (const telling of told) {
      await db.insert(dispatchRecipients).values({
        dispatchId,
        assignmentId,
        personId: telling.hasPerson ? personId : null,
        organisationName: '第一党支部',
        noticeId: await storeNotice(telling, personId),
      })
    }
  }
  return dispatchId
}

async function storeNotice({ notice, message: sent }: Telling, personId: string) {
  if (!notice) {
    return null
  }
  const smsMessageId = sent ? newId() : null
  if (smsMessageId && sent) {
    await db.insert(smsMessages).values({
      ...sent,
      id: smsMessageId,
      personId,
      phoneCipher: '',
      phoneMasked: '',
      template: 'task_dispatched',
      params: {},
      createdAt: testNow,
    })
  }
  const id = newId()
  await db.insert(notices).values({
    id,
    personId,
    kind: 'task_dispatched',
    title: '主题党日',
    body: '',
    subjectType: 'task',
    subjectId: taskId,
    createdAt: testNow,
    smsTemplate: notice.wantsSms ? 'task_dispatched' : null,
    smsRefusal: notice.refusal,
    smsMessageId,
  })
  return id
}

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
