import type { BrowserContext, Page } from '@playwright/test'
import { encode } from 'next-auth/jwt'
import { sessions } from '@/db/schema'
import type { MadePerson } from '@/db/testing/factories'
import type { App } from './app'
import { password } from './world'

const hourMs = 3_600_000

/** Gives a browser a session, for journeys that are not about signing in. */
export async function enterAs(
  context: BrowserContext,
  app: App,
  person: MadePerson,
): Promise<void> {
  const now = new Date()
  const [session] = await app.db
    .insert(sessions)
    .values({
      personId: person.id,
      createdAt: now,
      lastSeenAt: now,
      expiresAt: new Date(now.getTime() + hourMs),
      device: 'Chromium',
    })
    .returning({ id: sessions.id })
  const token = { sub: person.id, sessionId: session?.id }
  const value = await encode({ token, secret: process.env.NEXTAUTH_SECRET ?? '', maxAge: 3600 })
  await context.addCookies([
    { name: 'next-auth.session-token', value, url: app.url, httpOnly: true, sameSite: 'Lax' },
  ])
}

/** Signs in on the page as a person does, with a number and a password. */
export async function signIn(page: Page, person: MadePerson): Promise<void> {
  await page.getByLabel('工号', { exact: true }).fill(person.employeeNumber ?? '')
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.getByRole('button', { name: '登录', exact: true }).click()
}
