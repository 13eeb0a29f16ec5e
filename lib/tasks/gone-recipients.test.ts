import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { newId } from '@/db/ids'
import {
  assignments,
  memberships,
  organisationGroupMembers,
  organisationGroups,
  organisationVersions,
} from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import {
  createContextFor,
  createMember,
  createOrganisation,
  createPerson,
  testNow,
} from '@/db/testing/factories'
import { dispatchEffect } from './dispatch-effect'
import { dispatchTask } from './dispatch-task'
import { recipientChoice } from './schema'
import { createWorld, draftTask, taskNow } from './testing'

const { db } = await testDatabase()
const world = await createWorld(db)
const { officer, committee, branches, group } = world
const branch = (name: string) => createOrganisation(db, { parentId: committee.id, name })

const endedOn = (organisationId: string, validTo: string, mergedIntoId?: string) =>
  db
    .update(organisationVersions)
    .set({ validTo, mergedIntoId })
    .where(eq(organisationVersions.organisationId, organisationId))

test('what a draft names and is no longer there is named with the reason, and gets nothing', async () => {
  const [ended, merged, ofGroup, left] = [
    await branch('撤销的党支部'),
    await branch('合并的党支部'),
    await branch('分组里的党支部'),
    await createMember(db, branches[0], { name: '已经转走' }),
  ]
  const [savedId, deletedId] = [newId(), newId()]
  await db.insert(organisationGroups).values(
    [savedId, deletedId].map((id) => ({
      id,
      name: id,
      createdBy: officer.id,
      createdAt: testNow,
    })),
  )
  await db
    .insert(organisationGroupMembers)
    .values([savedId, deletedId].map((groupId) => ({ groupId, organisationId: ofGroup.id })))
  const task = await draftTask(world, {
    organisationIds: [branches[0].id, ended.id, merged.id, group.id],
    groupIds: [savedId, deletedId],
    persons: left.employeeNumber ?? '',
  })
  await db.delete(organisationGroupMembers).where(eq(organisationGroupMembers.groupId, deletedId))
  await db.delete(organisationGroups).where(eq(organisationGroups.id, deletedId))
  await endedOn(ended.id, '2026-09-01')
  await endedOn(merged.id, '2026-09-02', branches[1].id)
  await endedOn(ofGroup.id, '2026-09-15')
  await db
    .update(memberships)
    .set({ validTo: '2026-09-10' })
    .where(and(eq(memberships.personId, left.id), eq(memberships.relation, 'membership')))

  const ctx = await createContextFor(db, officer)
  const effect = await dispatchEffect(ctx, task)
  expect(effect).toMatchObject({ branches: 1, persons: 0 })
  const named = new Map(effect.gone.map((one) => [one.name, one.reason]))
  expect([...named].sort()).toEqual(
    [
      ['撤销的党支部', '已撤销，2026-09-01'],
      ['合并的党支部', `已并入“${branches[1].name}”，2026-09-02`],
      ['分组里的党支部', '已撤销，2026-09-15'],
      [group.name, '党小组不直接接收任务，请改选它所在的党支部'],
      ['已经转走', '已不在名册，2026-09-10'],
      ['1 个常用分组', '已删除，里面的党组织没有计入'],
    ].sort(),
  )
  await dispatchTask(ctx, { taskId: task.id, copies: 1, seen: effect.seen })
  expect(await db.$count(assignments, eq(assignments.taskId, task.id))).toBe(1)
})

test('a root that has ended is named too; a person who never belonged is not invented', async () => {
  const root = await createOrganisation(db, { parentId: committee.id, kind: 'general_branch' })
  const task = await draftTask(world, {
    organisationIds: [branches[0].id],
    underIds: [root.id, newId()],
  })
  await endedOn(root.id, '2026-09-15')
  const nobody = await createPerson(db, { name: '没有关系的人' })
  const named = {
    ...task,
    recipients: { ...recipientChoice.parse(task.recipients), personIds: [nobody.id] },
  }
  const { gone } = await dispatchEffect(await createContextFor(db, officer), named)
  expect(gone).toEqual([
    { name: root.name, reason: '已撤销，2026-09-15' },
    { name: '1 个党组织', reason: '查不到记录' },
    { name: '没有关系的人', reason: '没有组织关系' },
  ])
})

test('one that goes while the page is open is refused, even where the number stays the same', async () => {
  const [first, second] = [await branch('先有的党支部'), await branch('后有的党支部')]
  await endedOn(second.id, '2026-09-15')
  const organisationIds = [first.id, second.id]
  const task = await draftTask(world, { organisationIds })
  const ctx = await createContextFor(db, officer)
  const { seen } = await dispatchEffect(ctx, task)
  // As many branches as before, but other ones.
  await endedOn(first.id, '2026-09-15')
  await db
    .update(organisationVersions)
    .set({ validTo: null })
    .where(eq(organisationVersions.organisationId, second.id))

  const input = { taskId: task.id, version: task.version, copies: 1, seen }
  await expect(dispatchTask(ctx, input)).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('另有 1 个对象已不在'),
  })
  expect((await taskNow(db, task.id)).state).toBe('draft')
  const again = await dispatchEffect(ctx, task)
  await expect(dispatchTask(ctx, { ...input, seen: again.seen })).resolves.toBeTruthy()
})
