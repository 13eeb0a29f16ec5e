import { sql } from 'drizzle-orm'
import { bulkInsert } from '@/db/bulk'
import type { Db } from '@/db/client'
import type { SmsHoldRule } from '@/db/enums'
import { newId } from '@/db/ids'
import { tryLockUntilCommit } from '@/db/locks'
import { smsMessages } from '@/db/schema'
import { enqueue } from '@/lib/jobs/queue'
import { noNumberWords } from './notify'
import { type PersonPlan, planPerson } from './plan-person'

interface PlanningWork {
  db: Db
  now: () => Date
}

const batchSize = 2_000
const roundsAtMost = 50
const comeAgainMs = 1_000

interface UnplannedNotice {
  id: string
  personId: string
  template: string
  title: string
  phoneCipher: string | null
  phoneMasked: string | null
}

interface PastMessage {
  id: string
  personId: string
  createdAt: string
  notBefore: string
}

interface PendingMessage {
  id: string
  personId: string
  notBefore: string
  holdRule: SmsHoldRule | null
  carried: number
}

/**
 * Turns notices that want an SMS into messages by the rules of merging, quiet hours and the daily
 * limit. Idempotent: one planner at a time, and only what has no message yet. Who finds another at
 * work does not wait in a worker's place but comes again in a second.
 * @returns number of notices planned
 */
export async function planMessages({ db, now }: PlanningWork): Promise<number> {
  let planned = 0
  for (let round = 0; round < roundsAtMost; round += 1) {
    const count = await db.transaction((tx) => planBatch(tx, now()))
    if (count === null) {
      const runAt = new Date(now().getTime() + comeAgainMs)
      await enqueue(db, 'notices.written', {}, { runAt, key: 'plan-again' })
      return planned
    }
    planned += count
    if (count < batchSize) {
      return planned
    }
  }
  await enqueue(db, 'notices.written', {})
  return planned
}

/** Null when another planner is at work. */
async function planBatch(db: Db, now: Date): Promise<number | null> {
  if (!(await tryLockUntilCommit(db, 'messagePlanner'))) {
    return null
  }
  const unplanned = await db.execute<UnplannedNotice & Record<string, unknown>>(sql`
    select n.id, n.person_id as "personId", n.sms_template as template, n.title,
      p.phone_cipher as "phoneCipher", p.phone_masked as "phoneMasked"
    from notices n join people p on p.id = n.person_id
    where n.sms_template is not null and n.sms_message_id is null and n.sms_refusal is null
    order by n.created_at, n.id limit ${batchSize} for update of n skip locked`)
  if (unplanned.length === 0) {
    return 0
  }
  const byPerson = groupByPerson(unplanned)
  const personIds = JSON.stringify([...byPerson.keys()])
  const pending = groupByPerson(await lockPending(db, personIds))
  const history = groupByPerson(await loadHistory(db, personIds, now))

  const plans = [...byPerson].map(([personId, notices]) =>
    planGroup(notices, pending.get(personId)?.[0], history.get(personId) ?? [], now),
  )
  const reachable = plans.filter((plan) => plan.phoneCipher !== null)
  await writePlans(db, reachable, now)
  await refuse(
    db,
    unplanned.flatMap((notice) => (notice.phoneCipher === null ? notice.id : [])),
  )
  if (reachable.some((plan) => plan.notBefore <= now)) {
    await enqueue(db, 'sms.waiting', {})
  }
  return unplanned.length
}

interface PlannedPerson extends PersonPlan {
  id: string
  personId: string
  phoneCipher: string | null
  phoneMasked: string | null
  notices: readonly { id: string }[]
}

function planGroup(
  notices: [UnplannedNotice, ...UnplannedNotice[]],
  waiting: PendingMessage | undefined,
  past: readonly PastMessage[],
  now: Date,
): PlannedPerson {
  const plan = planPerson(
    {
      notices,
      pending: waiting ? { ...waiting, notBefore: new Date(waiting.notBefore) } : null,
      history: past
        .filter((message) => message.id !== waiting?.id)
        .map(({ createdAt, notBefore }) => ({
          createdAt: new Date(createdAt),
          notBefore: new Date(notBefore),
        })),
    },
    now,
  )
  return { ...notices[0], ...plan, id: plan.messageId ?? newId(), notices }
}

/** Messages that have not left; one that is being taken right now is left alone. */
async function lockPending(db: Db, personIds: string): Promise<PendingMessage[]> {
  return db.execute<PendingMessage & Record<string, unknown>>(sql`
    select m.id, m.person_id as "personId", m.not_before as "notBefore", m.hold_rule as "holdRule",
      (select count(*)::int from notices n
        where n.sms_message_id = m.id and n.sms_refusal is null) as carried
    from sms_messages m
    where m.state = 'waiting' and m.template <> 'sign_in_code'
      and m.person_id in (select value::uuid from json_array_elements_text(${personIds}::json))
    order by m.not_before for update of m skip locked`)
}

async function loadHistory(db: Db, personIds: string, now: Date): Promise<PastMessage[]> {
  const since = new Date(now.getTime() - 3 * 86_400_000).toISOString()
  return db.execute<PastMessage & Record<string, unknown>>(sql`
    select id, person_id as "personId", created_at as "createdAt", not_before as "notBefore"
    from sms_messages
    where state <> 'withdrawn' and template <> 'sign_in_code' and created_at >= ${since}::timestamptz
      and person_id in (select value::uuid from json_array_elements_text(${personIds}::json))`)
}

async function writePlans(db: Db, plans: PlannedPerson[], now: Date): Promise<void> {
  await bulkInsert(
    db,
    smsMessages,
    plans
      .filter((plan) => plan.messageId === null)
      .map((plan) => ({
        id: plan.id,
        personId: plan.personId,
        phoneCipher: plan.phoneCipher ?? '',
        phoneMasked: plan.phoneMasked ?? '',
        template: plan.template,
        params: plan.params,
        state: 'waiting' as const,
        holdRule: plan.holdRule,
        notBefore: plan.notBefore,
        createdAt: now,
      })),
  )
  const extended = plans.filter((plan) => plan.messageId !== null)
  await db.execute(sql`
    update sms_messages m set template = c.template, params = c.params,
      not_before = c."notBefore", hold_rule = c."holdRule"
    from json_to_recordset(${JSON.stringify(extended)}::json)
      as c(id uuid, template text, params jsonb, "notBefore" timestamptz, "holdRule" text)
    where m.id = c.id`)
  const carried = plans.flatMap((plan) => plan.notices.map(({ id }) => ({ id, message: plan.id })))
  await db.execute(sql`
    update notices n set sms_message_id = c.message
    from json_to_recordset(${JSON.stringify(carried)}::json) as c(id uuid, message uuid)
    where n.id = c.id`)
}

async function refuse(db: Db, noticeIds: string[]): Promise<void> {
  await db.execute(sql`
    update notices set sms_refusal = ${noNumberWords}
    where id in (select value::uuid from json_array_elements_text(${JSON.stringify(noticeIds)}::json))`)
}

function groupByPerson<T extends { personId: string }>(rows: readonly T[]) {
  const groups = new Map<string, [T, ...T[]]>()
  for (const row of rows) {
    const group = groups.get(row.personId)
    if (group) {
      group.push(row)
    } else {
      groups.set(row.personId, [row])
    }
  }
  return groups
}
