import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import type { Context, ViewerContext } from '@/lib/context'
import { type Day, dayOf } from '@/lib/period'
import type { AssignmentSubject } from '@/lib/policy/tasks'
import { belonged, belongedTo } from './belonging'
import type { LoadedAssignment, Submission } from './load'

/** What the rules ask about an assignment at one of its steps. */
export async function subjectOf(
  ctx: Context,
  db: Db,
  loaded: Omit<LoadedAssignment, 'subject'>,
  superiorId: string | null,
): Promise<AssignmentSubject> {
  const { assignment, task, node, submission } = loaded
  const { organisationId } = assignment
  const day = dayOf(submission?.at ?? ctx.now)
  const submittedBy = partiesOf(submission)
  const named = node.reviewer === 'person' ? node.reviewerId : null
  const about = { organisationId, day, today: dayOf(ctx.now), submittedBy }
  const [viewerBelonged, superiors, able] = await Promise.all([
    ctx.viewer ? belonged(db, ctx.viewer.personId, organisationId, day) : false,
    superiorId ? ableHolders(db, superiorId, about) : [],
    named ? ableNamed(db, named, about) : [],
  ])
  return {
    task,
    organisationId,
    personId: assignment.personId,
    delegateId: assignment.delegateId,
    part: assignment.part,
    superiorId,
    superiorReviews: superiors.length > 0,
    reviewerId: able[0] ?? null,
    nodeReviewerIds: loaded.steps.flatMap((one) => one.node.reviewerId ?? []),
    state: assignment.state,
    viewerBelonged,
    submittedBy,
  }
}

/** The subject for judging the whole: whoever handed in or recorded any part of it does not. */
export function wholeSubject({ subject, steps }: LoadedAssignment): AssignmentSubject {
  return { ...subject, submittedBy: steps.flatMap((one) => partiesOf(one.submission)) }
}

/** The same with who was of the organisation on any of these days: then he does not judge it. */
export async function belongingOn(
  ctx: ViewerContext,
  db: Db,
  subject: AssignmentSubject,
  days: readonly Day[],
): Promise<AssignmentSubject> {
  const { organisationId } = subject
  const was = await Promise.all(
    [...new Set(days)].map((day) => belonged(db, ctx.viewer.personId, organisationId, day)),
  )
  return { ...subject, viewerBelonged: subject.viewerBelonged || was.includes(true) }
}

/** Who handed in or recorded something: they do not review it. */
export function partiesOf(submission: Submission | null): string[] {
  return submission ? [submission.byId, submission.recordedBy] : []
}

/** What a hand-in is judged by: whose it is, on which day, and who handed it in or recorded it. */
export interface About {
  organisationId: string
  day: Day
  today: Day
  submittedBy: readonly string[]
}

/** Those in post at a 党总支 today who may review (初审) something of a branch under it. */
export function ableHolders(db: Db, superiorId: string, about: About): Promise<string[]> {
  return ableAmong(
    db,
    sql`select person_id from posts where organisation_id = ${superiorId}::uuid
      and valid_from <= ${about.today}::date
      and (valid_to is null or valid_to > ${about.today}::date)`,
    about,
  )
}

/** The named reviewer of a node, if he may review something of that branch. */
export function ableNamed(db: Db, personId: string, about: About): Promise<string[]> {
  return ableAmong(db, sql`select ${personId}::uuid as person_id`, about)
}

/** Those of these people who may review: not of the branch on that day, no party, not disabled. */
async function ableAmong(db: Db, people: SQL, about: About): Promise<string[]> {
  const { organisationId, day, submittedBy } = about
  const rows = await db.execute<{ personId: string }>(sql`
    select distinct p.person_id as "personId" from (${people}) p
    where p.person_id <> all(${sql.param([...submittedBy])}::uuid[])
      and not ${belongedTo(sql`p.person_id`, sql`${organisationId}::uuid`, sql`${day}::date`)}
      and not exists (
        select 1 from accounts a where a.person_id = p.person_id and a.state = 'disabled')`)
  return rows.map((row) => row.personId)
}
