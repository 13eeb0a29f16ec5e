import type { OutgoingSms, QueryResult, SendResult, SmsProvider } from '@/lib/providers/sms'

export interface FakeSms extends SmsProvider {
  /** Every call of `send`, in order. */
  sent: OutgoingSms[]
}

interface Behaviour {
  send?: (message: OutgoingSms) => Promise<SendResult> | SendResult
  query?: QueryResult
  keepsCodesForMs?: number
}

/** A provider that counts what it is asked to send and answers as told. */
export function fakeSms(behaviour: Behaviour = {}): FakeSms {
  const sent: OutgoingSms[] = []
  return {
    name: 'fake',
    isConnected: true,
    queryAfterMs: 0,
    keepsCodesForMs: behaviour.keepsCodesForMs ?? 0,
    sent,
    send: async (message) => {
      sent.push(message)
      return (
        (await behaviour.send?.(message)) ?? { kind: 'accepted', reference: `r-${sent.length}` }
      )
    },
    query: async () => behaviour.query ?? { kind: 'no_record' },
  }
}
