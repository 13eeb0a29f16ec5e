import { sql } from 'drizzle-orm'
import type { Db } from './client'

/**
 * Every advisory lock of the application by name. One number each: two uses of one number would
 * wait for each other without a reason. Numbers stay as they are, replicas of two versions share them.
 */
export const lockNumbers = {
  migration: 740_114,
  auditChain: 740_115,
  messagePlanner: 740_116,
  administratorCreation: 740_117,
  organisationTree: 740_118,
  rosterImport: 740_119,
  complaintNumber: 740_120,
  lastAdministrator: 740_121,
  dispatchNumber: 740_122,
  scoreBasis: 740_123,
  rateLimit: 740_124,
  uploadQuota: 740_125,
  fileDownload: 740_126,
  storedContent: 740_127,
  requirementNumber: 740_128,
  escalation: 740_129,
  circularNumber: 740_130,
  templateCatalogue: 740_131,
  scoreQuarter: 740_132,
} as const

export type LockName = keyof typeof lockNumbers

/** Waits for a lock and holds it until the transaction ends. */
export async function lockUntilCommit(db: Db, name: LockName): Promise<void> {
  await db.execute(sql`select pg_advisory_xact_lock(${lockNumbers[name]})`)
}

/** Takes a lock until the transaction ends, or says at once that somebody else has it. */
export async function tryLockUntilCommit(db: Db, name: LockName): Promise<boolean> {
  const [row] = await db.execute<{ taken: boolean }>(
    sql`select pg_try_advisory_xact_lock(${lockNumbers[name]}) as taken`,
  )
  return row?.taken === true
}

/** As `lockUntilCommit`, for one of many things of a kind: others of it do not wait. */
export async function lockKeyUntilCommit(db: Db, name: LockName, key: string): Promise<void> {
  await db.execute(sql`select pg_advisory_xact_lock(${lockNumbers[name]}::int, hashtext(${key}))`)
}

/** Waits for a lock and holds it until the connection closes. */
export async function lockUntilClosed(db: Db, name: LockName): Promise<void> {
  await db.execute(sql`select pg_advisory_lock(${lockNumbers[name]})`)
}
