import { log } from '@/lib/log'
import { openPhone } from '@/lib/phone'
import type { OutgoingSms, SendResult, SmsProvider } from '@/lib/providers/sms'
import { redactSmsError } from '@/lib/providers/sms/redact'
import { open } from '@/lib/secret'
import { withCallSlot } from './call-slots'
import { type ClaimedMessage, lifeOf, type Outcome } from './record-results'
import { sealedVariable } from './sms-templates'

interface HandOver {
  provider: SmsProvider
  now: () => Date
  concurrency: number
}

/** The provider's own time-outs come first; this is for one that has none. */
const callTimeoutMs = 8_000

/** Hands one claimed message to the provider, once. Writes nothing. */
export async function handOver(
  { provider, now, concurrency }: HandOver,
  message: ClaimedMessage,
): Promise<Outcome> {
  if (now().getTime() - message.createdAt.getTime() > lifeOf(message)) {
    return { message, result: { kind: 'expired' } }
  }
  const outgoing = unseal(message, now())
  if (!outgoing) {
    return { message, result: { kind: 'refused', failure: 'number', code: 'UNREADABLE' } }
  }
  const isUrgent = message.template === 'sign_in_code'
  const slot = { most: concurrency, isUrgent }
  return { message, result: await withCallSlot(slot, () => call(provider, outgoing)) }
}

function unseal(message: ClaimedMessage, now: Date): OutgoingSms | null {
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
      now,
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
