import type { Route } from 'next'
import { cookies, headers } from 'next/headers'
import { redirect } from 'next/navigation'
import type { NextAuthOptions } from 'next-auth'
import { encode } from 'next-auth/jwt'
import { cache } from 'react'
import { database } from '@/db/client'
import { findSession } from './accounts/find-session'
import { loadSignedIn } from './accounts/load-viewer'
import { sessionLifetimeMs } from './accounts/session-limits'
import { signOut } from './accounts/sign-out'
import type { Client } from './accounts/start-session'
import { clientAddress } from './client-address'
import { type Context, createContext, type ViewerContext } from './context'
import { env, requireEnv } from './env'
import { log } from './log'
import { requestIdOf } from './request-id'
import { openToken } from './session-token'

declare module 'next-auth' {
  interface Session {
    sessionId?: string
    personId?: string
  }
}

declare module 'next-auth/jwt' {
  interface JWT {
    /** Row of `sessions`. The token's own jti changes with every renewal and names nothing. */
    sessionId?: string
  }
}

const lifetimeSeconds = sessionLifetimeMs / 1000

/**
 * How next-auth reads and ends sessions. There is no provider here: the two doors (password, SMS
 * code) are server actions that prove the person and call `enterSession`, so that limits, wording
 * and audit stand in one place and forms work without scripts.
 */
export function authOptions(): NextAuthOptions {
  return {
    secret: requireEnv('NEXTAUTH_SECRET'),
    providers: [],
    session: { strategy: 'jwt', maxAge: lifetimeSeconds },
    useSecureCookies: isSecure(),
    pages: { signIn: '/sign-in', signOut: '/me', error: '/sign-in' },
    callbacks: {
      // Data that a client posts as an update is never looked at: the token holds an id, no more.
      jwt: async ({ token }) => {
        const sessionId = token.sessionId
        const personId = sessionId && (await findSession(database().db, sessionId, new Date()))
        if (!personId || personId !== token.sub) {
          throw new SessionEnded()
        }
        return { sub: personId, sessionId }
      },
      session: ({ token, session }) => ({
        expires: session.expires,
        sessionId: token.sessionId,
        personId: token.sub,
      }),
    },
    events: { signOut: ({ token }) => endSessionOf(token?.sessionId) },
    logger: {
      error: (code, metadata) => {
        if (!isEndedSession(metadata)) {
          log('error', 'next_auth', { code })
        }
      },
      warn: () => {},
      debug: () => {},
    },
  }
}

class SessionEnded extends Error {
  override name = 'SessionEnded'
}

function isEndedSession(metadata: unknown): boolean {
  return metadata instanceof SessionEnded
}

async function endSessionOf(sessionId: string | undefined): Promise<void> {
  if (sessionId) {
    await signOut(await anonymousContext(), { sessionId })
  }
}

// getServerSession would do the same and then encrypt a renewed token that a page cannot send.
const sessionClaims = cache(async () => {
  const token = (await cookies()).get(cookieName())?.value
  return token ? openToken(token, new Date()) : null
})

const currentSession = cache(async () => {
  const claims = await sessionClaims()
  const personId = claims && (await findSession(database().db, claims.sessionId, new Date()))
  return claims && claims.personId === personId ? claims : null
})

/** The signed-in person's context, or null. Once a request; a session ended elsewhere is refused. */
export const sessionContext = cache(async (): Promise<ViewerContext | null> => {
  const claims = await sessionClaims()
  if (!claims) {
    return null
  }
  const now = new Date()
  const viewer = await loadSignedIn(database().db, claims, now)
  return viewer && createContext({ db: database().db, viewer, now, requestId: await requestId() })
})

/** A context without a viewer, for doors open to people who are not signed in. */
export async function anonymousContext(): Promise<Context> {
  return createContext({
    db: database().db,
    viewer: null,
    now: new Date(),
    requestId: await requestId(),
  })
}

/**
 * The context of a page that needs somebody signed in; otherwise goes to the sign-in page, which
 * comes back to `from` (a path of ours).
 */
export async function requireContext(from?: string): Promise<ViewerContext> {
  const ctx = await sessionContext()
  if (!ctx) {
    redirect((from ? `/sign-in?from=${encodeURIComponent(from)}` : '/sign-in') as Route)
  }
  return ctx
}

/** Id of the session this request belongs to, or null. */
export async function currentSessionId(): Promise<string | null> {
  return (await currentSession())?.sessionId ?? null
}

/** The browser behind this request, for a new session and for limits. */
export async function currentClient(): Promise<Client> {
  const sent = await headers()
  return { userAgent: sent.get('user-agent'), address: clientAddress(sent) }
}

/** Gives this browser the cookie of a session that has just been started. Server actions only. */
export async function enterSession(session: { sessionId: string; personId: string }) {
  const value = await encode({
    token: { sub: session.personId, sessionId: session.sessionId },
    secret: requireEnv('NEXTAUTH_SECRET'),
    maxAge: lifetimeSeconds,
  })
  const jar = await cookies()
  jar.set(cookieName(), value, { ...cookieOptions(), maxAge: lifetimeSeconds })
}

/** Ends the session of this browser and takes its cookie away. Server actions only. */
export async function leaveSession(): Promise<void> {
  await endSessionOf((await currentSessionId()) ?? undefined)
  const jar = await cookies()
  jar.set(cookieName(), '', { ...cookieOptions(), maxAge: 0 })
}

// The names and flags that next-auth itself uses under these options.
function cookieName(): string {
  return `${isSecure() ? '__Secure-' : ''}next-auth.session-token`
}

function cookieOptions() {
  return { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure() } as const
}

/** Whether the site is reached by https, so that its cookies must be. */
export function isSecure(): boolean {
  return env().NEXTAUTH_URL?.startsWith('https://') ?? false
}

const requestId = cache(async (): Promise<string> => requestIdOf(await headers()))
