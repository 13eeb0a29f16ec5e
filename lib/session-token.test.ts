import { encode } from 'next-auth/jwt'
import { expect, test, vi } from 'vitest'
import { openToken } from './session-token'

const secret = 'a-secret-of-this-test-and-of-nothing-else'
vi.stubEnv('NEXTAUTH_SECRET', secret)

const claims = { sessionId: '01900000-0000-7000-8000-000000000001', personId: 'person' }
const tokenOf = (given: Record<string, unknown>, key = secret) =>
  encode({ token: given, secret: key, maxAge: 3600 })
const inMs = (ms: number) => new Date(Date.now() + ms)

test('says the same at every opening, until its time is over', async () => {
  const token = await tokenOf({ sub: claims.personId, sessionId: claims.sessionId })
  expect(await openToken(token, inMs(0))).toEqual(claims)
  expect(await openToken(token, inMs(1000))).toEqual(claims)
  expect(await openToken(token, inMs(3_601_000))).toBeNull()
})

test('a changed cookie, one of another key and one that names no session say nothing', async () => {
  const token = await tokenOf({ sub: claims.personId, sessionId: claims.sessionId })
  await openToken(token, inMs(0))
  const last = token.endsWith('A') ? 'B' : 'A'
  expect(await openToken(token.slice(0, -3) + last.repeat(3), inMs(0))).toBeNull()
  const foreign = await tokenOf(
    { sub: claims.personId, sessionId: claims.sessionId },
    'another-secret-of-somebody-else-entirely',
  )
  expect(await openToken(foreign, inMs(0))).toBeNull()
  expect(await openToken(await tokenOf({ sub: claims.personId }), inMs(0))).toBeNull()
})
