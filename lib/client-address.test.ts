import { afterEach, expect, test, vi } from 'vitest'
import { clientAddress, networkOf } from './client-address'
import { requestIdOf } from './request-id'

const given = { CLIENT_ADDRESS_HEADER: undefined as string | undefined }
vi.mock('./env', async (original) => ({
  ...(await original<typeof import('./env')>()),
  env: () => given,
}))

afterEach(() => {
  given.CLIENT_ADDRESS_HEADER = undefined
})

const sent = (headers: Record<string, string>) => ({
  get: (name: string) => headers[name.toLowerCase()] ?? null,
})

test('the socket counts without a proxy; behind one the last entry of its header', () => {
  const headers = sent({
    'x-forwarded-for': '198.51.100.9, 203.0.113.7',
    'x-client-address': '::ffff:10.0.0.1',
  })
  expect(clientAddress(headers)).toBe('10.0.0.1')
  given.CLIENT_ADDRESS_HEADER = 'X-Forwarded-For'
  expect(clientAddress(headers)).toBe('203.0.113.7')
})

test('a request around the proxy, or with nonsense in its header, has the address of its socket', () => {
  given.CLIENT_ADDRESS_HEADER = 'X-Forwarded-For'
  expect(clientAddress(sent({ 'x-client-address': '10.0.0.2' }))).toBe('10.0.0.2')
  const nonsense = sent({ 'x-forwarded-for': '::::', 'x-client-address': '10.0.0.2' })
  expect(clientAddress(nonsense)).toBe('10.0.0.2')
  expect(clientAddress(sent({}))).toBeNull()
})

test.each([
  ['203.0.113.7:51234', '203.0.113.7'],
  ['[2001:db8::1]:443', '2001:db8::1'],
  ['fe80::1%eth0', 'fe80::1'],
])('%s is read as %s', (value, address) => {
  expect(clientAddress(sent({ 'x-client-address': value }))).toBe(address)
})

test('limits count a /64 as one, an unknown address as one of the unknown', () => {
  expect(networkOf('203.0.113.7')).toBe('203.0.113.7')
  const one = networkOf('2001:db8:0:1::5')
  expect(one).toBe('2001:db8:0:1::/64')
  expect(networkOf('2001:0DB8:0000:0001:ffff:ffff:ffff:ffff')).toBe(one)
  expect(networkOf('2001:db8:0:2::5')).not.toBe(one)
  expect(networkOf('::1')).toBe('0:0:0:0::/64')
  expect(networkOf(null)).toBe('unknown')
})

test('a name for the request is taken from our own proxy only', () => {
  const headers = sent({ 'x-request-id': 'forged-request-1' })
  expect(requestIdOf(headers)).not.toBe('forged-request-1')
  given.CLIENT_ADDRESS_HEADER = 'X-Forwarded-For'
  expect(requestIdOf(headers)).toBe('forged-request-1')
  expect(requestIdOf(sent({ 'x-request-id': 'no spaces or; such' }))).toMatch(/^[0-9a-f-]{36}$/)
})
