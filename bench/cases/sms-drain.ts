import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { sql } from 'drizzle-orm'
import { bulkInsert } from '@/db/bulk'
import { type Db, openDatabase } from '@/db/client'
import { newId } from '@/db/ids'
import { people, smsMessages } from '@/db/schema'
import { readEnv } from '@/lib/env'
import { deliverMessages } from '@/lib/notifications/deliver-messages'
import { smsTemplates } from '@/lib/notifications/sms-templates'
import { sealPhone } from '@/lib/phone'
import type { AliyunSettings } from '@/lib/providers/sms/aliyun-settings'
import { aliyunSms } from '@/lib/providers/sms/aliyun-sms'
import { figure } from '../figure'
import type { Case } from './case'

const messages = 20_000
const answerAfterMs = 20
const template = 'task_dispatched'
const account = { accessKeyId: 'BENCH', accessKeySecret: 'bench', sign: '领航测试' }

/**
 * From an outbox full of messages to the last result written down, through the real SDK and a
 * gateway that takes 20 ms to answer. The floor is what that gateway can do at the configured
 * number of calls at a time.
 */
export const smsDrain: Case = async ({ scale, worlds, say }) => {
  const world = await worlds.at(0.01)
  const { db, close } = openDatabase(world.url)
  const gateway = await startGateway()
  const concurrency = readEnv().SMS_CONCURRENCY
  try {
    const settings = { ...account, templates: { [template]: 'SMS_1' }, endpoint: gateway.endpoint }
    // The first call loads the SDK; that is the start's cost, not the drain's.
    await drain(db, settings, 20)
    const count = Math.max(100, Math.round(messages * scale))
    const seconds = await drain(db, settings, count)
    await assertEachOnce(db, gateway, count + 20)
    say(`sms-drain: ${count} messages, ${concurrency} calls at a time`)
    const ceiling = (concurrency * 1_000) / answerAfterMs
    return [figure('sms-drain', count / seconds, 'messages/s', ceiling)]
  } finally {
    gateway.child.kill()
    await close()
  }
}

/** @returns seconds from the first claim to the last result */
async function drain(db: Db, settings: AliyunSettings, count: number): Promise<number> {
  await fillOutbox(db, count)
  const provider = aliyunSms(settings)
  // In the clock of day: at night nothing leaves, and the figure would be that of an empty outbox.
  const began = performance.now()
  const now = () => new Date(noon.getTime() + performance.now() - began)
  let left = count
  while (left > 0) {
    const taken = await deliverMessages({ db, now, provider })
    if (taken === 0) {
      throw new Error(`${left} messages did not leave`)
    }
    left -= taken
  }
  return (performance.now() - began) / 1_000
}

const noon = new Date(`${new Date().toISOString().slice(0, 10)}T12:00:00+08:00`)

async function fillOutbox(db: Db, count: number): Promise<void> {
  const [row] = await db.execute<{ count: number }>(sql`select count(*)::int as count from people`)
  const first = row?.count ?? 0
  for (let from = 0; from < count; from += 2_000) {
    const owners = Array.from({ length: Math.min(2_000, count - from) }, (_, index) => ({
      id: newId(),
      name: '测试',
      ...sealPhone(`139${String(first + from + index).padStart(8, '0')}`),
      createdAt: noon,
    }))
    await bulkInsert(db, people, owners)
    await bulkInsert(
      db,
      smsMessages,
      owners.map(({ id, phoneCipher, phoneMasked }) => ({
        id: newId(),
        personId: id,
        phoneCipher,
        phoneMasked,
        template,
        params: { title: '第三季度主题党日' },
        state: 'waiting' as const,
        notBefore: noon,
        createdAt: noon,
      })),
    )
  }
  await db.execute(sql`analyze sms_messages`)
}

interface Gateway {
  endpoint: string
  child: ChildProcess
  ask: () => Promise<string>
}

async function startGateway(): Promise<Gateway> {
  const options = { ...account, templates: { SMS_1: smsTemplates[template] }, isLimited: false }
  const child = spawn(
    process.execPath,
    [
      ...['--import', 'tsx', 'lib/providers/sms/testing/stand-in-process.ts'],
      JSON.stringify({ ...options, answerAfterMs }),
    ],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  )
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const read = async () => String((await lines.next()).value)
  const ask = () => {
    child.stdin.write('count\n')
    return read()
  }
  return { endpoint: await read(), child, ask }
}

/** A figure of messages that were lost or sent twice would mean nothing. */
async function assertEachOnce(db: Db, gateway: Gateway, count: number): Promise<void> {
  const counted = JSON.parse(await gateway.ask())
  const [row] = await db.execute<{ count: number }>(sql`
    select count(*)::int as count from sms_messages where state = 'handed_over'`)
  if (counted.taken !== count || counted.distinct !== count || (row?.count ?? 0) < count) {
    throw new Error(
      `Of ${count}: the gateway took ${JSON.stringify(counted)}, we have ${row?.count}`,
    )
  }
}
