import type { Db } from '@/db/client'
import { enqueue } from '@/lib/jobs/queue'
import { log } from '@/lib/log'
import { openPhone } from '@/lib/phone'
import type { OutgoingSms, SendResult, SmsProvider } from '@/lib/providers/sms'
import { redactSmsError } from '@/lib/providers/sms/redact'
import { open } from '@/lib/secret'
import { claimMessages, expireLeases } from './claim-messages'
import { eraseSecretOf } from './erase-secrets'
import { type ClaimedMessage, lifeOf, recordResult } from './record-result'
import { sealedVariable } from './sms-templates'

export interface DeliveryWork {
  db: Db
  /** Asked again for every batch and every answer: leases follow the clock. */
  now: () => Date
  provider: SmsProvider
}

const batchSize = 50
const parallelCalls = 10
const roundsAtMost = 20
/** A batch takes at most batchSize / parallelCalls × this, well within the lease. */
const callTimeoutMs = 8_000

/**
 * Hands over what may go now. Several may run at once; no message is taken twice, and no connection
 * is held while the provider is called.
 * @returns number of messages taken
 */
export async function deliverMessages(work: DeliveryWork): Promise<number> {
  const { db, now } = work
  await expireLeases(db, now())
  let taken = 0
  for (let round = 0; round < roundsAtMost; round += 1) {
    const claimed = await claimMessages(db, now(), batchSize)
    if (claimed.length === 0) {
      break
    }
    taken += claimed.length
    await handOverAll(work, claimed)
  }
  if (taken === roundsAtMost * batchSize) {
    await enqueue(db, 'sms.waiting', {})
  }
  return taken
}

async function handOverAll(work: DeliveryWork, claimed: ClaimedMessage[]): Promise<void> {
  const queue = [...claimed]
  const outcomes = await Promise.allSettled(
    Array.from({ length: parallelCalls }, async () => {
      for (let message = queue.shift(); message; message = queue.shift()) {
        await handOver(work, message)
      }
    }),
  )
  const failed = outcomes.find((outcome) => outcome.status === 'rejected')
  if (failed) {
    throw failed.reason
  }
}

async function handOver({ db, now, provider }: DeliveryWork, message: ClaimedMessage) {
  const age = now().getTime() - message.createdAt.getTime()
  const isStaleCode = message.template === 'sign_in_code' && age > lifeOf(message)
  const outgoing = isStaleCode ? null : unseal(message)
  const result: SendResult = isStaleCode
    ? { kind: 'refused', failure: 'platform', code: 'EXPIRED' }
    : outgoing
      ? await call(provider, outgoing)
      : { kind: 'refused', failure: 'number', code: 'UNREADABLE' }
  await recordResult(db, message, result, now())
  if (message.template === 'sign_in_code' && provider.keepsCodesForMs === 0) {
    await eraseSecretOf(db, message.id)
  }
}

function unseal(message: ClaimedMessage): OutgoingSms | null {
  try {
    const params = Object.entries(message.params).map(([name, value]) => {
      const secret = sealedVariable(name)
      return secret ? [secret, open(value)] : [name, value]
    })
    return {
      outId: message.id,
      phone: openPhone(message.phoneCipher),
      template: message.template,
      params: Object.fromEntries(params),
    }
  } catch {
    log('error', 'sms_unreadable', { messageId: message.id })
    return null
  }
}

/** The provider's answer; a throw or a silence counts as unknown, because it may have been sent. */
async function call(provider: SmsProvider, outgoing: OutgoingSms): Promise<SendResult> {
  let timer: NodeJS.Timeout | undefined
  const silence = new Promise<SendResult>((resolve) => {
    timer = setTimeout(() => resolve({ kind: 'unknown', code: 'TIMEOUT' }), callTimeoutMs)
  })
  try {
    return await Promise.race([provider.send(outgoing), silence])
  } catch (error) {
    const message = redactSmsError(error instanceof Error ? error.message : String(error))
    log('error', 'sms_call_failed', { messageId: outgoing.outId, provider: provider.name, message })
    return { kind: 'unknown', code: 'THROWN' }
  } finally {
    clearTimeout(timer)
  }
}
