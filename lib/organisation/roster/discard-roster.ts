import { and, eq } from 'drizzle-orm'
import { rosterImports } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { conflict } from '@/lib/errors'
import { authorize } from '@/lib/policy'
import { assertOpen, loadImport, staleImport } from './load-import'
import type { DiscardRosterInput } from './schema'
import { emptyWorkbook } from './stage'

/**
 * Throws a preview away with everything read from the file; the record of people is not touched.
 * @throws DomainError forbidden; not_found; conflict when it was committed or changed meanwhile
 */
export async function discardRoster(ctx: ViewerContext, input: DiscardRosterInput): Promise<void> {
  await ctx.transact(async (tx) => {
    authorize(ctx.viewer, 'organisation.import')
    const found = await loadImport(tx.db, input.importId)
    assertOpen(found, input.version)
    if (found.state !== 'preview') {
      throw conflict('这份名单已经导入，不能作废。如有差错，请改好后重新导入。')
    }
    const updated = await tx.db
      .update(rosterImports)
      .set({
        state: 'discarded',
        workbook: emptyWorkbook,
        version: input.version + 1,
      })
      .where(
        and(
          eq(rosterImports.id, input.importId),
          eq(rosterImports.version, input.version),
          eq(rosterImports.state, 'preview'),
        ),
      )
      .returning({ id: rosterImports.id })
    if (updated.length === 0) {
      throw staleImport()
    }
    tx.record({
      action: 'roster.discard',
      subjectType: 'roster_import',
      subjectId: input.importId,
    })
  })
}
