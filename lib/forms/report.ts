import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { newId } from '@/db/ids'
import { formReportFiles, formReports, formVersions, knownValues } from '@/db/schema'
import type { Work } from '@/lib/context'
import { asVersion } from './load'
import type { FormDefinition, ReportValues, TableRow } from './states'

export interface NewReport {
  submissionId: string
  formVersionId: string
  organisationId: string
  /** Key of the period the values speak of. */
  period: string
  /** As `validateReport` has left them. */
  values: ReportValues
}

/** What was filled in with one hand-in. */
export interface Report extends NewReport {
  definition: FormDefinition
  at: Date
}

const sourceType = 'form_report'

/**
 * Writes what was filled in with a hand-in, in its transaction; the hand-in records it. A submission
 * has one report: a later hand-in has its own.
 */
export async function saveReport(
  tx: Work,
  definition: FormDefinition,
  report: NewReport,
): Promise<void> {
  await tx.db.insert(formReports).values({ ...report, at: tx.now })
  const fileIds = filesIn(definition, report.values)
  if (fileIds.length > 0) {
    await tx.db
      .insert(formReportFiles)
      .values(fileIds.map((fileId) => ({ submissionId: report.submissionId, fileId })))
  }
}

/** The files that a report's file fields name, each once. */
export function filesIn(definition: FormDefinition, values: ReportValues): string[] {
  const ids = definition.fields
    .filter((field) => field.kind === 'file')
    .flatMap((field): (string | TableRow)[] => {
      const value = values[field.key]
      return Array.isArray(value) ? value : []
    })
    .filter((id) => typeof id === 'string')
  return [...new Set(ids)]
}

/** The report of a hand-in with its form, or null. Says nothing about who may see it. */
export async function findReport(db: Db, submissionId: string): Promise<Report | null> {
  const [row] = await db
    .select({ report: formReports, version: formVersions })
    .from(formReports)
    .innerJoin(formVersions, eq(formVersions.id, formReports.formVersionId))
    .where(eq(formReports.submissionId, submissionId))
  return row
    ? {
        ...row.report,
        values: row.report.values as ReportValues,
        definition: asVersion(row.version).definition,
      }
    : null
}

/**
 * Publishes the values of an approved report under the keys of its fields, in the transaction of the
 * approval; what stood there for the same period steps back. A report without such fields, or a
 * hand-in without a report, publishes nothing.
 */
export async function publishReport(tx: Work, submissionId: string): Promise<void> {
  const report = await findReport(tx.db, submissionId)
  const published = report ? valuesToPublish(report) : []
  if (!report || published.length === 0) {
    return
  }
  const { organisationId, period } = report
  await tx.db
    .update(knownValues)
    .set({ supersededAt: tx.now })
    .where(
      and(
        eq(knownValues.organisationId, organisationId),
        eq(knownValues.period, period),
        isNull(knownValues.supersededAt),
        inArray(
          knownValues.key,
          published.map((one) => one.key),
        ),
      ),
    )
  await tx.db.insert(knownValues).values(
    published.map(({ key, value }) => ({
      ...{ id: newId(), key, value, organisationId, period },
      ...{ sourceType, sourceId: submissionId, publishedAt: tx.now },
    })),
  )
}

function valuesToPublish({ definition, values }: Report): { key: string; value: string }[] {
  return definition.fields.flatMap(({ publishKey, key }) => {
    const value = values[key]
    return publishKey !== '' && typeof value === 'string' ? [{ key: publishKey, value }] : []
  })
}
