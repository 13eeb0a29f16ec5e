import { and, desc, eq, like, sql } from 'drizzle-orm'
import { lockUntilCommit } from '@/db/locks'
import { complaintSteps, complaints, roleGrants } from '@/db/schema'
import type { ViewerContext, Work } from '@/lib/context'
import { conflict } from '@/lib/errors'
import { writeNotices } from '@/lib/notifications/notify'
import { validOn } from '@/lib/organisation/queries'
import { dayOf } from '@/lib/period'
import { authorize } from '@/lib/policy'
import type { FileComplaintInput } from './schema'
import { complaintKindLabels } from './states'

/**
 * Files 意见与投诉, straight to the sponsoring office. Sent twice it is filed once.
 * @returns its id and number, e.g. YJ20260930-0001
 */
export async function fileComplaint(
  ctx: ViewerContext,
  input: FileComplaintInput,
): Promise<{ id: string; number: string }> {
  authorize(ctx.viewer, 'complaint.file')
  return ctx.transact(async (tx) => {
    const number = await nextNumber(tx)
    const [known] = await tx.db
      .select({ number: complaints.number, personId: complaints.personId })
      .from(complaints)
      .where(eq(complaints.id, input.complaintId))
    if (known) {
      if (known.personId !== ctx.viewer.personId) {
        throw conflict('页面已过期，内容没有提交。请复制填写的内容，刷新后再提交。')
      }
      tx.unchanged()
      return { id: input.complaintId, number: known.number }
    }
    await tx.db.insert(complaints).values({
      id: input.complaintId,
      number,
      personId: ctx.viewer.personId,
      kind: input.kind,
      text: input.text,
      state: 'received',
      createdAt: tx.now,
    })
    await tx.db.insert(complaintSteps).values({
      complaintId: input.complaintId,
      state: 'received',
      words: '已收到，转主办部门。',
      byId: ctx.viewer.personId,
      at: tx.now,
    })
    tx.record({
      action: 'complaint.file',
      subjectType: 'complaint',
      subjectId: input.complaintId,
      detail: { number, kind: input.kind },
    })
    await tellOffice(tx, input, number)
    return { id: input.complaintId, number }
  })
}

/** Inside the application only: the office looks there every day, no SMS is spent on it. */
async function tellOffice(tx: Work, input: FileComplaintInput, number: string): Promise<void> {
  const officers = await tx.db
    .selectDistinct({ personId: roleGrants.personId })
    .from(roleGrants)
    .where(and(eq(roleGrants.role, 'committee_officer'), validOn(roleGrants, dayOf(tx.now))))
  await writeNotices(
    tx,
    officers.map(({ personId }) => ({
      personId,
      kind: 'complaint_received',
      title: `${complaintKindLabels[input.kind]} ${number}`,
      body: '有人提出了意见，请打开受理并答复。',
      href: `/complaints/${input.complaintId}`,
      subjectType: 'complaint',
      subjectId: input.complaintId,
      smsTemplate: null,
    })),
  )
}

/** Numbers of a day have no gaps: whoever comes next waits until we have committed. */
async function nextNumber(tx: Work): Promise<string> {
  await lockUntilCommit(tx.db, 'complaintNumber')
  const prefix = `YJ${dayOf(tx.now).replaceAll('-', '')}-`
  const [last] = await tx.db
    .select({ number: complaints.number })
    .from(complaints)
    .where(like(complaints.number, `${prefix}%`))
    .orderBy(desc(sql`length(${complaints.number})`), desc(complaints.number))
    .limit(1)
  const count = Number(last?.number.slice(prefix.length) ?? 0) + 1
  return `${prefix}${String(count).padStart(4, '0')}`
}
