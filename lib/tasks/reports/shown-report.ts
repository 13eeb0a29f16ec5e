import type { Db } from '@/db/client'
import { findFiles } from '@/lib/files/queries'
import { rowsOf } from '@/lib/forms/compute'
import { filesIn, findReport, type Report } from '@/lib/forms/report'
import type { FormField } from '@/lib/forms/states'
import { organisationsOn } from '@/lib/organisation/queries'
import { dayOf } from '@/lib/period'
import { namesOfPeople } from './choices'

/** One field of a report in words. */
export interface ShownField {
  key: string
  label: string
  /** Null for a table and for files. */
  text: string | null
  table: { heads: string[]; rows: string[][] } | null
  files: { id: string; name: string; sizeBytes: number }[]
}

/** What stands where nothing was filled in: it is missing, not zero. */
export const missingText = '未填'

/** The report of a hand-in in words, or null when it has none. Says nothing about who may see it. */
export async function shownReport(db: Db, submissionId: string): Promise<ShownField[] | null> {
  const report = await findReport(db, submissionId)
  if (!report) {
    return null
  }
  const [names, files] = await Promise.all([
    namesIn(db, report),
    findFiles(db, filesIn(report.definition, report.values)),
  ])
  return report.definition.fields.map((field) => {
    const value = report.values[field.key]
    const isFile = field.kind === 'file'
    const ids = isFile && Array.isArray(value) ? (value as string[]) : []
    return {
      key: field.key,
      label: field.label,
      text: field.kind === 'table' || isFile ? null : textOf(field, value, names),
      table:
        field.kind === 'table'
          ? {
              heads: field.columns.map((column) => withUnit(column.label, column.unit)),
              rows: rowsOf(value).map((row) =>
                field.columns.map((column) => row[column.key] ?? ''),
              ),
            }
          : null,
      files: files
        .filter((file) => ids.includes(file.id))
        .map(({ id, name, sizeBytes }) => ({ id, name, sizeBytes })),
    }
  })
}

/** A label with its unit, `人数（人）`. */
export function withUnit(label: string, unit: string): string {
  return unit ? `${label}（${unit}）` : label
}

function textOf(field: FormField, value: unknown, names: ReadonlyMap<string, string>): string {
  const list = (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string')
  const words = list.map((one) => names.get(one) ?? one).join('、')
  return words === '' ? missingText : `${words}${field.unit}`
}

async function namesIn(db: Db, report: Report): Promise<ReadonlyMap<string, string>> {
  const idsOf = (kind: FormField['kind']) =>
    report.definition.fields
      .filter((field) => field.kind === kind)
      .map((field) => report.values[field.key])
      .filter((value) => typeof value === 'string')
  const [people, organisations] = await Promise.all([
    namesOfPeople(db, idsOf('person')),
    idsOf('organisation').length > 0 ? organisationsOn(db, dayOf(report.at)) : [],
  ])
  return new Map([...people, ...organisations.map((one) => [one.id, one.name] as const)])
}
