import { and, asc, eq, inArray, isNull, notInArray } from 'drizzle-orm'
import { openAssignmentStates } from '@/db/enums'
import { assignments, tasks } from '@/db/schema'
import { conflict } from '@/lib/errors'
import { withdrawUnsent } from '@/lib/notifications/withdraw-unsent'
import type { EndingWork } from '@/lib/organisation/open-work-port'
import { postLabel } from '@/lib/organisation/schema'
import { exemptDuties, settleLooseDuties } from './duties-of-copies'
import { endAssignments } from './end-assignments'
import { handOver } from './hand-over'
import { leavePosts } from './leave-posts'
import { moveObligations } from './move-obligations'
import { noteChanges } from './note-changes'
import { followPersons } from './personal-work'
import { handToReviewers } from './release-branches'
import { superiorAfter } from './superior-after'
import { tellAssignee } from './tell'

/** What the tasks know of an organisation's open work, for 换届, 合并 and 撤销. */
export const openWork: EndingWork = {
  listOpen: async (db, organisationId) =>
    db
      .select({
        assignmentId: assignments.id,
        taskId: tasks.id,
        title: tasks.title,
        state: assignments.state,
        dueAt: assignments.effectiveDueAt,
      })
      .from(assignments)
      .innerJoin(tasks, eq(tasks.id, assignments.taskId))
      .where(
        and(
          eq(assignments.organisationId, organisationId),
          isNull(assignments.personId),
          inArray(assignments.state, [...openAssignmentStates]),
        ),
      )
      .orderBy(asc(assignments.effectiveDueAt), asc(assignments.id)),

  transfer: async (ctx, tx, move) => {
    const [own] = await tx.db
      .select()
      .from(assignments)
      .where(eq(assignments.id, move.assignmentId))
    const [taken] = own
      ? await tx.db
          .select({ id: assignments.id })
          .from(assignments)
          .where(
            and(
              eq(assignments.taskId, own.taskId),
              eq(assignments.organisationId, move.toOrganisationId),
              isNull(assignments.personId),
              notInArray(assignments.state, ['cancelled', 'not_applicable']),
            ),
          )
      : []
    if (taken) {
      throw conflict('承接的党组织已有同一项任务，请把这一份标为“不适用”并写明依据。')
    }
    const superior = own ? await superiorAfter(tx, own, move.toOrganisationId) : null
    const parentId = superior?.copyId ?? null
    // The delegate belonged to the branch that ends; the new one chooses its own.
    const [moved] = await tx.db
      .update(assignments)
      .set({ organisationId: move.toOrganisationId, delegateId: null, parentId })
      .where(
        and(
          eq(assignments.id, move.assignmentId),
          inArray(assignments.state, [...openAssignmentStates]),
        ),
      )
      .returning()
    if (!moved) {
      throw conflict('这项任务已经办完或撤销，不用再移交。')
    }
    await noteChanges(ctx, tx, [moved.id], {
      kind: 'transferred',
      reason: move.basis,
      fromOrganisationId: own?.organisationId,
      toOrganisationId: move.toOrganisationId,
    })
    const duties = await moveObligations(tx, move)
    // What the successor owes already stays behind, and nobody answers for it there.
    await exemptDuties(ctx, tx, [moved.id], move.basis, own?.organisationId)
    await withdrawUnsent(tx, { subjectIds: [moved.id], reason: '任务已移交，短信未发出' })
    tx.record({
      action: 'assignment.transfer',
      subjectType: 'assignment',
      subjectId: moved.id,
      detail: {
        from: own?.organisationId,
        to: move.toOrganisationId,
        basis: move.basis,
        ...(own && own.parentId !== parentId ? { parentFrom: own.parentId, parentId } : {}),
        ...(duties > 0 ? { obligations: duties } : {}),
      },
    })
    const [task] = await tx.db.select().from(tasks).where(eq(tasks.id, moved.taskId))
    if (task) {
      await tellAssignee(tx, task, moved, {
        kind: 'handover',
        body: `组织调整后由您所在党组织继续办理${own && own.parentId !== parentId ? `，报来后改由${superior?.name ?? '下达部门'}审核` : ''}。依据：${move.basis}`,
        smsTemplate: 'handover',
      })
      if (own && own.parentId !== parentId) {
        await handToReviewers(ctx, tx, [moved])
      }
    }
  },

  markNotApplicable: async (ctx, tx, item) => {
    const ending = { kind: 'not_applicable', reason: item.basis } as const
    const words = '任务标为不适用，短信未发出'
    const [ended] = await endAssignments(ctx, tx, [item.assignmentId], ending, words)
    if (!ended) {
      throw conflict('这项任务已经办完或撤销，不用再标为不适用。')
    }
    tx.record({
      action: 'assignment.markNotApplicable',
      subjectType: 'assignment',
      subjectId: ended.id,
      detail: { basis: item.basis },
    })
  },

  leavePosts,
  followPersons: async (ctx, tx, ending) => {
    await settleLooseDuties(ctx, tx, ending)
    return followPersons(ctx, tx, ending)
  },

  handOver: async (ctx, tx, { post, organisation, ...handover }) => {
    await handOver(ctx, tx, {
      ...handover,
      organisation,
      postLabel: postLabel('secretary', organisation.kind, post.isActing),
      fromPersonId: post.personId,
    })
  },
}
