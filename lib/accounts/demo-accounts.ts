import { demoAccounts as accounts, type DemoAccount } from '@/db/seed/demo-accounts'
import { env } from '@/lib/env'

export type { DemoAccount }

/** The accounts of the demo data, for the sign-in page; none outside the demo. */
export function demoAccounts(): readonly DemoAccount[] {
  return env().DEMO ? accounts : []
}
