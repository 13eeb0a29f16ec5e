import { sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import type { EscalationRule } from '@/db/enums'
import type { Day } from '@/lib/period'
import type { Assignment, Task } from './load'
import { officersOf } from './reviewers'

export interface Told {
  personId: string
  /** Those near the branch get an SMS, the issuing office reads it in the application. */
  bySms: boolean
}

/**
 * Who is told that nothing happens. 未签收, first: the deputy secretary and those in post at the
 * 党总支; second: the issuing office. 逾期: 党总支 and issuing office. Of a copy that went to a
 * person, his branch's secretary stands beside the deputy.
 * @returns the answer for a copy, each person once
 */
export async function escalationAudience(
  db: Db,
  call: { rule: EscalationRule; level: number },
  late: readonly { assignment: Assignment; task: Task }[],
  day: Day,
): Promise<(assignmentId: string) => Told[]> {
  const audience = new Map<string, Map<string, Told>>()
  const add = (assignmentId: string, personId: string, bySms: boolean) => {
    const people = audience.get(assignmentId) ?? new Map<string, Told>()
    audience.set(assignmentId, people)
    people.set(personId, { personId, bySms: bySms || (people.get(personId)?.bySms ?? false) })
  }
  const isFirst = call.rule === 'unaccepted' && call.level === 1
  if (isFirst || call.rule === 'overdue') {
    const near = await holdersNear(db, late, day, isFirst)
    for (const { assignmentId, personId } of near) {
      add(assignmentId, personId, true)
    }
  }
  if (!isFirst) {
    for (const [officers, ids] of await officersByTask(db, late, day)) {
      for (const assignmentId of ids) {
        for (const personId of officers) {
          add(assignmentId, personId, false)
        }
      }
    }
  }
  return (assignmentId) => [...(audience.get(assignmentId)?.values() ?? [])]
}

/** The 党总支's holders and, if asked, the branch's deputies; who answers for the copy is told anyway. */
async function holdersNear(
  db: Db,
  late: readonly { assignment: Assignment }[],
  day: Day,
  withDeputies: boolean,
): Promise<{ assignmentId: string; personId: string }[]> {
  const copies = late.map(({ assignment: { id, organisationId, personId } }) => ({
    id,
    organisationId,
    personId,
  }))
  return db.execute<{ assignmentId: string; personId: string }>(sql`
    with copies as (
      select * from json_to_recordset(${JSON.stringify(copies)}::json)
        as c(id uuid, "organisationId" uuid, "personId" uuid)),
    standing as (
      select person_id, organisation_id, post, is_acting from posts
      where valid_from <= ${day}::date and (valid_to is null or valid_to > ${day}::date))
    select c.id as "assignmentId", p.person_id as "personId"
    from copies c
    join organisation_versions v on v.organisation_id = c."organisationId"
      and v.valid_from <= ${day}::date and (v.valid_to is null or v.valid_to > ${day}::date)
    join organisation_versions g on g.organisation_id = v.parent_id and g.kind = 'general_branch'
      and g.valid_from <= ${day}::date and (g.valid_to is null or g.valid_to > ${day}::date)
    join standing p on p.organisation_id = g.organisation_id
    union
    select c.id, p.person_id from copies c
    join standing p on p.organisation_id = c."organisationId"
    where ${withDeputies} and (p.post = 'deputy_secretary'
      or c."personId" is not null and (p.post = 'secretary' or p.is_acting))`)
}

/** Whoever issued a task while he is in office, else everybody in office, with the copies of it. */
async function officersByTask(
  db: Db,
  late: readonly { assignment: Assignment; task: Task }[],
  day: Day,
): Promise<[string[], string[]][]> {
  const byTask = new Map<string, { task: Task; ids: string[] }>()
  for (const { assignment, task } of late) {
    const entry = byTask.get(task.id) ?? { task, ids: [] }
    entry.ids.push(assignment.id)
    byTask.set(task.id, entry)
  }
  return Promise.all(
    [...byTask.values()].map(async ({ task, ids }): Promise<[string[], string[]]> => {
      const officers = await officersOf(db, task, day)
      return [officers.includes(task.createdBy) ? [task.createdBy] : officers, ids]
    }),
  )
}
