import { expect, test } from 'vitest'
import { testDatabase } from '@/db/testing/database'
import { createContextFor } from '@/db/testing/factories'
import { momentOf } from '@/lib/period'
import { createFile, dispatchedTask, nodeForm } from '@/lib/tasks/testing'
import { activityPage } from './activity-page'
import { recordActivity } from './record-activity'
import { createBranch, recordForm } from './testing'

const { db } = await testDatabase()
const world = await createBranch(db)
const now = momentOf('2026-09-15', '11:00')
const at = (person: { id: string }) => createContextFor(db, person, { now })
const held = { heldOn: '2026-09-15', startTime: '08:00', endTime: '09:00' }

test('the page of a record names the steps that want more, to those who act for the branch', async () => {
  const nodes = [nodeForm('上党课', { activityKind: 'party_lecture' })]
  await dispatchedTask(world, { startsOn: '2026-09-01', nodes })
  const { task, copies } = await dispatchedTask(world, {
    startsOn: '2026-09-01',
    isEvidenceRequired: 'on',
    nodes,
  })
  const secretary = await at(world.secretaries[0])
  const { activity } = await recordActivity(
    secretary,
    await recordForm(world, ['party_lecture'], held),
  )
  const [{ assignment, step }] = copies
  expect((await activityPage(secretary, activity.id)).pending).toEqual([
    {
      id: step.id,
      taskId: task.id,
      assignmentId: assignment.id,
      title: task.title,
      position: 1,
      wants: 'file',
    },
  ])
  for (const reader of [world.probationary, world.officer]) {
    expect((await activityPage(await at(reader), activity.id)).pending).toEqual([])
  }
  const fileIds = [await createFile(db, world.secretaries[0])]
  await recordActivity(
    secretary,
    await recordForm(world, ['party_lecture'], { ...held, fileIds, title: '带签到表的一次' }),
  )
  expect((await activityPage(secretary, activity.id)).pending).toEqual([])
})

test('a note goes with an absence, and with nothing else', async () => {
  const [absent, present] = [world.grouped.id, world.probationary.id]
  const secretary = await at(world.secretaries[0])
  const { activity } = await recordActivity(
    secretary,
    await recordForm(world, ['party_day'], {
      ...held,
      [`attendance_${absent}`]: 'duty',
      [`note_${absent}`]: '值夜班',
      [`note_${present}`]: '先前写的',
    }),
  )
  const { attendance } = await activityPage(secretary, activity.id)
  const noted = attendance.flatMap(({ personId, note }) => (note ? [[personId, note]] : []))
  expect(noted).toEqual([[absent, '值夜班']])
})
