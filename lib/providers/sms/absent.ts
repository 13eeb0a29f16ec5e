import type { SmsProvider } from './index'

/** Where no SMS service is configured: every message fails visibly, none pretends to have left. */
export const absentSms: SmsProvider = {
  name: 'absent',
  isConnected: false,
  queryAfterMs: 0,
  keepsCodesForMs: 0,
  send: async () => ({ kind: 'refused', failure: 'not_connected', code: 'NOT_CONNECTED' }),
  query: async () => ({ kind: 'no_record' }),
}
