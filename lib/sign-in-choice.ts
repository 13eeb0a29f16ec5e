import { cookies } from 'next/headers'
import { choiceLifetimeMs } from './accounts/choice-ticket'
import { isSecure } from './session'

const cookieName = 'sign-in-choice'
const options = () =>
  ({ httpOnly: true, sameSite: 'lax', path: '/sign-in', secure: isSecure() }) as const

/** Keeps the ticket of a proved phone in this browser until the person is chosen. Server actions only. */
export async function holdChoice(ticket: string): Promise<void> {
  const jar = await cookies()
  jar.set(cookieName, ticket, { ...options(), maxAge: choiceLifetimeMs / 1000 })
}

/** The ticket this browser holds, or null. */
export async function heldChoice(): Promise<string | null> {
  return (await cookies()).get(cookieName)?.value ?? null
}

/** Forgets the ticket. Server actions only. */
export async function dropChoice(): Promise<void> {
  const jar = await cookies()
  jar.set(cookieName, '', { ...options(), maxAge: 0 })
}
