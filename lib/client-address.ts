import { env } from './env'

/** The slice of a request that names the client. */
export interface ClientHeaders {
  get: (name: string) => string | null
}

/**
 * The address of the client, or null when it is unknown. CLIENT_ADDRESS_HEADER names the header of
 * our own reverse proxy; without it the address comes from `x-client-address`, which our server
 * sets from the socket on every request, whatever the client sent.
 */
export function clientAddress(sent: ClientHeaders): string | null {
  const value = sent.get(env().CLIENT_ADDRESS_HEADER ?? 'x-client-address')
  // The last entry is the one our own proxy appended; those before it are the client's claim.
  const address = value
    ?.split(',')
    .at(-1)
    ?.trim()
    .replace(/^::ffff:/, '')
  return address && /^[0-9a-fA-F:.]{2,45}$/.test(address) ? address : null
}
