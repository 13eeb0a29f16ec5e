import { sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { enqueue } from '@/lib/jobs/queue'
import type { SendResult } from '@/lib/providers/sms'
import { withoutSecrets } from './erase-secrets'
import { expiredWords, failureWords, unknownWords } from './failure-words'

/** A message that was certainly refused is tried again for this long after it was made. */
export const retryForMs = 48 * 3_600_000
/** A code is worth nothing after its five minutes. */
export const codeLifeMs = 5 * 60_000
/** How often trouble of the platform is tried again for one message. */
const retriesAtMost = 2
/** Later than this, the sweep of the minute is early enough. */
const ownWakeMs = 60_000

export interface ClaimedMessage {
  id: string
  personId: string | null
  phoneCipher: string
  phoneMasked: string
  template: string
  params: Record<string, string>
  /** Earlier calls that were certainly refused. */
  attempts: number
  createdAt: Date
}

/** One call and what came of it; `expired` was not called at all. */
export interface Outcome {
  message: ClaimedMessage
  result: SendResult | { kind: 'expired' }
}

interface Recording {
  now: Date
  /** Whether a code stays readable for the local twin's inbox. */
  keepsCodes: boolean
  /** While the circuit is open a refusal is nobody's fault and no attempt counts. */
  isOpen: boolean
}

interface Change {
  id: string
  to: 'handed_over' | 'failed' | 'unknown' | 'waiting'
  reason: string | null
  reference: string | null
  notBefore: Date | null
  attempts: number
}

/**
 * Writes down what the provider answered, many at once. A receipt may have been quicker and a lease
 * may have run out meanwhile, so each change names the states it may leave.
 */
export async function recordResults(
  db: Db,
  outcomes: readonly Outcome[],
  recording: Recording,
): Promise<void> {
  const changes = outcomes.map((outcome) => changeOf(outcome, recording))
  const at = sql`${recording.now.toISOString()}::timestamptz`
  const params = recording.keepsCodes ? sql`m.params` : withoutSecrets(sql`m.params`)
  await db.execute(sql`
    update sms_messages m set
      state = case when m.state in ('handing_over', 'unknown') then c.to else m.state end,
      reason = case when m.state in ('handing_over', 'unknown') then c.reason else m.reason end,
      provider_reference = coalesce(c.reference, m.provider_reference),
      handed_over_at = case when c.to = 'handed_over' then ${at} else m.handed_over_at end,
      finished_at = case when c.to = 'failed' then ${at} else m.finished_at end,
      hold_rule = case when c.to = 'waiting' then 'provider_busy' end,
      not_before = coalesce(c."notBefore", m.not_before),
      attempts = c.attempts, lease_until = null,
      params = case when c.to = 'waiting' or m.template <> 'sign_in_code' then m.params else ${params} end
    from json_to_recordset(${JSON.stringify(changes)}::json) as c(
      id uuid, "to" text, reason text, reference text, "notBefore" timestamptz, attempts int)
    where m.id = c.id and (m.state = 'handing_over'
      or (m.state = 'unknown' and c.to <> 'unknown')
      or (m.state in ('delivered', 'failed') and c.to = 'handed_over'))`)
  await wakeFor(db, changes, recording.now)
}

function changeOf({ message, result }: Outcome, { now, isOpen }: Recording): Change {
  const same = { id: message.id, reference: null, notBefore: null, attempts: message.attempts }
  switch (result.kind) {
    case 'accepted':
      return { ...same, to: 'handed_over', reason: null, reference: result.reference }
    case 'refused':
      return { ...same, to: 'failed', reason: failureWords(result.failure, result.code) }
    case 'refused_retry': {
      const reason = failureWords(result.failure, result.code)
      const isSpent = result.failure === 'platform' && message.attempts >= retriesAtMost && !isOpen
      const factor = result.failure === 'platform' ? 4 ** message.attempts : 1
      const notBefore = new Date(now.getTime() + result.retryAfterMs * factor)
      return isSpent || notBefore.getTime() > message.createdAt.getTime() + lifeOf(message)
        ? { ...same, to: 'failed', reason }
        : {
            ...same,
            to: 'waiting',
            reason,
            notBefore,
            attempts: message.attempts + (isOpen ? 0 : 1),
          }
    }
    case 'expired':
      return { ...same, to: 'failed', reason: expiredWords }
    case 'unknown':
      return { ...same, to: 'unknown', reason: unknownWords.timeout }
  }
}

async function wakeFor(db: Db, changes: readonly Change[], now: Date): Promise<void> {
  const moments = changes.flatMap((change) => change.notBefore?.getTime() ?? [])
  const first = Math.min(...moments)
  if (moments.length > 0 && first - now.getTime() < ownWakeMs) {
    await enqueue(db, 'sms.waiting', {}, { runAt: new Date(first), key: 'sms-again' })
  }
}

/** How long after it was made a message is worth sending, in milliseconds. */
export function lifeOf(message: Pick<ClaimedMessage, 'template'>): number {
  return message.template === 'sign_in_code' ? codeLifeMs : retryForMs
}
