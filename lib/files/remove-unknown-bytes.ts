import { inArray } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { lockKeyUntilCommit } from '@/db/locks'
import { fileContents } from '@/db/schema'
import { log } from '@/lib/log'
import { storage } from '@/lib/providers/storage/storage'

const graceMs = 86_400_000
const askedAtOnce = 200
const mostInSweep = 10_000

/**
 * Removes kept bytes that no row names, such as those of a process that died before its commit, once
 * they are a day old; for the sweep of every night. When more is unknown than known, this is not the
 * database of this store, and nothing is removed.
 * @returns how many
 */
export async function removeUnknownBytes(job: { db: Db; now: () => Date }): Promise<number> {
  const before = new Date(job.now().getTime() - graceMs)
  const unknown: string[] = []
  let known = 0
  for await (const batch of batchesOf(storage().keptBefore(before), askedAtOnce)) {
    const named = await namedAmong(job.db, batch)
    known += named.size
    unknown.push(...batch.filter((sha256) => !named.has(sha256)))
  }
  if (unknown.length > known) {
    log('warn', 'stored_bytes_unknown', { unknown: unknown.length, known })
    return 0
  }
  return removeUnnamedBytes(job.db, unknown.slice(0, mostInSweep))
}

/**
 * Removes the bytes of those addresses that no row names, each under the lock that an upload of the
 * same content holds from before it keeps its bytes until its row is committed.
 * @returns how many
 */
export async function removeUnnamedBytes(db: Db, sha256s: readonly string[]): Promise<number> {
  let removed = 0
  for (const sha256 of sha256s) {
    removed += await db.transaction(async (tx) => {
      await lockKeyUntilCommit(tx, 'storedContent', sha256)
      // A statement of its own: it sees what was committed while we waited.
      if ((await namedAmong(tx, [sha256])).size > 0) {
        return 0
      }
      await storage().remove(sha256)
      return 1
    })
  }
  return removed
}

async function namedAmong(db: Db, sha256s: readonly string[]): Promise<Set<string>> {
  const rows = await db
    .select({ sha256: fileContents.sha256 })
    .from(fileContents)
    .where(inArray(fileContents.sha256, [...sha256s]))
  return new Set(rows.map((row) => row.sha256))
}

async function* batchesOf(
  addresses: AsyncIterable<string>,
  size: number,
): AsyncGenerator<string[]> {
  let batch: string[] = []
  for await (const address of addresses) {
    batch.push(address)
    if (batch.length === size) {
      yield batch
      batch = []
    }
  }
  if (batch.length > 0) {
    yield batch
  }
}
