import { newId } from '@/db/ids'
import { issueCircular } from '@/lib/tasks/circulars/issue-circular'
import { draftCircular } from '@/lib/tasks/circulars/write-circular'
import { requestDecline } from '@/lib/tasks/requests/request-decline'
import { requestExtension } from '@/lib/tasks/requests/request-extension'
import {
  requestDeclineInput,
  requestExtensionInput,
  supplementInput,
} from '@/lib/tasks/requests/schema'
import { planSupplement } from '@/lib/tasks/supplement-plan'
import type { Round } from './pages'
import { accepted } from './stages'
import { type Copy, contextOf, dayFromNow, dispatched, type World } from './world'

/** Pages of a task of several nodes that is supervised, asked about and reported on. */
export async function supervisionRounds(world: World): Promise<Record<string, Round>> {
  const nodes = [
    { title: '报方案', stage: 1, dueOn: dayFromNow(7) },
    { title: '报总结', stage: 2, dueOn: dayFromNow(14) },
  ]
  const given = { title: '分步报送学习计划', nodes }
  const { task, copies } = await dispatched(world, given)
  const [asked, paused] = copies
  await accepted(world, asked)
  await extensionAsked(world, asked)
  await declineAsked(world, paused)
  const { copies: open } = await dispatched(world, given)
  await accepted(world, open[0])
  const path = `/tasks/${task.id}`
  const circular = `/circulars/${await circularOf(world, task.id)}`
  const issued = `/circulars/${await circularOf(world, task.id, { isIssued: true })}`
  return {
    supervisor: {
      who: world.officer,
      visits: [
        { name: '督导', path: '/supervision', opens: [/^催办这/] },
        { name: '督导按党组织', path: '/supervision?by=branch' },
        { name: '审核积压', path: '/supervision?by=reviewer' },
        { name: '督导（空）', path: '/supervision?q=没有这样的党组织' },
        { name: '多节点任务', path },
        { name: '节点矩阵', path: `${path}/matrix` },
        { name: '补充下达', path: `${path}/supplement` },
        { name: '补充下达的影响', path: await supplementPlanned(world) },
        { name: '任务的通报', path: `${path}/circulars` },
        { name: '通报草稿', path: circular, opens: ['重新取数', '发出'] },
        { name: '发出的通报', path: issued },
        { name: '延期待答复', path: asked.path, opens: ['答复', '撤回这一份'] },
        { name: '退办待答复', path: paused.path, opens: ['答复'] },
      ],
    },
    asking: {
      who: world.secretaries[0],
      visits: [
        { name: '本支部的督导', path: '/supervision' },
        { name: '多节点办理', path: open[0].path, opens: ['申请延期', /^申请退办/] },
        { name: '已申请延期', path: asked.path },
        { name: '收到的通报', path: issued },
      ],
    },
    waiting: {
      who: world.secretaries[1],
      visits: [{ name: '暂停计时', path: paused.path }],
    },
  }
}

/** A choice of 补充下达 whose effect is to be looked at; its address. */
async function supplementPlanned(world: World): Promise<string> {
  const [held, added] = world.branches
  const { task } = await dispatched(world, { organisationIds: [held.id] })
  const { requestKey } = await planSupplement(
    await contextOf(world, world.officer),
    supplementInput.parse({
      taskId: task.id,
      requestKey: newId(),
      organisationIds: [held.id, added.id],
    }),
  )
  return `/tasks/${task.id}/supplement?look=${requestKey}`
}

async function extensionAsked(world: World, { stepId }: Copy): Promise<void> {
  const [secretary] = world.secretaries
  await requestExtension(
    await contextOf(world, secretary),
    requestExtensionInput.parse({
      stepId,
      dueOn: dayFromNow(9),
      reason: '外勤班组月底才能集中',
    }),
  )
}

async function declineAsked(world: World, { assignmentId }: Copy): Promise<void> {
  const [, secretary] = world.secretaries
  await requestDecline(
    await contextOf(world, secretary),
    requestDeclineInput.parse({ assignmentId, kind: 'decline', reason: '不属于本支部的职责' }),
  )
}

/** A 情况通报 of a task, as a draft or issued; its id. */
export async function circularOf(
  world: World,
  taskId: string,
  { isIssued = false } = {},
): Promise<string> {
  const ctx = await contextOf(world, world.officer)
  const { id, version } = await draftCircular(ctx, { circularId: newId(), taskId })
  if (isIssued) {
    await issueCircular(ctx, { circularId: id, version })
  }
  return id
}
