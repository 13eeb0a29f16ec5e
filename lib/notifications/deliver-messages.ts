import type { Db } from '@/db/client'
import { env } from '@/lib/env'
import { enqueue } from '@/lib/jobs/queue'
import type { SmsProvider } from '@/lib/providers/sms'
import { applyEarlyReceipts } from './apply-early-receipts'
import { batchWriter } from './batch-writer'
import { askBreaker, failuresAtMost, isProviderFailure, leaveProbe, noteResults } from './breaker'
import { claimMessages, expireLeases, leaseMs, releaseMessages } from './claim-messages'
import { handOver } from './hand-over'
import { type ClaimedMessage, type Outcome, recordResults } from './record-results'

export interface DeliveryWork {
  db: Db
  /** Asked again for every batch and every answer: leases follow the clock. */
  now: () => Date
  provider: SmsProvider
  /** Calls at a time; SMS_CONCURRENCY unless given. */
  concurrency?: number
}

/** One job takes this many at most, so that a worker that is to stop can. */
const messagesAtMost = 2_000
/** Messages made ready while all calls are under way, so that the next one begins at once. */
const lanesAhead = 3
const writes = { size: 100, delayMs: 100 }
/** No call begins later than this after the claim: its answer must be written within the lease. */
const startWithinMs = leaseMs - 15_000

/**
 * Hands over what may go now. Several may run at once; no message is taken twice, and no connection
 * is held while the provider is called. While the circuit is open nothing is taken.
 * @returns number of messages taken
 */
export async function deliverMessages(work: DeliveryWork): Promise<number> {
  const { db, now, provider } = work
  await expireLeases(db, now())
  let taken = 0
  for (;;) {
    const door = await askBreaker(db, provider.name, now())
    if (door === 'open') {
      return taken
    }
    const drained = await drain(work, door === 'probe' ? 1 : messagesAtMost - taken)
    taken += drained.taken
    if (door === 'probe' && drained.taken === 0) {
      await leaveProbe(db, provider.name, now())
    }
    if (drained.isOpen || drained.taken === 0 || door === 'closed') {
      break
    }
  }
  if (taken >= messagesAtMost) {
    await enqueue(db, 'sms.waiting', {})
  }
  return taken
}

/**
 * Keeps `concurrency` calls going: claims a few ahead, so that a crash leaves few in doubt, and
 * writes results in batches behind.
 */
async function drain(work: DeliveryWork, most: number) {
  const { db, now, provider, concurrency = env().SMS_CONCURRENCY } = work
  const queue: { message: ClaimedMessage; until: number }[] = []
  const state = { taken: 0, isOpen: false, isDry: false, failuresInRow: 0 }
  const failures: unknown[] = []
  let claiming: Promise<void> | undefined
  const writer = batchWriter<Outcome>(async (outcomes) => {
    // What cannot be written down must not be sent either.
    const isOpen = await record(work, outcomes).catch((error: unknown) => {
      state.isOpen = true
      throw error
    })
    state.isOpen ||= isOpen
  }, writes)

  const refill = async () => {
    const wanted = Math.min(concurrency, most - state.taken)
    const until = performance.now() + startWithinMs
    const claimed = wanted > 0 ? await claimMessages(db, now(), wanted) : []
    state.isDry = claimed.length === 0
    state.taken += claimed.length
    queue.push(...claimed.map((message) => ({ message, until })))
  }
  const next = async () => {
    while (!state.isOpen) {
      if (queue.length < concurrency && !state.isDry) {
        // Nobody may be waiting for it, so its failure is kept for the end.
        claiming ??= refill()
          .catch((error: unknown) => {
            failures.push(error)
            state.isOpen = true
          })
          .finally(() => {
            claiming = undefined
          })
      }
      const first = queue.shift()
      if (first || !claiming) {
        return first
      }
      await claiming
    }
    return undefined
  }
  const lane = async () => {
    for (let one = await next(); one; one = await next()) {
      if (performance.now() > one.until) {
        await releaseMessages(db, [one.message])
        continue
      }
      const outcome = await handOver({ provider, now, concurrency }, one.message)
      writer.push(outcome)
      state.failuresInRow = isProviderFailure(outcome.result) ? state.failuresInRow + 1 : 0
      // Sooner than the batch is written and the circuit opens for everybody.
      state.isOpen ||= state.failuresInRow >= failuresAtMost
    }
  }
  const lanes = Array.from({ length: concurrency + lanesAhead }, () =>
    lane().catch((error: unknown) => {
      failures.push(error)
      state.isOpen = true
    }),
  )
  await Promise.all(lanes)
  await claiming
  await writer.finish().catch((error: unknown) => failures.push(error))
  await releaseMessages(
    db,
    queue.map((one) => one.message),
  )
  state.taken -= queue.length
  if (failures.length > 0) {
    throw failures[0]
  }
  return state
}

/** @returns whether the circuit is open now */
async function record({ db, now, provider }: DeliveryWork, outcomes: Outcome[]): Promise<boolean> {
  const results = outcomes.flatMap(({ result }) => (result.kind === 'expired' ? [] : [result]))
  const at = now()
  const isOpen = await noteResults(db, provider.name, results, at)
  await recordResults(db, outcomes, { now: at, keepsCodes: provider.keepsCodesForMs > 0, isOpen })
  await applyEarlyReceipts(
    db,
    provider.name,
    outcomes.flatMap(({ message, result }) =>
      result.kind === 'accepted' && result.reference
        ? { id: message.id, reference: result.reference }
        : [],
    ),
  )
  return isOpen
}
