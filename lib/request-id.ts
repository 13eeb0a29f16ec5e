import { newId } from '@/db/ids'
import type { ClientHeaders } from './client-address'
import { env } from './env'

/**
 * The name of a request in the log and the record: the one of our own reverse proxy, if there is
 * one (CLIENT_ADDRESS_HEADER is set); otherwise our own, because anybody can send a header.
 */
export function requestIdOf(sent: ClientHeaders): string {
  const given = env().CLIENT_ADDRESS_HEADER ? sent.get('x-request-id') : null
  return given && /^[\w-]{8,64}$/.test(given) ? given : newId()
}
