import { bulkInsert } from '@/db/bulk'
import { newId } from '@/db/ids'
import { dispatchRecipients } from '@/db/schema'
import type { Context, Work } from '@/lib/context'
import { formatMoment } from '@/lib/format'
import { type NewNotice, writeNotices } from '@/lib/notifications/notify'
import { postLabel } from '@/lib/organisation/schema'
import type { Copy, CopyNode } from './issue-copies'
import type { Task } from './load'
import type { CopiedOrganisation } from './resolve-recipients'

/**
 * Notices for everybody told, and the frozen list that proves who was.
 * @param words what the 党总支 adds when it passes the task on
 */
export async function tellRecipients(
  ctx: Context,
  tx: Work,
  task: Task,
  nodes: readonly CopyNode[],
  dispatchId: string,
  copies: readonly Copy[],
  words?: string,
): Promise<void> {
  const told = copies.flatMap((copy) => copy.told.map((person) => ({ copy, person })))
  const noticeIds = await writeNotices(
    tx,
    told.map(
      ({ copy, person }): NewNotice => ({
        personId: person.personId,
        kind: 'task_dispatched',
        title: task.title,
        body: `${bodyFor(copy, nodes, ctx.now)}${words ?? ''}`,
        href: `/tasks/${task.id}/assignments/${copy.assignmentId}`,
        subjectType: 'assignment',
        subjectId: copy.assignmentId,
        smsTemplate: 'task_dispatched',
      }),
    ),
  )
  const nobody = copies.filter((copy) => copy.told.length === 0)
  await bulkInsert(tx.db, dispatchRecipients, [
    ...told.map(({ copy, person }, index) => ({
      id: newId(),
      dispatchId,
      assignmentId: copy.assignmentId,
      organisationName: copy.organisationName,
      personId: person.personId,
      personName: person.name,
      postLabel: person.postLabel,
      phoneMasked: person.phoneMasked,
      noticeId: noticeIds[index] ?? null,
    })),
    ...nobody.map((copy) => ({
      id: newId(),
      dispatchId,
      assignmentId: copy.assignmentId,
      organisationName: copy.organisationName,
      personId: null,
      personName: null,
      postLabel: null,
      phoneMasked: null,
      noticeId: null,
    })),
  ])
}

function bodyFor(copy: Copy, nodes: readonly CopyNode[], now: Date): string {
  const last = new Date(Math.max(...nodes.map((node) => node.dueAt.getTime())))
  const due = `请于 ${formatMoment(last, now)} 前`
  if (copy.part === 'coordinator') {
    return `${due}汇总报送。请先签收，再分解到所属党支部。`
  }
  const [first] = nodes
  return nodes.length === 1 || !first
    ? `${due}完成，先签收。`
    : `${due}完成，共 ${nodes.length} 步，先签收；第一步“${first.title}”${formatMoment(first.dueAt, now)} 截止。`
}

/**
 * 抄送: the 党总支 above the recipients hears of the task, inside the application only. Who receives it
 * himself is not told twice.
 */
export async function tellCopied(
  tx: Work,
  task: Task,
  dispatchId: string,
  copied: readonly CopiedOrganisation[],
  copies: readonly Copy[],
): Promise<void> {
  const recipients = new Set(copies.flatMap((copy) => copy.told.map((one) => one.personId)))
  const told = copied.flatMap(({ organisation, told: holders, branchIds }) => {
    const ofBranches = copies.filter((copy) => branchIds.includes(copy.organisationId))
    const [first] = ofBranches
    return holders
      .filter((holder) => first && !recipients.has(holder.personId))
      .map((holder) => ({ organisation, holder, first, names: namesOf(ofBranches) }))
  })
  const noticeIds = await writeNotices(
    tx,
    told.map(
      ({ holder, first, names }): NewNotice => ({
        personId: holder.personId,
        kind: 'task_copied',
        title: task.title,
        body: `已下达给${names}，抄送您知悉，不需办理。`,
        href: `/tasks/${task.id}/assignments/${first?.assignmentId}`,
        subjectType: 'assignment',
        subjectId: first?.assignmentId ?? task.id,
        smsTemplate: null,
      }),
    ),
  )
  await bulkInsert(
    tx.db,
    dispatchRecipients,
    told.flatMap(({ organisation, holder, first }, index) =>
      first
        ? [
            {
              id: newId(),
              dispatchId,
              assignmentId: first.assignmentId,
              organisationName: organisation.name,
              personId: holder.personId,
              personName: holder.personName,
              postLabel: postLabel(holder.post, organisation.kind, holder.isActing),
              phoneMasked: holder.phoneMasked,
              noticeId: noticeIds[index] ?? null,
              isCopy: true,
            },
          ]
        : [],
    ),
  )
}

function namesOf(copies: readonly Copy[]): string {
  const names = [...new Set(copies.map((copy) => copy.organisationName))]
  const shown = names.slice(0, 3).join('、')
  return names.length > 3 ? `${shown}等 ${names.length} 个党支部` : shown
}
