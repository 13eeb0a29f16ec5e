import { and, gt, inArray, lt, notExists, type SQL, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { lockKeyUntilCommit } from '@/db/locks'
import { fileContents, files } from '@/db/schema'
import type { Context, Work } from '@/lib/context'
import { removeUnnamedBytes } from './remove-unknown-bytes'

/** How long an upload may wait for the form it was meant for. */
export const unattachedMs = 7 * 86_400_000

const filesInStep = 500

// Written out: where a query reads one table only, columns lose the name of it.
const fileId = sql.raw('files.id')

/**
 * Removes uploads that nothing has referred to for seven days, with bytes that nobody else sent: the
 * form was never handed in. Whatever a row or a draft refers to stays. Steps of 500 rows, each in a
 * transaction of its own; for the sweep of every night.
 * @returns how many
 */
export async function forgetUnattachedFiles(ctx: Context & { viewer: null }): Promise<number> {
  const isUnattached = await unattachedCondition(ctx.db, ctx.now)
  let forgotten = 0
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const page = await ctx.db
      .select({ id: files.id, isLoose: sql<boolean>`(${isUnattached})` })
      .from(files)
      .where(gt(files.id, after))
      .orderBy(files.id)
      .limit(filesInStep)
    const last = page.at(-1)
    if (!last) {
      return forgotten
    }
    after = last.id
    const loose = page.filter((file) => file.isLoose).map((file) => file.id)
    forgotten += loose.length > 0 ? await forget(ctx, loose, isUnattached) : 0
  }
}

async function forget(
  ctx: Context & { viewer: null },
  fileIds: string[],
  isUnattached: SQL | undefined,
): Promise<number> {
  const { count, sha256s } = await ctx.transact(async (tx) => {
    // Whoever attaches one of them waits from here on; who did before is seen by the next statement.
    const held = await tx.db
      .select({ id: files.id })
      .from(files)
      .where(inArray(files.id, fileIds))
      .for('update', { skipLocked: true })
    const heldIds = held.map((file) => file.id)
    const gone = await tx.db
      .delete(files)
      .where(and(inArray(files.id, heldIds), isUnattached, isOutsideDrafts))
      .returning({ id: files.id, sha256: files.sha256 })
    for (const { id } of gone) {
      tx.record({ action: 'file.forget', subjectType: 'file', subjectId: id })
    }
    if (gone.length === 0) {
      tx.unchanged()
    }
    return { count: gone.length, sha256s: await forgetContents(tx, gone) }
  })
  // After the commit: bytes that a row still names are never removed, whatever happens in between.
  await removeUnnamedBytes(ctx.db, sha256s)
  return count
}

/** Removes the content rows that no file has any more; in one order, as two sweeps may meet. */
async function forgetContents(tx: Work, gone: readonly { sha256: string }[]): Promise<string[]> {
  const sha256s = [...new Set(gone.map((file) => file.sha256))].sort()
  for (const sha256 of sha256s) {
    await lockKeyUntilCommit(tx.db, 'storedContent', sha256)
  }
  if (sha256s.length === 0) {
    return []
  }
  const others = tx.db
    .select({ one: sql`1` })
    .from(files)
    .where(sql`${files.sha256} = ${fileContents.sha256}`)
  const unnamed = await tx.db
    .delete(fileContents)
    .where(and(inArray(fileContents.sha256, sha256s), notExists(others)))
    .returning({ sha256: fileContents.sha256 })
  return unnamed.map((content) => content.sha256)
}

/**
 * Old enough, and no row refers to it. The database itself says which columns refer to files, so
 * that a table added later cannot be forgotten here.
 */
async function unattachedCondition(db: Db, now: Date): Promise<SQL | undefined> {
  const columns = await db.execute<{ folder: string; table: string; column: string }>(sql`
    select n.nspname as folder, r.relname as table, a.attname as column
      from pg_constraint c
      join pg_class r on r.oid = c.conrelid
      join pg_namespace n on n.oid = r.relnamespace
      join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
      where c.contype = 'f' and c.confrelid = 'files'::regclass`)
  if (columns.length === 0) {
    throw new Error('No column refers to files: nothing can be said about what is attached')
  }
  const free = [...columns].map(({ folder, table, column }) => {
    const name = sql`${sql.identifier(folder)}.${sql.identifier(table)}`
    return sql`not exists (select 1 from ${name} as user_of where user_of.${sql.identifier(column)} = ${fileId})`
  })
  return and(lt(files.uploadedAt, new Date(now.getTime() - unattachedMs)), ...free)
}

// Whatever shape drafts have or get: any text in them that is the id of the file.
const isOutsideDrafts = sql`${fileId}::text not in (
  select word #>> '{}' from drafts, jsonb_path_query(drafts.body, '$.**') as word
  where jsonb_typeof(word) = 'string' and length(word #>> '{}') = 36)`
