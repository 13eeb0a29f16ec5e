import { and, asc, eq, isNull, or } from 'drizzle-orm'
import type { ClockParty, Grade } from '@/db/enums'
import { newId } from '@/db/ids'
import { acceptances, dispatches, memberships, organisationVersions, people } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { postHoldersOn, validOn } from '@/lib/organisation/queries'
import { dayOf } from '@/lib/period'
import { abilities } from '@/lib/policy'
import { assignmentHistory } from './assignment-history'
import { usedTimes } from './copy-queries'
import { type LoadedAssignment, loadAssignment } from './load'
import { findDraft, type StoredDraft } from './save-draft'
import { type Attachment, attachmentsOf } from './task-queries'
import { type HistoryEvent, latestGrade, latestSubmission, type SubmittedEvent } from './timeline'
import { type Turn, turnOf } from './turn'

const assignmentActions = [
  'assignment.accept',
  'assignment.delegate',
  'assignment.submit',
  'assignment.review',
  'assignment.evaluate',
  'assignment.urge',
  'assignment.recordForOther',
  'assignment.confirmEntry',
] as const

export interface PersonChoice {
  personId: string
  name: string
}

export interface AssignmentView extends LoadedAssignment {
  /** For the next hand-in: made with the page, so that a retried request finds its first result. */
  requestKey: string
  organisationName: string
  personName: string | null
  delegateName: string | null
  /** Who is in post today, the first of them responsible. */
  holders: PersonChoice[]
  attachments: Attachment[]
  history: HistoryEvent[]
  usedMs: Record<ClockParty, number>
  dispatchedAt: Date
  can: Record<(typeof assignmentActions)[number], boolean>
  /** The viewer's own unfinished text for the open step. */
  draft: StoredDraft | null
  /** Whose turn it is now, in a sentence; null when nobody has anything left to do. */
  turn: Turn | null
  grade: Grade | null
  lastSubmission: SubmittedEvent | null
  /** A 签收 recorded for somebody else that waits for confirmation. */
  hasUnconfirmedAcceptance: boolean
}

/**
 * One assignment with everything its page shows.
 * @throws DomainError not_found
 */
export async function assignmentView(
  ctx: ViewerContext,
  assignmentId: string,
): Promise<AssignmentView> {
  const loaded = await loadAssignment(ctx, ctx.db, assignmentId)
  const { assignment, step } = loaded
  const today = dayOf(ctx.now)
  const [history, attachments, used, holders, names, draft, unconfirmed, [dispatch]] =
    await Promise.all([
      assignmentHistory(ctx, loaded),
      attachmentsOf(ctx, loaded.task.id),
      usedTimes(ctx, [assignment.id]),
      postHoldersOn(ctx.db, [assignment.organisationId], today),
      namesOf(ctx, loaded),
      findDraft(ctx, `submission:${step.id}`),
      unconfirmedAcceptance(ctx, assignment.id),
      ctx.db
        .select({ at: dispatches.dispatchedAt })
        .from(dispatches)
        .where(eq(dispatches.id, assignment.dispatchId)),
    ])
  const present = {
    ...loaded,
    ...names,
    history,
    holders: holders.map((holder) => ({ personId: holder.personId, name: holder.personName })),
  }
  return {
    ...present,
    turn: turnOf(present, ctx.now),
    grade: latestGrade(history),
    lastSubmission: latestSubmission(history),
    requestKey: newId(),
    attachments,
    draft: draftSince(draft, loaded.submission),
    usedMs: used.get(assignment.id) ?? { assignee: 0, reviewer: 0, paused: 0 },
    dispatchedAt: dispatch?.at ?? assignment.stateSince,
    can: abilities(ctx.viewer, assignmentActions, loaded.subject),
    hasUnconfirmedAcceptance: unconfirmed !== null && unconfirmed !== ctx.viewer.personId,
  }
}

/** A draft older than the last hand-in is what somebody else's hand-in has overtaken. */
function draftSince(draft: StoredDraft | null, submission: LoadedAssignment['submission']) {
  return draft && submission && draft.updatedAt < submission.recordedAt ? null : draft
}

async function namesOf(ctx: ViewerContext, { assignment }: LoadedAssignment) {
  const [[organisation], named] = await Promise.all([
    ctx.db
      .select({ name: organisationVersions.name })
      .from(organisationVersions)
      .where(
        and(
          eq(organisationVersions.organisationId, assignment.organisationId),
          validOn(organisationVersions, dayOf(ctx.now)),
        ),
      ),
    assignment.personId || assignment.delegateId
      ? ctx.db
          .select({ id: people.id, name: people.name })
          .from(people)
          .where(
            or(
              assignment.personId ? eq(people.id, assignment.personId) : undefined,
              assignment.delegateId ? eq(people.id, assignment.delegateId) : undefined,
            ),
          )
      : [],
  ])
  const nameOf = (id: string | null) => named.find((person) => person.id === id)?.name ?? null
  return {
    organisationName: organisation?.name ?? '（已撤销的组织）',
    personName: nameOf(assignment.personId),
    delegateName: nameOf(assignment.delegateId),
  }
}

/** Who recorded a 签收 that nobody has confirmed yet, or null. */
async function unconfirmedAcceptance(ctx: ViewerContext, assignmentId: string) {
  const [row] = await ctx.db
    .select({ recordedBy: acceptances.recordedBy, channel: acceptances.channel })
    .from(acceptances)
    .where(
      and(
        eq(acceptances.assignmentId, assignmentId),
        isNull(acceptances.confirmedAt),
        isNull(acceptances.rejectedAt),
      ),
    )
  return row && row.channel !== 'online' ? row.recordedBy : null
}

/** Members of a branch today, for choosing a delegate. */
export async function membersOfBranch(
  ctx: ViewerContext,
  organisationId: string,
): Promise<PersonChoice[]> {
  return ctx.db
    .selectDistinct({ personId: people.id, name: people.name })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .where(
      and(eq(memberships.organisationId, organisationId), validOn(memberships, dayOf(ctx.now))),
    )
    .orderBy(asc(people.name), asc(people.id))
}
