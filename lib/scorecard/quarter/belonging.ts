import { sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import type { Day, Period } from '@/lib/period'

/**
 * Which of these people were, on any day of a period, of which of these organisations: as a member of
 * any kind or in post there. Nobody scores or decides for a branch he belonged to.
 */
export async function whoBelongedIn(
  db: Db,
  personIds: readonly string[],
  organisationIds: readonly string[],
  period: Pick<Period, 'from' | 'to'>,
): Promise<(personId: string, organisationId: string) => boolean> {
  const held = sql`person_id = any(${sql.param([...personIds])}::uuid[])
    and organisation_id = any(${sql.param([...organisationIds])}::uuid[])
    and valid_from < ${period.to}::date and (valid_to is null or valid_to > ${period.from}::date)`
  const rows = await db.execute<{ person_id: string; organisation_id: string }>(sql`
    select person_id, organisation_id from memberships where ${held}
    union select person_id, organisation_id from posts where ${held}`)
  const pairs = new Set(rows.map((row) => `${row.person_id} ${row.organisation_id}`))
  return (personId, organisationId) => pairs.has(`${personId} ${organisationId}`)
}

/** Officers of the committee's Party office on a day. */
export async function officeOf(db: Db, committeeId: string, day: Day): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(sql`
    select distinct person_id as id from role_grants
    where role = 'committee_officer' and organisation_id = ${committeeId}::uuid
      and valid_from <= ${day}::date and (valid_to is null or valid_to > ${day}::date)
    order by id`)
  return rows.map((row) => row.id)
}

/** Officers of the departments of the committee on a day, by the name of the department. */
export async function departmentOfficers(
  db: Db,
  committeeId: string,
  day: Day,
): Promise<Map<string, string[]>> {
  const rows = await db.execute<{ id: string; department: string }>(sql`
    select distinct person_id as id, department from role_grants
    where role = 'department_officer' and organisation_id = ${committeeId}::uuid
      and department is not null
      and valid_from <= ${day}::date and (valid_to is null or valid_to > ${day}::date)
    order by department, id`)
  const officers = new Map<string, string[]>()
  for (const { id, department } of rows) {
    officers.set(department, [...(officers.get(department) ?? []), id])
  }
  return officers
}
