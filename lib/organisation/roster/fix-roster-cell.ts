import { and, eq, ne, sql } from 'drizzle-orm'
import { rosterImports } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { invalid } from '@/lib/errors'
import { authorize } from '@/lib/policy'
import { assertOpen, loadImport, type RosterImport, staleImport } from './load-import'
import { planRoster } from './plan-roster'
import type { FixRosterCellInput } from './schema'
import { findStagedCell, openStaged, stagedCell } from './stage'

/**
 * Puts one cell right in the browser, on the version the page showed. After a commit the import
 * opens again for what is still faulty.
 * @returns the new version
 * @throws DomainError forbidden; not_found; conflict when somebody was faster
 */
export async function fixRosterCell(
  ctx: ViewerContext,
  input: FixRosterCellInput,
): Promise<{ version: number }> {
  return ctx.transact(async (tx) => {
    authorize(ctx.viewer, 'organisation.import')
    const found = await loadImport(tx.db, input.importId)
    assertOpen(found, input.version)
    const place = findStagedCell(found.workbook, input)
    if (!place) {
      throw invalid('这一格不在名单里，没有改动。请刷新页面后再试。')
    }
    const text = input.useSuggestion ? suggestedText(found, input) : input.text
    const path = ['sheets', place.sheetIndex, 'rows', place.rowIndex, 'cells', input.column]
    const [updated] = await tx.db
      .update(rosterImports)
      .set({
        workbook: sql`jsonb_set(${rosterImports.workbook}, ${`{${path.join(',')}}`}::text[],
          ${JSON.stringify(stagedCell(text, place.isPhone))}::jsonb)`,
        version: input.version + 1,
        state: 'preview',
      })
      .where(
        and(
          eq(rosterImports.id, input.importId),
          eq(rosterImports.version, input.version),
          ne(rosterImports.state, 'discarded'),
        ),
      )
      .returning({ version: rosterImports.version })
    if (!updated) {
      throw staleImport()
    }
    tx.record({
      action: 'roster.fixCell',
      subjectType: 'roster_import',
      subjectId: input.importId,
      detail: { sheet: place.sheetIndex + 1, cell: `${input.column}${input.row}` },
    })
    return updated
  })
}

/** Looked up here and not sent by the browser: a suggested number never travels in clear. */
function suggestedText(
  found: RosterImport,
  at: { sheet: string; row: number; column: string },
): string {
  const plan = planRoster(openStaged(found.workbook))
  const fault = [...plan.errors, ...plan.warnings].find(
    (each) =>
      each.sheet === at.sheet &&
      each.row === at.row &&
      each.column === at.column &&
      each.replacement !== null,
  )
  if (!fault?.replacement) {
    throw invalid('这一格现在没有建议值，没有改动。请直接填写。')
  }
  return fault.replacement
}
