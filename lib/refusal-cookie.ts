import { cookies } from 'next/headers'

const name = 'refusal'

/** A sentence for the page that a form without scripts comes back to; it lives for one minute. */
export async function leaveRefusal(path: string, message: string): Promise<void> {
  const jar = await cookies()
  jar.set(name, message, { httpOnly: true, sameSite: 'lax', path, maxAge: 60 })
}

/** The sentence left for this page, if any. */
export async function leftRefusal(): Promise<string | undefined> {
  return (await cookies()).get(name)?.value
}
