import { sql } from 'drizzle-orm'
import { expect } from 'vitest'
import type { Db } from '@/db/client'
import { dispatchRecipients, smsMessages } from '@/db/schema'
import { createPerson } from '@/db/testing/factories'
import { readAliyunPush } from '@/lib/providers/sms/aliyun-push'
import { aliyunSms } from '@/lib/providers/sms/aliyun-sms'
import type { AliyunStandIn } from '@/lib/providers/sms/testing/aliyun-stand-in'
import { openGateway } from '@/lib/providers/sms/testing/gateway'
import { deliverMessages } from '../deliver-messages'
import { type DeliveryCounts, deliverySummary } from '../delivery-counts'
import { planMessages } from '../plan-messages'
import { receiveReports } from '../receive-reports'
import { reconcileMessages } from '../reconcile-messages'
import { createDispatch } from './dispatches'
import { giveNotices, newNotice } from './messages'

/** A dispatch, a gateway and a clock: what a fault is tried on. */
export interface Drill {
  db: Db
  gateway: AliyunStandIn
  endpoint: string
  dispatchId: string
  recipients: number
  clock: { now: Date }
  pass: (seconds: number) => void
  deliver: (given?: { db?: Db; endpoint?: string; now?: () => Date }) => Promise<number>
  reconcile: () => Promise<void>
  /** Pushes these receipts through the door of the webhook's verb. */
  push: (reports: readonly object[]) => Promise<void>
  /** The receipt's arithmetic, checked. */
  observe: () => Promise<DeliveryCounts>
  /** Every recipient exactly once or never at the gateway; nobody twice. */
  assertNobodyTwice: () => void
}

const morning = new Date('2026-09-15T10:00:00+08:00')

/** A planned dispatch to so many people, nothing of it sent yet. */
export async function startDrill(db: Db, recipients: number, concurrency = 4): Promise<Drill> {
  await db.update(smsMessages).set({ state: 'withdrawn' })
  await db.execute(sql`delete from sms_breakers`)
  const clock = { now: morning }
  const { gateway, settings } = await openGateway({ now: () => clock.now, isLimited: false })
  const dispatchId = await tell(db, recipients)
  const providerAt = (endpoint: string) => aliyunSms({ ...settings, endpoint })
  const work = { db, now: () => clock.now, concurrency }
  return {
    db,
    gateway,
    endpoint: gateway.endpoint,
    dispatchId,
    recipients,
    clock,
    pass: (seconds) => {
      clock.now = new Date(clock.now.getTime() + seconds * 1_000)
    },
    deliver: ({ endpoint = gateway.endpoint, ...given } = {}) =>
      deliverMessages({ ...work, ...given, provider: providerAt(endpoint) }),
    reconcile: () => reconcileMessages({ ...work, provider: providerAt(gateway.endpoint) }),
    push: async (reports) => {
      const read = readAliyunPush(reports)
      await receiveReports(db, 'aliyun', read?.reports ?? [], clock.now)
    },
    observe: () => observed(db, dispatchId, recipients),
    assertNobodyTwice: () => {
      const ids = gateway.taken.map((message) => message.outId)
      expect(new Set(ids).size).toBe(ids.length)
      expect(new Set(gateway.taken.map((message) => message.phone)).size).toBe(ids.length)
    },
  }
}

async function tell(db: Db, recipients: number): Promise<string> {
  const dispatchId = await createDispatch(db, [])
  const [copy] = await db.execute<{ id: string }>(sql`
    select id from assignments where dispatch_id = ${dispatchId}`)
  const people = await Promise.all(Array.from({ length: recipients }, () => createPerson(db)))
  const noticeIds = await giveNotices(
    db,
    people.map((person) => newNotice(person.id)),
    morning,
  )
  await db.insert(dispatchRecipients).values(
    people.map((person, index) => ({
      dispatchId,
      assignmentId: copy?.id ?? '',
      personId: person.id,
      personName: person.name,
      organisationName: '第一党支部',
      noticeId: noticeIds[index] ?? null,
    })),
  )
  await planMessages({ db, now: () => morning })
  return dispatchId
}

async function observed(db: Db, dispatchId: string, recipients: number): Promise<DeliveryCounts> {
  const counts = await deliverySummary(db, dispatchId)
  const { delivered, failed, unknown, waiting } = counts
  expect(counts.recipients).toBe(recipients)
  expect(delivered + failed + unknown + waiting).toBe(recipients)
  return counts
}

/** Observes again and again while something runs. */
export async function observing<T>(drill: Drill, running: Promise<T>): Promise<T> {
  let isRunning = true
  const watching = (async () => {
    while (isRunning) {
      await drill.observe()
    }
  })()
  try {
    return await running
  } finally {
    isRunning = false
    await watching
  }
}
