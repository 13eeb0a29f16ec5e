import { and, desc, eq } from 'drizzle-orm'
import type { EntryChannel } from '@/db/enums'
import { newId } from '@/db/ids'
import { drafts, submissionAttachments, submissions } from '@/db/schema'
import type { ViewerContext, Work } from '@/lib/context'
import { invalid } from '@/lib/errors'
import { assertAttachable } from '@/lib/files/attach'
import { dayOf } from '@/lib/period'
import { authorize } from '@/lib/policy'
import { afterApproval } from './after-approval'
import { reachesTaskFile } from './file-reach'
import { holdByStep, type LoadedAssignment, type Submission } from './load'
import { assertState, moveStep } from './move-step'
import { notedText } from './open-branches'
import { refreshAssignment } from './refresh-assignment'
import { checkReport, publishForBranch, writeReport } from './reports/check-report'
import { reviewersOfStep } from './reviewers'
import { earlierHandIn } from './same-hand-in'
import type { SubmitInput } from './schema'
import { effectiveDues } from './step-dues'
import { nodeWords, tell } from './tell'

/** Who a hand-in comes from and how it reached us. */
export interface HandInOrigin {
  channel: EntryChannel
  byId: string
  at: Date
  proxyReason: string | null
}

/** A hand-in, and whether it needs no review: then the step is done with it. */
export interface HandIn extends Submission {
  isSettled: boolean
}

/**
 * Hands in the work of a step; from here the reviewer's clock runs, or the step is done where nobody
 * reviews it. A retried request finds the
 * version its key has made.
 * @throws DomainError invalid without required evidence, or for a 党总支 whose branches are open and
 *   that says no reason; conflict when it is not the branch's turn
 */
export async function submitStep(ctx: ViewerContext, input: SubmitInput): Promise<HandIn> {
  return ctx.transact(async (tx) => {
    const loaded = await holdByStep(ctx, tx, input.stepId)
    authorize(ctx.viewer, 'assignment.submit', loaded.subject)
    return handIn(ctx, tx, loaded, input, {
      channel: 'online',
      byId: ctx.viewer.personId,
      at: ctx.now,
      proxyReason: null,
    })
  })
}

/** Writes a hand-in that has been authorized: the common part of 提交 and 代录. */
export async function handIn(
  ctx: ViewerContext,
  tx: Work,
  loaded: LoadedAssignment,
  input: SubmitInput,
  origin: HandInOrigin,
): Promise<HandIn> {
  const { step, task, node } = loaded
  const earlier = await earlierHandIn(tx, input)
  if (earlier) {
    tx.unchanged()
    return { ...earlier, isSettled: node.reviewer === 'none' && step.state === 'approved' }
  }
  const report = await checkReport(ctx, tx.db, loaded, input)
  const fileIds = report?.fileIds ?? input.fileIds
  if (needsEvidence(loaded) && fileIds.length === 0) {
    throw invalid('这项任务需要佐证材料，请至少上传一个附件。填写的内容还在。', {
      fileIds: '请至少上传一个附件',
    })
  }
  await assertAttachable(ctx, tx, fileIds, [reachesTaskFile])
  const dueAt = await effectiveDues(tx, loaded.steps, task.reworkAllowanceDays, origin.at)
  assertState(loaded, ['accepted', 'returned'])
  const { text, openWords } = await notedText(tx.db, loaded, input)
  // A 代录 waits for its confirmation even where nobody reviews.
  const isSettled = node.reviewer === 'none' && origin.channel === 'online'
  await moveStep(tx, loaded, {
    from: ['open', 'returned'],
    to: isSettled ? 'approved' : 'submitted',
  })
  const submission = await insertSubmission(
    ctx,
    tx,
    { ...input, text, fileIds },
    origin,
    dueAt(step),
  )
  if (report) {
    await writeReport(tx, loaded, submission, report)
  }
  await tx.db
    .delete(drafts)
    .where(and(eq(drafts.personId, ctx.viewer.personId), eq(drafts.key, `submission:${step.id}`)))
  const refreshed = await refreshAssignment(tx, loaded.assignment.id)
  if (isSettled) {
    await publishForBranch(tx, loaded, submission.id)
    await afterApproval(ctx, tx, loaded, refreshed)
  } else {
    await tellReviewers(tx, loaded, submission, openWords)
  }
  tx.record({
    action: 'assignment.submit',
    subjectType: 'assignment',
    subjectId: loaded.assignment.id,
    detail: { submissionId: submission.id, version: submission.version, channel: origin.channel },
  })
  return { ...submission, isSettled }
}

/** Whether a hand-in of this step has to bring a file: asked of the task as a whole, or here. */
export function needsEvidence({ task, node }: Pick<LoadedAssignment, 'task' | 'node'>): boolean {
  return task.isEvidenceRequired || node.isEvidenceRequired
}

/** Those who may review it today, whoever issued the task once. */
async function tellReviewers(
  tx: Work,
  loaded: LoadedAssignment,
  submission: Submission,
  openWords: string,
) {
  const { task, assignment } = loaded
  const told = await reviewersOfStep(tx.db, loaded, submission, dayOf(tx.now))
  await tell(tx, task, assignment, told, {
    kind: 'task_submitted',
    body: `${nodeWords(loaded)}${
      submission.channel === 'online'
        ? '已提交，等待审核。审核用时单独计算，不计入支部办理时间。'
        : '已代录一份报告，请先核对并确认，再审核。'
    }${openWords ? `提交时${openWords}，原因写在提交内容后面。` : ''}`,
    smsTemplate: null,
  })
}

async function insertSubmission(
  ctx: ViewerContext,
  tx: Work,
  input: SubmitInput,
  origin: HandInOrigin,
  effectiveDueAt: Date,
): Promise<Submission> {
  const [last] = await tx.db
    .select({ version: submissions.version })
    .from(submissions)
    .where(eq(submissions.stepId, input.stepId))
    .orderBy(desc(submissions.version))
    .limit(1)
  const row = {
    id: newId(),
    stepId: input.stepId,
    version: (last?.version ?? 0) + 1,
    text: input.text,
    effectiveDueAt,
    requestKey: input.requestKey,
    recordedBy: ctx.viewer.personId,
    recordedAt: ctx.now,
    confirmedBy: null,
    confirmedAt: null,
    rejectedBy: null,
    rejectedAt: null,
    rejectReason: null,
    ...origin,
  }
  await tx.db.insert(submissions).values(row)
  if (input.fileIds.length > 0) {
    await tx.db
      .insert(submissionAttachments)
      .values([...new Set(input.fileIds)].map((fileId) => ({ submissionId: row.id, fileId })))
  }
  return row
}
