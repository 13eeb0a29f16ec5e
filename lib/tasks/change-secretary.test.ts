import { eq, inArray } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { newId } from '@/db/ids'
import { auditEntries, handovers, notices, posts } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import {
  appointPost,
  createContextFor,
  createMember,
  createOfficer,
  createSecretary,
  createTree,
  type MadeOrganisation,
  type MadePerson,
  testNow,
} from '@/db/testing/factories'
import { codeOf } from '@/db/testing/outcome'
import { writeNotices } from '@/lib/notifications/notify'
import { handoverSheet, handoversOf } from '@/lib/organisation/handover-queries'
import type { OpenItem, OpenWork } from '@/lib/organisation/open-work-port'
import { postHoldersOn } from '@/lib/organisation/queries'
import { changeSecretary } from './change-secretary'
import { vacateSecretary } from './vacate-secretary'

const { db } = await testDatabase()
const officer = await createContextFor(db, await createOfficer(db))
const item: OpenItem = {
  assignmentId: newId(),
  taskId: newId(),
  title: '迎峰度夏专项行动',
  state: 'accepted',
  dueAt: new Date('2026-09-30T18:00:00+08:00'),
}
const port: OpenWork = {
  listOpen: async () => [item],
  transfer: async () => {},
  markNotApplicable: async () => {},
}
let branch: MadeOrganisation
let leaver: MadePerson
let newcomer: MadePerson
let change: Parameters<typeof changeSecretary>[1]

beforeEach(async () => {
  branch = (await createTree(db)).branches[1]
  leaver = await createSecretary(db, branch)
  newcomer = await createMember(db, branch)
  change = {
    organisationId: branch.id,
    personId: newcomer.id,
    isActing: false,
    on: '2026-09-10',
    basis: '西岭信通党组〔2026〕7号',
  }
})

async function tell(personId: string, subjectId: string): Promise<void> {
  const ctx = await createContextFor(db, 'system')
  await ctx.transact(async (tx) => {
    tx.unchanged()
    await writeNotices(tx, [
      {
        personId,
        kind: 'task_dispatched',
        title: item.title,
        body: '请签收',
        href: null,
        subjectType: 'assignment',
        subjectId,
        smsTemplate: 'task_dispatched',
      },
    ])
  })
}

test('the post changes on its day, both are told, the list is written, unsent messages stop', async () => {
  await tell(leaver.id, item.assignmentId)
  await tell(newcomer.id, item.assignmentId)
  await tell(leaver.id, newId())
  const result = await changeSecretary(officer, change, port)
  expect(result).toMatchObject({ items: 1, stopped: 1, label: '支部书记', warnings: [] })
  const holders = async (day: string) =>
    (await postHoldersOn(db, [branch.id], day)).map((holder) => holder.personId)
  expect(await holders('2026-09-09')).toEqual([leaver.id])
  expect(await holders('2026-09-10')).toEqual([newcomer.id])

  const [handoverId = ''] = result.handoverIds
  const sheet = await handoverSheet(officer, handoverId)
  expect(sheet).toMatchObject({
    organisationName: branch.name,
    from: { id: leaver.id },
    to: { id: newcomer.id },
    at: testNow,
    items: [{ assignmentId: item.assignmentId, title: item.title, state: 'accepted' }],
  })
  const told = await db.select().from(notices).where(eq(notices.subjectId, handoverId))
  expect(told.map((notice) => [notice.personId, notice.smsTemplate]).sort()).toEqual(
    [
      [leaver.id, null],
      [newcomer.id, 'handover'],
    ].sort(),
  )
  const dispatched = await db
    .select()
    .from(notices)
    .where(inArray(notices.personId, [leaver.id, newcomer.id]))
  const stopped = dispatched.filter(
    (notice) => notice.kind === 'task_dispatched' && notice.smsRefusal !== null,
  )
  expect(stopped.map((notice) => notice.personId)).toEqual([leaver.id])
  const [audit] = await db.select().from(auditEntries).where(eq(auditEntries.subjectId, handoverId))
  expect(audit?.action).toBe('handover.write')
})

test('the sheet opens for the two concerned and those above, and never changes', async () => {
  const { handoverIds } = await changeSecretary(officer, change, port)
  const [handoverId = ''] = handoverIds
  for (const person of [leaver, newcomer]) {
    const ctx = await createContextFor(db, person)
    expect((await handoverSheet(ctx, handoverId)).id).toBe(handoverId)
  }
  const stranger = await createContextFor(db, await createMember(db, branch))
  expect(await codeOf(handoverSheet(stranger, handoverId))).toBe('not_found')
  expect(await codeOf(handoverSheet(officer, newId()))).toBe('not_found')
  await expect(db.update(handovers).set({ items: [] })).rejects.toThrow()
})

test('an acting secretary stands beside the full one; the full one ends both', async () => {
  const acting = { ...change, isActing: true, on: '2026-09-01' }
  const first = await changeSecretary(officer, acting, port)
  expect(first).toMatchObject({ label: '支部书记（主持工作）', handoverIds: [] })
  expect(await postHoldersOn(db, [branch.id], '2026-09-05')).toHaveLength(2)
  // The one acting becomes secretary: only the former one hands over.
  const second = await changeSecretary(officer, change, port)
  expect(second.handoverIds).toHaveLength(1)
  const holders = await postHoldersOn(db, [branch.id], '2026-09-10')
  expect(holders.map(({ personId, isActing }) => [personId, isActing])).toEqual([
    [newcomer.id, false],
  ])
})

test('who keeps another post there keeps the messages', async () => {
  await appointPost(db, leaver, branch, { post: 'commissioner' })
  await tell(leaver.id, item.assignmentId)
  expect((await changeSecretary(officer, change, port)).stopped).toBe(0)
})

test('a post may stay vacant; the list then waits for whoever comes', async () => {
  const [post] = await db.select().from(posts).where(eq(posts.personId, leaver.id))
  const end = { postId: post?.id ?? '', on: '2026-09-10', basis: '调离' }
  const stranger = await createContextFor(db, leaver)
  expect(await codeOf(vacateSecretary(stranger, end, port))).toBe('forbidden')
  expect(await codeOf(vacateSecretary(officer, { ...end, postId: newId() }, port))).toBe(
    'not_found',
  )
  const { handoverId } = await vacateSecretary(officer, end, port)
  expect((await handoverSheet(officer, handoverId)).to).toBeNull()
  expect(await handoversOf(db, branch.id)).toMatchObject([{ fromName: leaver.name, toName: null }])
  expect(await codeOf(vacateSecretary(officer, end, port))).toBe('conflict')
})

test('refuses strangers, the unknown, the same again, the future, days before the post began', async () => {
  const stranger = await createContextFor(db, leaver)
  const attempt = (input: Partial<typeof change>) =>
    codeOf(changeSecretary(officer, { ...change, ...input }, port))
  expect(await codeOf(changeSecretary(stranger, change, port))).toBe('forbidden')
  expect(await attempt({ organisationId: newId() })).toBe('not_found')
  expect(await attempt({ personId: newId() })).toBe('not_found')
  expect(await attempt({ personId: leaver.id })).toBe('conflict')
  expect(await attempt({ on: '2026-09-16' })).toBe('invalid')
  expect(await attempt({ on: '2019-01-01' })).toBe('conflict')
  expect(await postHoldersOn(db, [branch.id], '2026-09-15')).toHaveLength(1)
})

test('two changes at one time leave one secretary', async () => {
  const other = await createMember(db, branch)
  const outcomes = await Promise.all([
    codeOf(changeSecretary(officer, change, port)),
    codeOf(changeSecretary(officer, { ...change, personId: other.id }, port)),
  ])
  expect(outcomes).toEqual(['done', 'done'])
  expect(await postHoldersOn(db, [branch.id], '2026-09-15')).toHaveLength(1)
})
