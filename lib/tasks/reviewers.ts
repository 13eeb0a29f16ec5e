import { sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { type Day, dayOf } from '@/lib/period'
import { whoBelongs } from './belonging'
import type { LoadedAssignment, Submission, Task } from './load'
import { ableHolders, ableNamed, partiesOf } from './subject'

type Issued = Pick<Task, 'issuingOrganisationId' | 'department' | 'alternateReviewerId'>

/**
 * Ids of the officers in whose office a task lies on a day, whose accounts are not disabled: of the
 * committee and those above it, and of the task's department.
 */
export async function officersOf(db: Db, task: Issued, day: Day): Promise<string[]> {
  const rows = await db.execute<{ personId: string }>(sql`
    with recursive above (id) as (
      select ${task.issuingOrganisationId}::uuid
      union
      select v.parent_id from organisation_versions v join above on v.organisation_id = above.id
      where v.parent_id is not null
        and v.valid_from <= ${day}::date and (v.valid_to is null or v.valid_to > ${day}::date))
    select distinct g.person_id as "personId" from role_grants g
    where g.valid_from <= ${day}::date and (g.valid_to is null or g.valid_to > ${day}::date)
      and (g.role = 'committee_officer'
          and (g.organisation_id is null or g.organisation_id in (select id from above))
        or g.role = 'department_officer' and g.organisation_id = ${task.issuingOrganisationId}
          and g.department = ${task.department})
      and not exists (
        select 1 from accounts a where a.person_id = g.person_id and a.state = 'disabled')
    order by 1`)
  return rows.map((row) => row.personId)
}

/**
 * A task as the rule about closing asks for it: its closer counts only while he is an officer of the
 * issuing office, so that a task never stays open because somebody has left.
 */
export async function closableBy(db: Db, task: Task, day: Day): Promise<Task> {
  const { closerId } = task
  const isInOffice = closerId && (await officersOf(db, task, day)).includes(closerId)
  return isInOffice ? task : { ...task, closerId: null }
}

/**
 * Those of these organisations whose work nobody could review on a day: every officer of the task,
 * and the alternate if one is named, is of that organisation himself.
 */
export async function unreviewable<T extends { id: string }>(
  db: Db,
  task: Issued,
  organisations: readonly T[],
  day: Day,
): Promise<T[]> {
  const officers = await officersOf(db, task, day)
  const reviewers = [...officers, ...(task.alternateReviewerId ? [task.alternateReviewerId] : [])]
  const ids = organisations.map((one) => one.id)
  const isOf = await whoBelongs(db, reviewers, ids, day)
  return organisations.filter(({ id }) => reviewers.every((reviewer) => isOf(reviewer, id)))
}

/**
 * Whom hand-ins of some organisations wait for on a day: who issued the task, while he is in office
 * and may review it; else everybody in office who may, and the alternate. Where nobody may, the
 * officers, so that somebody hears of it.
 * @returns the answer for an organisation and who handed in or recorded it: they do not review it
 */
export async function reviewersOf(
  db: Db,
  task: Task,
  organisationIds: readonly string[],
  day: Day,
): Promise<(organisationId: string, parties: readonly string[]) => string[]> {
  const officers = await officersOf(db, task, day)
  const { alternateReviewerId } = task
  const all = [...new Set([...officers, ...(alternateReviewerId ? [alternateReviewerId] : [])])]
  const isOf = await whoBelongs(db, all, organisationIds, day)
  return (organisationId, parties) => {
    const able = all.filter((id) => !parties.includes(id) && !isOf(id, organisationId))
    if (able.includes(task.createdBy) && officers.includes(task.createdBy)) {
      return [task.createdBy]
    }
    return able.length > 0 ? able : officers.filter((id) => !parties.includes(id))
  }
}

/**
 * Whom a hand-in of one step waits for: the 党总支 that broke the task down, or the one named at the
 * node, if they may review it; else whom `reviewersOf` finds.
 */
export async function reviewersOfStep(
  db: Db,
  { task, assignment, node, subject }: LoadedAssignment,
  submission: Submission,
  day: Day,
): Promise<string[]> {
  const { organisationId } = assignment
  const submittedBy = partiesOf(submission)
  const about = { organisationId, day: dayOf(submission.at), today: day, submittedBy }
  const superiors = subject.superiorId ? await ableHolders(db, subject.superiorId, about) : []
  if (superiors.length > 0) {
    return superiors
  }
  const named = node.reviewerId ? await ableNamed(db, node.reviewerId, about) : []
  if (named.length > 0) {
    return named
  }
  const reviewers = await reviewersOf(db, task, [organisationId], day)
  return reviewers(organisationId, submittedBy)
}
