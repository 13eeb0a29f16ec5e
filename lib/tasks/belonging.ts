import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import type { Day } from '@/lib/period'

/**
 * SQL for: somebody was of an organisation on a day, as a member of any kind (编入 included) or in
 * post there. A post above does not count: superiors review (seams.md 3).
 */
export function belongedTo(personId: string | SQL, organisationId: SQL, day: SQL): SQL<boolean> {
  const held = sql`person_id = ${personId} and organisation_id = ${organisationId}
    and valid_from <= ${day} and (valid_to is null or valid_to > ${day})`
  return sql<boolean>`(exists (select 1 from memberships where ${held})
    or exists (select 1 from posts where ${held}))`
}

/** Whether somebody was of an organisation on a day, in the same sense. */
export async function belonged(
  db: Db,
  personId: string,
  organisationId: string,
  day: Day,
): Promise<boolean> {
  const [row] = await db.execute<{ belonged: boolean }>(
    sql`select ${belongedTo(personId, sql`${organisationId}::uuid`, sql`${day}::date`)} as belonged`,
  )
  return row?.belonged === true
}

/** Which of these people are of which of these organisations on a day, in the same sense. */
export async function whoBelongs(
  db: Db,
  personIds: readonly string[],
  organisationIds: readonly string[],
  day: Day,
): Promise<(personId: string, organisationId: string) => boolean> {
  const held = sql`person_id = any(${sql.param([...personIds])}::uuid[])
    and organisation_id = any(${sql.param([...organisationIds])}::uuid[])
    and valid_from <= ${day}::date and (valid_to is null or valid_to > ${day}::date)`
  const rows = await db.execute<{ person_id: string; organisation_id: string }>(sql`
    select person_id, organisation_id from memberships where ${held}
    union select person_id, organisation_id from posts where ${held}`)
  const pairs = new Set(rows.map((row) => `${row.person_id} ${row.organisation_id}`))
  return (personId, organisationId) => pairs.has(`${personId} ${organisationId}`)
}
