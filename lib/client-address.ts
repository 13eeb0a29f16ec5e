import { isIP } from 'node:net'
import { env } from './env'

/** The slice of a request that names the client. */
export interface ClientHeaders {
  get: (name: string) => string | null
}

/**
 * The address of the client, or null when it is unknown. CLIENT_ADDRESS_HEADER names the header of
 * our own reverse proxy; without it, or when the request did not come through the proxy, it is
 * `x-client-address`, which our server sets from the socket on every request, whatever was sent.
 */
export function clientAddress(sent: ClientHeaders): string | null {
  const ofProxy = env().CLIENT_ADDRESS_HEADER
  return (ofProxy ? addressIn(sent.get(ofProxy)) : null) ?? addressIn(sent.get('x-client-address'))
}

/**
 * What limits count by: an IPv4 address, or the /64 of an IPv6 one, which is one line of one house.
 * An unknown address shares one count with all other unknown ones, so that no limit is lost.
 */
export function networkOf(address: string | null): string {
  if (address === null) {
    return 'unknown'
  }
  return isIP(address) === 6 ? `${firstGroups(address)}::/64` : address
}

/** The last entry is the one our own proxy appended; those before it are the client's claim. */
function addressIn(value: string | null): string | null {
  const last = value?.split(',').at(-1)?.trim() ?? ''
  const bare = last
    .replace(/^\[([^\]]*)\](:\d+)?$/, '$1')
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
    .replace(/%.*$/, '')
    .replace(/^::ffff:(?=\d+\.)/i, '')
  return isIP(bare) === 0 ? null : bare
}

/** The first four groups of an IPv6 address in one spelling: `2001:db8:0:1`. */
function firstGroups(address: string): string {
  const [head = '', tail] = address.toLowerCase().split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const missing = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length)
  return [...before, ...Array<string>(missing).fill('0'), ...after]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')
}
