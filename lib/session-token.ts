import { decode } from 'next-auth/jwt'
import { requireEnv } from './env'

/** What a session's cookie names; whether that session still stands, the database says. */
export interface SessionClaims {
  sessionId: string
  personId: string
}

/** More than the people who use the product in one hour; together about 2 MB. */
const mostKnown = 2000

const known = new Map<string, { claims: SessionClaims; until: number }>()

/**
 * What a session cookie says; null when we did not write it or its time is over. What was sealed
 * never changes, so a cookie is opened once: that costs as much as asking the database.
 */
export async function openToken(token: string, now: Date): Promise<SessionClaims | null> {
  const found = known.get(token)
  if (found) {
    return now.getTime() < found.until ? found.claims : null
  }
  const secret = requireEnv('NEXTAUTH_SECRET')
  const read = await decode({ token, secret }).catch(() => null)
  if (!read?.sessionId || !read.sub) {
    return null
  }
  const claims = { sessionId: read.sessionId, personId: read.sub }
  if (known.size >= mostKnown) {
    known.clear()
  }
  known.set(token, { claims, until: typeof read.exp === 'number' ? read.exp * 1000 : 0 })
  return claims
}
