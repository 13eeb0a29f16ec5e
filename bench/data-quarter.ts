import { sql } from 'drizzle-orm'
import { openDatabase } from '@/db/client'
import { newId } from '@/db/ids'
import { schemes, scorecardQuarters } from '@/db/schema'
import { createContext } from '@/lib/context'
import { dayOf, quarterOf } from '@/lib/period'
import { reckonQuarter } from '@/lib/scorecard/ledger/reckon-quarter'
import { defaultScheme } from '@/lib/scorecard/scheme/default-scheme'
import type { World } from './database'

/** The present quarter of a world, open under the built-in scheme and reckoned once. */
export async function openPresentQuarter({ url, accounts }: World): Promise<void> {
  const { db, close } = openDatabase(url, { poolSize: 2 })
  const now = new Date()
  try {
    const [committee] = await db.execute<{ id: string }>(sql`
      select organisation_id as id from organisation_versions where kind = 'committee' limit 1`)
    const own = {
      committeeId: committee?.id ?? '',
      period: quarterOf(dayOf(now)),
      openedBy: accounts.officerId,
      openedAt: now,
    }
    const schemeId = newId()
    await db.insert(schemes).values({
      ...{ id: schemeId, committeeId: own.committeeId, year: now.getFullYear(), version: 1 },
      ...{ name: defaultScheme.name, document: defaultScheme, documentHash: '0'.repeat(64) },
      state: 'published',
      ...{ createdBy: accounts.officerId, createdAt: now },
      ...{ publishedBy: accounts.officerId, publishedAt: now },
    })
    const quarterId = newId()
    await db.insert(scorecardQuarters).values({ ...own, id: quarterId, schemeId, state: 'open' })
    const ctx = createContext({ db, viewer: null, now, requestId: newId() })
    await reckonQuarter(ctx, { quarterId })
  } finally {
    await close()
  }
}
