import { spawn } from 'node:child_process'
import { afterEach, expect, test, vi } from 'vitest'
import { openDatabase } from '@/db/client'
import { testDatabase } from '@/db/testing/database'
import { openGateway } from '@/lib/providers/sms/testing/gateway'
import { crashingDb } from './testing/crashing-db'
import { type Drill, observing, startDrill } from './testing/drill'

const { db, url } = await testDatabase({ poolSize: 12 })
vi.spyOn(process.stderr, 'write').mockReturnValue(true)
const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()))
})
async function drillOf(recipients: number, concurrency?: number): Promise<Drill> {
  const drill = await startDrill(db, recipients, concurrency)
  closing.push(drill.gateway.close)
  return drill
}

/** A second worker comes after the lease, receipts and questions follow; then nothing is open. */
async function recover(drill: Drill) {
  drill.pass(120)
  await drill.deliver()
  await drill.observe()
  drill.pass(120)
  await drill.reconcile()
  drill.pass(900)
  await drill.reconcile()
  drill.assertNobodyTwice()
  const counts = await drill.observe()
  // Whoever the gateway has was told; the others are named as in doubt, none is lost.
  expect(counts).toMatchObject({
    delivered: drill.gateway.taken.length,
    unknown: drill.recipients - drill.gateway.taken.length,
    waiting: 0,
    failed: 0,
  })
  return counts
}

test('the process dies at any statement of a hand-over: none lost, none twice', async () => {
  let statements = 0
  for (const when of ['before', 'after'] as const) {
    for (let at = 1; ; at += 1) {
      const drill = await drillOf(5, 2)
      const crashing = crashingDb(db, { at, when })
      await drill.deliver({ db: crashing.db }).catch(() => undefined)
      await drill.observe()
      if (!crashing.hasDied()) {
        statements += at
        break
      }
      await recover(drill)
    }
  }
  expect(statements).toBeGreaterThan(15)
}, 120_000)

test('the process dies during calls: what left is found again, what did not is in doubt', async () => {
  const drill = await drillOf(6, 3)
  const [first, second] = [{ taken: true }, { taken: false }]
  for (const [index, fate] of [first, second].entries()) {
    const crashing = crashingDb(db, { at: 6 + index, when: 'before' })
    drill.gateway.behave(null, { kind: 'reset', ...fate })
    await drill.deliver({ db: crashing.db }).catch(() => undefined)
  }
  drill.gateway.behave(null, { kind: 'take' })
  await recover(drill)
})

test('a worker is killed in the middle of sixty; a second one finishes', async () => {
  const drill = await drillOf(60)
  const { gateway, settings } = await openGateway({
    now: () => drill.clock.now,
    answerAfterMs: 40,
    isLimited: false,
  })
  closing.push(gateway.close)
  const given = { url, settings, now: drill.clock.now, concurrency: 4 }
  const script = 'lib/notifications/testing/drain-process.ts'
  const child = spawn(process.execPath, ['--import', 'tsx', script, JSON.stringify(given)], {
    stdio: 'ignore',
  })
  const ended = new Promise((resolve) => child.once('exit', (_, signal) => resolve(signal)))
  await vi.waitFor(() => expect(gateway.taken.length).toBeGreaterThan(20), {
    timeout: 60_000,
    interval: 2,
  })
  child.kill('SIGKILL')
  expect(await ended).toBe('SIGKILL')
  // Answers that were under way have nobody left to read them.
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(gateway.taken.length).toBeLessThan(60)
  drill.gateway.taken.push(...gateway.taken)
  const { unknown } = await recover(drill)
  // At most what was in hand or just claimed is in doubt.
  expect(unknown).toBeLessThanOrEqual(12)
}, 90_000)

test.each([
  ['answers 503', { kind: 'http', status: 503, code: 'ServiceUnavailable' } as const],
  ['says system error', { kind: 'code', code: 'isp.SYSTEM_ERROR' } as const],
  ['does not listen', null],
])('a gateway that %s for an hour, then is back: all arrive, once', async (_, fault) => {
  const drill = await drillOf(40)
  const { gateway: gone } = await openGateway()
  await gone.close()
  drill.gateway.behave(null, fault ?? { kind: 'take' })
  const endpoint = fault ? drill.endpoint : gone.endpoint
  for (let minute = 0; minute < 60; minute += 1) {
    await drill.deliver({ endpoint })
    expect(await drill.observe()).toMatchObject({ waiting: 40 })
    drill.pass(60)
  }
  expect(drill.gateway.calls.SendSms ?? 0).toBeLessThan(30)
  drill.gateway.behave(null, { kind: 'take' })
  for (let minute = 0; minute < 12; minute += 1) {
    await drill.deliver()
    drill.pass(60)
  }
  expect(drill.gateway.taken).toHaveLength(40)
  await drill.reconcile()
  drill.assertNobodyTwice()
  expect(await drill.observe()).toMatchObject({ delivered: 40 })
})

test('connections are lost half way: what was taken is found by asking, the rest is in doubt', async () => {
  const drill = await drillOf(12)
  drill.gateway.behave(null, { kind: 'reset', taken: true })
  await drill.deliver()
  const lost = await drill.observe()
  expect(lost.unknown).toBeGreaterThan(0)
  expect(lost.unknown + lost.waiting).toBe(12)
  drill.gateway.behave(null, { kind: 'take' })
  drill.pass(60)
  await recover(drill)
  expect(drill.gateway.taken).toHaveLength(12)
})

test('receipts late, twice, shuffled and before their message’s answer', async () => {
  const drill = await drillOf(30)
  await drill.deliver()
  const taken = drill.gateway.taken
  for (const message of taken.slice(0, 10)) {
    drill.gateway.fate(message.phone, { status: 2, code: 'MOBILE_NOT_ON_SERVICE' })
  }
  const reports = drill.gateway.reportsOf(taken)
  const shuffled = [...reports, ...reports, ...reports.slice(5, 25)]
    .map((report, index) => ({ report, rank: (index * 7_919) % 83 }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ report }) => report)
  for (let from = 0; from < shuffled.length; from += 9) {
    drill.pass(3_600)
    await drill.push(shuffled.slice(from, from + 9))
    await drill.observe()
  }
  expect(await drill.observe()).toMatchObject({ delivered: 20, failed: 10, waiting: 0, unknown: 0 })
  await drill.deliver()
  expect(taken).toHaveLength(30)
})

test('the clock jumps back and forth during a hand-over', async () => {
  const drill = await drillOf(40)
  let asked = 0
  const jumps = [0, 3_600, -3_600, 61, -61, 7_200, 0, 90]
  const now = () => {
    asked += 1
    const seconds = jumps[asked % jumps.length] ?? 0
    return new Date(drill.clock.now.getTime() + seconds * 1_000)
  }
  for (let round = 0; round < 12; round += 1) {
    await observing(drill, drill.deliver({ now }))
  }
  drill.assertNobodyTwice()
  drill.pass(10_000)
  await recover(drill)
  expect(drill.gateway.taken).toHaveLength(40)
})

test('two workers at once, one of them ten minutes fast', async () => {
  const drill = await drillOf(120)
  const other = openDatabase(url)
  closing.push(other.close)
  const fast = () => new Date(drill.clock.now.getTime() + 600_000)
  await observing(
    drill,
    Promise.all([drill.deliver(), drill.deliver({ db: other.db, now: fast }), drill.deliver()]),
  )
  expect(drill.gateway.taken).toHaveLength(120)
  drill.assertNobodyTwice()
  drill.pass(600)
  await drill.push(drill.gateway.reportsOf(drill.gateway.taken))
  expect(await drill.observe()).toMatchObject({ delivered: 120 })
})
