import { createHash } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { dispatches } from '@/db/schema'
import { loadCalendar } from '@/lib/calendar'
import type { ViewerContext, Work } from '@/lib/context'
import { conflict, invalid } from '@/lib/errors'
import { subtractWorkingDays } from '@/lib/period'
import { authorize } from '@/lib/policy'
import { type Distributable, distributable } from './distributable'
import type { DistributeInput } from './distribute-schema'
import { tieDuties } from './duties-of-copies'
import { insertDispatch } from './insert-dispatch'
import { type CopyNode, copyFor, insertCopies } from './issue-copies'
import { holdAssignment, holdTaskUnderWay, type LoadedAssignment, loadAssignment } from './load'
import { assertState } from './move-step'
import { tellRecipients } from './tell-recipients'

export interface Distribution {
  taskId: string
  assignmentId: string
  dispatchId: string
  /** Of its receipt. */
  number: string
  copies: number
}

/**
 * 分解: the 党总支 passes the task on to branches under it, among those chosen at dispatch; due earlier
 * than itself by so many working days if asked. Each branch answers to the 党总支 (初审). A retried
 * request finds its first result.
 * @throws DomainError conflict before 签收, for a branch that has it already, or for the same request
 *   with another choice; invalid for a branch that was not chosen, or when the earlier due has passed
 */
export async function distributeAssignment(
  ctx: ViewerContext,
  input: DistributeInput,
): Promise<Distribution> {
  return ctx.transact(async (tx) => {
    const seen = await loadAssignment(ctx, tx.db, input.assignmentId)
    authorize(ctx.viewer, 'assignment.distribute', seen.subject)
    await holdTaskUnderWay(tx, seen.task.id)
    const loaded = await holdAssignment(ctx, tx, input.assignmentId)
    const { task, assignment } = loaded
    const requestHash = hashOf(input)
    const earlier = await sameRequest(tx, loaded, input.requestKey, requestHash)
    if (earlier) {
      tx.unchanged()
      return { ...earlier, copies: new Set(input.organisationIds).size }
    }
    assertState(loaded, ['accepted', 'returned'])
    const chosen = await chosenOf(ctx, tx, loaded, input.organisationIds)
    const nodes = await nodesFor(tx, loaded, input.dueLeadDays ?? 0)
    const copies = chosen.map(({ organisation, told }) =>
      copyFor({ organisation, told, part: 'owner' }, assignment.id),
    )
    const request = { requestKey: input.requestKey, requestHash }
    const dispatch = await insertDispatch(ctx, tx, task, 'supplement', request)
    await insertCopies(ctx, tx, task, nodes, dispatch.id, copies)
    await tieDuties(
      tx,
      task,
      loaded.steps.map(({ node }) => node),
      copies,
    )
    await tellRecipients(ctx, tx, task, nodes, dispatch.id, copies, input.words)
    tx.record({
      action: 'assignment.distribute',
      subjectType: 'assignment',
      subjectId: assignment.id,
      detail: {
        dispatchId: dispatch.id,
        number: dispatch.number,
        organisationIds: chosen.map((one) => one.organisation.id),
        dueLeadDays: input.dueLeadDays ?? 0,
      },
    })
    const done = { taskId: task.id, assignmentId: assignment.id, copies: copies.length }
    return { ...done, dispatchId: dispatch.id, number: dispatch.number }
  })
}

function hashOf({ assignmentId, organisationIds, dueLeadDays = 0, words = '' }: DistributeInput) {
  const content = [assignmentId, [...new Set(organisationIds)].sort(), dueLeadDays, words]
  return createHash('sha256').update(JSON.stringify(content)).digest('hex')
}

async function sameRequest(
  tx: Work,
  { task, assignment }: LoadedAssignment,
  requestKey: string,
  requestHash: string,
) {
  const [dispatch] = await tx.db
    .select()
    .from(dispatches)
    .where(and(eq(dispatches.taskId, task.id), eq(dispatches.requestKey, requestKey)))
  if (dispatch && dispatch.requestHash !== requestHash) {
    throw conflict('刚才已经分解过一次，之后的改动没有保存。请刷新页面查看，需要时再分解其余支部。')
  }
  return dispatch
    ? {
        taskId: task.id,
        assignmentId: assignment.id,
        dispatchId: dispatch.id,
        number: dispatch.number,
      }
    : null
}

async function chosenOf(
  ctx: ViewerContext,
  tx: Work,
  loaded: LoadedAssignment,
  organisationIds: readonly string[],
): Promise<Distributable[]> {
  const all = await distributable(tx.db, loaded, ctx.now)
  const chosen = [...new Set(organisationIds)].map((id) => {
    const found = all.find((one) => one.organisation.id === id)
    if (!found) {
      throw invalid('所选党支部不在这项任务下达给本党总支的范围内，请重新选择。还没有分解。', {
        organisationIds: '不在分解范围内',
      })
    }
    return found
  })
  const taken = chosen.filter((one) => one.assignmentId !== null)
  if (taken.length > 0) {
    const names = taken.map((one) => one.organisation.name).join('、')
    throw conflict(`${names}已经有这项任务，没有重复分解。请去掉后再分解。`)
  }
  return chosen
}

/** The nodes with the dues of the branches: so many working days before those of the 党总支. */
async function nodesFor(
  tx: Work,
  { steps }: LoadedAssignment,
  leadDays: number,
): Promise<CopyNode[]> {
  const calendar = await loadCalendar(tx.db)
  const nodes = steps.map(({ node, step }) => ({
    id: node.id,
    title: node.title,
    stage: node.stage,
    dueAt: leadDays > 0 ? subtractWorkingDays(step.dueAt, leadDays, calendar) : step.dueAt,
  }))
  if (nodes.some((node) => node.dueAt <= tx.now)) {
    throw invalid(
      leadDays > 0
        ? '提前后的截止时间已过，请减少提前的天数。还没有分解。'
        : '截止时间已过，不能再分解。如有需要，请先申请延期。',
      { dueLeadDays: '截止时间已过' },
    )
  }
  return nodes
}
