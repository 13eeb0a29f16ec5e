import type { Db } from '@/db/client'
import type { Day } from '@/lib/period'
import { rosterPage } from './organisation-queries'

/** The whole roster of a branch or 党小组 on a day, as its page reads it; for tests. */
export async function rosterOn(db: Db, organisationId: string, day: Day) {
  const { rows } = await rosterPage(db, { organisationId, day, limit: 1000 })
  return rows
}
