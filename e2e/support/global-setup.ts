import { randomBytes } from 'node:crypto'
import { makeTemplate } from '@/db/testing/template'

/**
 * Once a run: a migrated template database, and keys that the applications under test and the
 * fixtures share. The workers inherit both through the environment.
 * @returns the teardown
 */
export default async function setUp(): Promise<() => Promise<void>> {
  const template = await makeTemplate(process.env.TEST_DATABASE_URL ?? '')
  const key = () => randomBytes(32).toString('base64')
  Object.assign(process.env, {
    E2E_TEMPLATE_URL: template.url,
    NEXTAUTH_SECRET: key(),
    PHONE_KEY: key(),
    LOOKUP_KEY: key(),
  })
  return template.remove
}
