import { expect, test } from 'vitest'
import { testDatabase } from '@/db/testing/database'
import { createContextFor } from '@/db/testing/factories'
import { assignmentChoices } from '../assignment-choices'
import { assignmentView } from '../assignment-queries'
import { createWorld, dispatchedTask, hours, submitted } from '../testing'
import { waitingCounts } from '../todo-queries'
import { decideExtension } from './decide-extension'
import { requestDecline } from './request-decline'
import { requestExtension } from './request-extension'
import { reassignChoices, requestsOf } from './request-queries'
import { requestsWaiting } from './requests-waiting'

const { db } = await testDatabase()

test('what was asked stands with its answer, newest first', async () => {
  const world = await createWorld(db)
  const { copies } = await dispatchedTask(world)
  const [copy] = copies
  const secretary = await createContextFor(db, world.secretaries[0], { now: hours(1) })
  const officer = await createContextFor(db, world.officer, { now: hours(2) })
  const ask = { stepId: copy.step.id, dueOn: '2026-10-09', dueTime: '18:00', reason: '人员抽调' }
  await requestExtension(secretary, ask)
  const [waiting] = (await requestsOf(secretary, copy.assignment.id)).extensions
  expect(waiting).toMatchObject({ decision: null, reason: '人员抽调', decidedByName: null })
  const place = { assignmentId: copy.assignment.id, organisationName: world.branches[0].name }
  expect(await requestsWaiting(officer)).toMatchObject({
    items: [{ kind: 'extension', ...place }],
    total: 1,
  })
  expect((await waitingCounts(officer)).requests).toBe(1)
  expect(await requestsWaiting(secretary)).toEqual({ items: [], total: 0 })
  expect((await waitingCounts(secretary)).requests).toBe(0)
  await decideExtension(officer, {
    requestId: waiting?.id ?? '',
    decision: 'granted',
    dueTime: '18:00',
  })
  await requestDecline(await createContextFor(db, world.secretaries[0], { now: hours(3) }), {
    assignmentId: copy.assignment.id,
    kind: 'decline',
    reason: '与上月自查重复',
  })
  expect((await requestsWaiting(officer)).items).toMatchObject([{ kind: 'decline', ...place }])
  const { extensions, declines } = await requestsOf(officer, copy.assignment.id)
  expect(extensions).toMatchObject([
    { decision: 'granted', decidedByName: world.officer.name, grantedDueAt: expect.any(Date) },
  ])
  expect(declines).toMatchObject([{ kind: 'decline', decision: null, toName: null }])
})

test('a page offers only what its viewer can use', async () => {
  const world = await createWorld(db, { branches: 3 })
  const [first, second] = world.branches
  const { copies, task } = await dispatchedTask(world, { organisationIds: [first.id, second.id] })
  const [copy] = copies
  const secretary = await createContextFor(db, world.secretaries[0])
  const free = await reassignChoices(secretary, task)
  expect(free.map((one) => one.id)).toContain(world.branches[2]?.id)
  expect(free.map((one) => one.id)).not.toContain(second.id)

  const asking = await assignmentChoices(
    secretary,
    await assignmentView(secretary, copy.assignment.id),
  )
  expect(asking.others).toEqual(free)
  expect(asking).toMatchObject({ branches: [], opensRelated: false })

  await submitted(world, copy)
  const officer = await createContextFor(db, world.officer, { now: hours(2) })
  const seen = await assignmentChoices(officer, await assignmentView(officer, copy.assignment.id))
  expect(seen).toMatchObject({ others: [], opensRelated: true })
})
