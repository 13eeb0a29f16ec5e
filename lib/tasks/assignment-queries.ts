import { and, asc, eq } from 'drizzle-orm'
import type { ClockParty, Grade } from '@/db/enums'
import { newId } from '@/db/ids'
import { dispatches, memberships, people } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { postHoldersOn, validOn } from '@/lib/organisation/queries'
import { dayOf } from '@/lib/period'
import { abilities, can } from '@/lib/policy'
import { assignmentHistory } from './assignment-history'
import { namesOf, unconfirmedAcceptance } from './assignment-names'
import { usedTimes } from './copy-queries'
import { carriesPoints } from './evaluate-assignment'
import { type Assignment, type LoadedAssignment, loadAssignment, loadByStep } from './load'
import { type RelatedCopies, relatedCopies } from './related-copies'
import { type ShownField, shownReport } from './reports/shown-report'
import { type StepForm, stepForm } from './reports/step-form'
import { findDraft, type StoredDraft } from './save-draft'
import { type StepView, stepViews } from './step-views'
import { wholeSubject } from './subject'
import { needsEvidence } from './submit-step'
import { type Attachment, attachmentsOf } from './task-queries'
import { type HistoryEvent, latestGrade, latestSubmission, type SubmittedEvent } from './timeline'
import { type Turn, turnOf } from './turn'

const assignmentActions = [
  'assignment.accept',
  'assignment.delegate',
  'assignment.submit',
  'assignment.review',
  'assignment.evaluate',
  'assignment.evaluateStep',
  'assignment.distribute',
  'assignment.request',
  'assignment.decideRequest',
  'assignment.withdraw',
  'assignment.urge',
  'assignment.urgeBranches',
  'assignment.recordForOther',
  'assignment.confirmEntry',
] as const

export interface PersonChoice {
  personId: string
  name: string
}

export interface AssignmentView extends Omit<LoadedAssignment, 'steps'>, RelatedCopies {
  steps: StepView[]
  /** Whether its evaluation carries points: never that of a 协办. */
  isScored: boolean
  /** Whether the step in question asks for a file. */
  isEvidenceRequired: boolean
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
  /** The form of the step while it is the branch's turn, for those who hand in or record it. */
  form: StepForm | null
  /** What was filled in with the last hand-in. */
  report: ShownField[] | null
  /** A 签收 recorded for somebody else that waits for confirmation. */
  hasUnconfirmedAcceptance: boolean
}

/**
 * One assignment with everything its page shows, at a step: the one asked for (by id, or by the
 * position of its node); else what the viewer may review; else the current one.
 * @throws DomainError not_found
 */
export async function assignmentView(
  ctx: ViewerContext,
  assignmentId: string,
  at?: string,
): Promise<AssignmentView> {
  const loaded = await loadAt(ctx, assignmentId, at)
  const { assignment, step } = loaded
  const today = dayOf(ctx.now)
  const [history, attachments, used, holders, names, draft, unconfirmed, steps, related, dispatch] =
    await Promise.all([
      assignmentHistory(ctx, loaded),
      attachmentsOf(ctx, loaded.task.id),
      usedTimes(ctx, [assignment.id]),
      postHoldersOn(ctx.db, [assignment.organisationId], today),
      namesOf(ctx, loaded),
      findDraft(ctx, `submission:${step.id}`),
      unconfirmedAcceptance(ctx, assignment.id),
      stepViews(ctx, loaded),
      relatedCopies(ctx, assignment),
      dispatchedAt(ctx, assignment),
    ])
  const present = {
    ...loaded,
    ...names,
    history,
    holders: holders.map((holder) => ({ personId: holder.personId, name: holder.personName })),
  }
  const abilitiesOf = {
    ...abilities(ctx.viewer, assignmentActions, loaded.subject),
    ...abilities(ctx.viewer, ['assignment.evaluate'], wholeSubject(loaded)),
  }
  const standing = draftSince(draft, loaded.submission)
  return {
    ...present,
    ...related,
    steps,
    isScored: carriesPoints(loaded),
    isEvidenceRequired: needsEvidence(loaded),
    ...(await formOf(ctx, loaded, abilitiesOf, standing)),
    turn: turnOf({ ...present, parent: related.parent }, ctx.now),
    grade: latestGrade(history),
    lastSubmission: latestSubmission(history, step.id),
    requestKey: newId(),
    attachments,
    draft: standing,
    usedMs: used.get(assignment.id) ?? { assignee: 0, reviewer: 0, paused: 0 },
    dispatchedAt: dispatch,
    can: abilitiesOf,
    hasUnconfirmedAcceptance: unconfirmed !== null && unconfirmed !== ctx.viewer.personId,
  }
}

/** The form to fill in, for those whose turn it is, and what was filled in last. */
async function formOf(
  ctx: ViewerContext,
  loaded: LoadedAssignment,
  can: AssignmentView['can'],
  draft: StoredDraft | null,
): Promise<Pick<AssignmentView, 'form' | 'report'>> {
  const { node, step, submission } = loaded
  if (!node.formVersionId) {
    return { form: null, report: null }
  }
  const isOpen = step.state === 'open' || step.state === 'returned'
  const mayFill = can['assignment.submit'] || can['assignment.recordForOther']
  const [form, report] = await Promise.all([
    isOpen && mayFill ? stepForm(ctx, loaded, draft?.body.values) : null,
    submission ? shownReport(ctx.db, submission.id) : null,
  ])
  return { form, report }
}

/** At the step asked for; else, for who reviews it, at what is under review; else at the current. */
async function loadAt(ctx: ViewerContext, assignmentId: string, at?: string) {
  const loaded = await loadAssignment(ctx, ctx.db, assignmentId)
  const isAssignee = can(ctx.viewer, 'assignment.submit', loaded.subject)
  const meant =
    loaded.steps.find(({ step, node }) => at === step.id || at === String(node.position)) ??
    (isAssignee ? undefined : loaded.steps.find(({ step }) => step.state === 'submitted'))
  return meant && meant.step.id !== loaded.step.id ? loadByStep(ctx, ctx.db, meant.step.id) : loaded
}

async function dispatchedAt(ctx: ViewerContext, { dispatchId, stateSince }: Assignment) {
  const [row] = await ctx.db
    .select({ at: dispatches.dispatchedAt })
    .from(dispatches)
    .where(eq(dispatches.id, dispatchId))
  return row?.at ?? stateSince
}

/** A draft older than the last hand-in is what somebody else's hand-in has overtaken. */
function draftSince(draft: StoredDraft | null, submission: LoadedAssignment['submission']) {
  return draft && submission && draft.updatedAt < submission.recordedAt ? null : draft
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
