import { desc, eq } from 'drizzle-orm'
import type { RosterImportState } from '@/db/enums'
import { people, rosterImports } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { dayOf } from '@/lib/period'
import { authorize } from '@/lib/policy'
import { compareRoster } from './compare-roster'
import { loadCurrentRoster } from './current-roster'
import type { RosterFault } from './faults'
import { type RosterPreview, showChanges, showFaults, unreachableMembers } from './import-preview'
import { loadImport, type RosterImport } from './load-import'
import { planRoster } from './plan-roster'
import { isCleared, openStaged } from './stage'
import { findTable, type PeopleColumn, peopleShape } from './table'
import type { RosterWorkbook } from './workbook'

const listedImports = 20

export interface RosterImportLine {
  id: string
  fileName: string
  state: RosterImportState
  uploaderName: string
  createdAt: Date
  committedAt: Date | null
}

/** The latest imports, newest first. */
export async function listRosterImports(ctx: ViewerContext): Promise<RosterImportLine[]> {
  authorize(ctx.viewer, 'organisation.import')
  return ctx.db
    .select({
      id: rosterImports.id,
      fileName: rosterImports.fileName,
      state: rosterImports.state,
      uploaderName: people.name,
      createdAt: rosterImports.createdAt,
      committedAt: rosterImports.committedAt,
    })
    .from(rosterImports)
    .innerJoin(people, eq(people.id, rosterImports.uploadedBy))
    .orderBy(desc(rosterImports.createdAt), desc(rosterImports.id))
    .limit(listedImports)
}

/**
 * An import as its page shows it, compared with the record of today; null once its content was cleared.
 * @throws DomainError forbidden; not_found
 */
export async function loadRosterPreview(
  ctx: ViewerContext,
  importId: string,
): Promise<RosterPreview | null> {
  authorize(ctx.viewer, 'organisation.import')
  const [found, current] = await Promise.all([
    loadImport(ctx.db, importId),
    loadCurrentRoster(ctx.db, dayOf(ctx.now)),
  ])
  if (found.state === 'discarded' || isCleared(found.workbook)) {
    return null
  }
  const workbook = openStaged(found.workbook)
  const plan = planRoster(workbook)
  const phones = phoneColumns(workbook)
  const { termDates } = plan
  return {
    ...(await headOf(ctx, found)),
    reportedOn: plan.reportedOn,
    organisations: plan.organisations.length,
    people: plan.people.length,
    errors: showFaults(plan.errors, workbook, phones),
    errorCount: plan.errors.length,
    warnings: showFaults(plan.warnings, workbook, phones),
    warningCount: plan.warnings.length,
    notes: showFaults(plan.notes, workbook, phones),
    termDates: { ...termDates, inFuture: termDates.inFuture.map((one) => one.name) },
    unreachable: unreachableMembers(plan),
    changes: showChanges(compareRoster(plan, current, found.termDateMeaning), current),
  }
}

/**
 * When an import whose content was cleared got in, or null when it never did.
 * @throws DomainError forbidden; not_found
 */
export async function committedSince(ctx: ViewerContext, importId: string): Promise<Date | null> {
  authorize(ctx.viewer, 'organisation.import')
  return (await loadImport(ctx.db, importId)).committedAt
}

async function headOf(ctx: ViewerContext, found: RosterImport) {
  const [uploader] = await ctx.db
    .select({ name: people.name })
    .from(people)
    .where(eq(people.id, found.uploadedBy))
  const { id, fileName, state, version, createdAt, committedAt, termDateMeaning } = found
  const uploaderName = uploader?.name ?? ''
  return { id, fileName, state, version, createdAt, committedAt, termDateMeaning, uploaderName }
}

/**
 * Every fault of an import with its file name, for the download.
 * @throws DomainError forbidden; not_found
 */
export async function loadRosterFaults(
  ctx: ViewerContext,
  importId: string,
): Promise<{ fileName: string; errors: RosterFault[]; warnings: RosterFault[] }> {
  authorize(ctx.viewer, 'organisation.import')
  const found = await loadImport(ctx.db, importId)
  if (found.state === 'discarded' || isCleared(found.workbook)) {
    return { fileName: found.fileName, errors: [], warnings: [] }
  }
  const { errors, warnings } = planRoster(openStaged(found.workbook))
  return { fileName: found.fileName, errors, warnings }
}

function phoneColumns(workbook: RosterWorkbook): Map<string, string> {
  return new Map(
    workbook.sheets.flatMap((sheet) => {
      const column = findTable<PeopleColumn>(sheet, peopleShape)?.columns.phone
      return column ? [[sheet.name, column] as const] : []
    }),
  )
}
