import type { PgTable } from 'drizzle-orm/pg-core'
import { bulkInsert } from '@/db/bulk'
import type { Db } from '@/db/client'
import {
  acceptances,
  activities,
  activityAttendance,
  activityKindRows,
  approvals,
  assignments,
  clockSegments,
  dispatches,
  dispatchRecipients,
  evaluations,
  facts,
  fileContents,
  files,
  formReports,
  knownValues,
  notices,
  obligations,
  returns,
  scoreEntries,
  smsMessages,
  steps,
  submissionAttachments,
  submissions,
  taskNodes,
  tasks,
} from '@/db/schema'
import { appendPast, type PastEntry } from './audit-chain'

// In the order in which they refer to each other.
const tables = {
  tasks,
  taskNodes,
  dispatches,
  assignments,
  smsMessages,
  notices,
  dispatchRecipients,
  steps,
  clockSegments,
  acceptances,
  fileContents,
  files,
  submissions,
  submissionAttachments,
  formReports,
  knownValues,
  returns,
  approvals,
  evaluations,
  facts,
  scoreEntries,
  activities,
  activityKindRows,
  activityAttendance,
  obligations,
} satisfies Record<string, PgTable>

type Tables = typeof tables
/** Every column is given: a row of a bulk insert has no defaults. */
type RowOf<K extends keyof Tables> = Required<Tables[K]['$inferInsert']>

/** The rows of quarters that are over, collected in memory and written at once. */
export type PastRows = { [K in keyof Tables]: RowOf<K>[] } & { audit: PastEntry[] }

/** An empty collection. */
export function collectRows(): PastRows {
  const empty = Object.fromEntries(Object.keys(tables).map((name) => [name, []]))
  return { ...empty, audit: [] } as unknown as PastRows
}

/** Writes everything collected, then the record of how it came about. */
export async function writeRows(db: Db, rows: PastRows): Promise<void> {
  for (const [name, table] of Object.entries(tables)) {
    await bulkInsert(db, table as PgTable, rows[name as keyof Tables])
  }
  await appendPast(db, rows.audit)
}
