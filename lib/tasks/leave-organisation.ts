import { and, eq, inArray, sql } from 'drizzle-orm'
import { openAssignmentStates } from '@/db/enums'
import { assignments } from '@/db/schema'
import { closeAccount } from '@/lib/accounts/close-account'
import type { Context, Work } from '@/lib/context'
import { withdrawUnsent } from '@/lib/notifications/withdraw-unsent'
import type { LeaveOrganisation } from '@/lib/organisation/end-membership'
import type { PostRow } from '@/lib/organisation/post-rows'
import { postLabel } from '@/lib/organisation/schema'
import { latestVersion } from '@/lib/organisation/versions'
import { handOver } from './hand-over'
import { leavePosts } from './leave-posts'
import { noteChanges } from './note-changes'
import { openWork } from './open-work'

/**
 * What follows when somebody leaves for good: a secretary hands over, delegated work goes back to
 * its branch, tasks of the person's own are 不适用, nothing more is sent, the account closes.
 */
export const leaveOrganisation: LeaveOrganisation = async (ctx, tx, { personId, posts, basis }) => {
  const handedOver = await handOverPosts(ctx, tx, posts)
  const left = await leavePosts(tx, posts)
  const returned = await giveBack(ctx, tx, personId, basis)
  const own = await openOf(tx, personId)
  for (const assignmentId of own) {
    await openWork.markNotApplicable(ctx, tx, { assignmentId, basis })
  }
  const stopped = await stopMessages(tx, personId)
  return {
    notApplicable: own.length,
    returned,
    stopped: handedOver + left.stopped + stopped,
    isAccountClosed: await closeAccount(tx, personId),
  }
}

/** @returns how many messages about the work handed over were stopped */
async function handOverPosts(ctx: Context, tx: Work, posts: readonly PostRow[]): Promise<number> {
  let stopped = 0
  for (const post of posts.filter((one) => one.post === 'secretary')) {
    const organisation = await latestVersion(tx.db, post.organisationId)
    const written = await handOver(ctx, tx, {
      organisation,
      postLabel: postLabel('secretary', organisation.kind, post.isActing),
      fromPersonId: post.personId,
      to: null,
      items: await openWork.listOpen(tx.db, post.organisationId),
    })
    stopped += written.stopped
  }
  return stopped
}

/** Delegated work is the branch's again. */
async function giveBack(ctx: Context, tx: Work, personId: string, reason: string): Promise<number> {
  const returned = await tx.db
    .update(assignments)
    .set({ delegateId: null })
    .where(
      and(
        eq(assignments.delegateId, personId),
        inArray(assignments.state, [...openAssignmentStates]),
      ),
    )
    .returning({ id: assignments.id })
  const ids = returned.map((row) => row.id)
  await noteChanges(ctx, tx, ids, { kind: 'delegation_withdrawn', reason })
  return returned.length
}

async function openOf(tx: Work, personId: string): Promise<string[]> {
  const rows = await tx.db
    .select({ id: assignments.id })
    .from(assignments)
    .where(
      and(
        eq(assignments.personId, personId),
        inArray(assignments.state, [...openAssignmentStates]),
      ),
    )
  return rows.map((row) => row.id)
}

/** Whatever is still on its way: nobody is there to read it. */
async function stopMessages(tx: Work, personId: string): Promise<number> {
  const rows = await tx.db.execute<{ id: string }>(sql`
    select distinct n.subject_id as id from notices n
    left join sms_messages m on m.id = n.sms_message_id
    where n.person_id = ${personId} and n.sms_template is not null and n.sms_refusal is null
      and (m.id is null or m.state = 'waiting')`)
  return withdrawUnsent(tx, {
    personId,
    subjectIds: rows.map((row) => row.id),
    reason: '已不在本单位党组织，短信未发出',
  })
}
