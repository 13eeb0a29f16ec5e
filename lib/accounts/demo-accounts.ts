import {
  demoAccounts as accounts,
  type DemoAccount,
  type DemoRetiree,
  demoRetiree,
} from '@/db/seed/demo-accounts'
import { env } from '@/lib/env'

export type { DemoAccount, DemoRetiree }
export { demoRetiree }

/** The accounts of the demo data, for the sign-in page; none outside the demo. */
export function demoAccounts(): readonly DemoAccount[] {
  return env().DEMO ? accounts : []
}
