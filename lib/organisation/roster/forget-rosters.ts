import { and, lt, sql } from 'drizzle-orm'
import { rosterImports } from '@/db/schema'
import type { Context } from '@/lib/context'
import { authorize } from '@/lib/policy'
import { emptyWorkbook } from './stage'

const keptMs = 30 * 86_400_000

/**
 * Clears what was read from files uploaded or imported more than thirty days ago: personal data that
 * nobody is working on. A preview that was never imported is discarded with it. For the sweep of
 * every night.
 * @returns how many were cleared
 */
export async function forgetRosters(ctx: Context): Promise<number> {
  return ctx.transact(async (tx) => {
    authorize(ctx.viewer, 'organisation.import')
    const cleared = await tx.db
      .update(rosterImports)
      .set({
        workbook: emptyWorkbook,
        version: sql`${rosterImports.version} + 1`,
        state: sql`case when ${rosterImports.committedAt} is null then 'discarded' else 'committed' end`,
      })
      .where(
        and(
          lt(
            sql`coalesce(${rosterImports.committedAt}, ${rosterImports.createdAt})`,
            new Date(ctx.now.getTime() - keptMs).toISOString(),
          ),
          sql`${rosterImports.workbook} -> 'sheets' <> '[]'::jsonb`,
        ),
      )
      .returning({ id: rosterImports.id })
    for (const { id } of cleared) {
      tx.record({ action: 'roster.forget', subjectType: 'roster_import', subjectId: id })
    }
    if (cleared.length === 0) {
      tx.unchanged()
    }
    return cleared.length
  })
}
