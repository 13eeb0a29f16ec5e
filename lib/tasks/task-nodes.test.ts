import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { newId } from '@/db/ids'
import { roleGrants, taskNodes, tasks } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import { createContextFor, createMember, createOfficer, grantRole } from '@/db/testing/factories'
import { acceptAssignment } from './accept-assignment'
import { dispatchTask } from './dispatch-task'
import { archiveTask, closeTask } from './end-task'
import { draftOf } from './form-queries'
import { nodesOf } from './plan-nodes'
import { approveSubmission } from './review-submission'
import { saveTask } from './save-task'
import { saveTaskInput } from './schema'
import {
  auditOf,
  createWorld,
  dispatchedTask,
  draftTask,
  hours,
  nodeForm,
  stepsNow,
  submitted,
  taskForm,
  taskNow,
} from './testing'

const { db } = await testDatabase()
const world = await createWorld(db)
const { officer, colleague, secretaries, branches, committee } = world

const as = (person: typeof officer, hour = 0) => createContextFor(db, person, { now: hours(hour) })

describe('the nodes of a draft', () => {
  test('a plain task is its own only node, and follows it at each save', async () => {
    const draft = await draftTask(world, { isEvidenceRequired: 'on', estimatedMinutes: 45 })
    const form = taskForm(world, { taskId: draft.id, title: '报送四季度学习计划' })
    const changed = await saveTask(await as(officer), form)
    const nodes = await nodesOf(db, draft.id)
    expect(nodes).toMatchObject([
      {
        position: 1,
        stage: 1,
        title: '报送四季度学习计划',
        dueAt: changed.dueAt,
        reviewer: 'issuer',
      },
    ])
    expect((await draftOf(await as(officer), draft.id)).nodes).toEqual([])
  })

  test('stages are numbered 1, 2, 3 …, the due of the task is that of the last', async () => {
    const reviewer = await createMember(db, branches[1])
    const draft = await draftTask(world, {
      dueOn: undefined,
      nodes: JSON.stringify([
        nodeForm('报送总结', { stage: 9, dueOn: '2026-09-28', estimatedMinutes: 30 }),
        nodeForm('制订方案', { stage: 2, dueOn: '2026-09-18', estimatedMinutes: 60 }),
        nodeForm('组织学习', {
          stage: 5,
          dueOn: '2026-09-25',
          dueTime: '12:00',
          reviewer: 'person',
          reviewerPerson: reviewer.employeeNumber ?? '',
        }),
      ]),
    })
    expect(draft).toMatchObject({
      dueAt: new Date('2026-09-28T18:00:00+08:00'),
      estimatedMinutes: 90,
    })
    const { nodes } = await draftOf(await as(officer), draft.id)
    expect(nodes.map((node) => [node.position, node.stage, node.title])).toEqual([
      [1, 1, '制订方案'],
      [2, 2, '组织学习'],
      [3, 3, '报送总结'],
    ])
    expect(nodes[1]).toMatchObject({
      reviewerId: reviewer.id,
      reviewerPerson: reviewer.employeeNumber,
    })
  })

  test('sent twice it changes nothing; other nodes are a change', async () => {
    const nodes = [nodeForm('制订方案'), nodeForm('报送总结', { stage: 2 })]
    const form = taskForm(world, { nodes, version: 0 })
    const first = await saveTask(await as(officer), form)
    expect(await saveTask(await as(officer), form)).toEqual(first)
    const stored = await nodesOf(db, first.id)
    const other = { ...form, nodes: form.nodes.slice(0, 1) }
    await expect(saveTask(await as(officer), other)).rejects.toMatchObject({ code: 'conflict' })
    expect(await nodesOf(db, first.id)).toEqual(stored)
    await saveTask(await as(officer), { ...other, version: 1 })
    expect(await nodesOf(db, first.id)).toHaveLength(1)
  })

  test('they freeze with the dispatch', async () => {
    const { task } = await dispatchedTask(world, { nodes: [nodeForm('制订方案')] })
    const stored = await nodesOf(db, task.id)
    const form = taskForm(world, { taskId: task.id, nodes: [nodeForm('另一个')] })
    await expect(saveTask(await as(officer), form)).rejects.toMatchObject({ code: 'conflict' })
    expect(await nodesOf(db, task.id)).toEqual(stored)
  })

  test('a draft that has none yet goes out with its own', async () => {
    const draft = await draftTask(world)
    await db.delete(taskNodes).where(eq(taskNodes.taskId, draft.id))
    await dispatchTask(await as(officer), { taskId: draft.id })
    expect(await nodesOf(db, draft.id)).toMatchObject([{ title: draft.title, dueAt: draft.dueAt }])
  })

  test('refused: a passed due of any node, an unknown reviewer or form', async () => {
    const late = await draftTask(world, {
      startsOn: '2026-09-10',
      nodes: [nodeForm('制订方案', { dueOn: '2026-09-14' }), nodeForm('总结', { stage: 2 })],
    })
    await expect(dispatchTask(await as(officer), { taskId: late.id })).rejects.toMatchObject({
      code: 'invalid',
    })
    expect((await taskNow(db, late.id)).state).toBe('draft')
    const unknown = nodeForm('方案', { reviewer: 'person', reviewerPerson: '查无此人' })
    await expect(draftTask(world, { nodes: [unknown] })).rejects.toMatchObject({
      fields: { nodes: expect.stringContaining('查无此人') },
    })
    await expect(
      draftTask(world, { nodes: [nodeForm('方案', { formVersionId: newId() })] }),
    ).rejects.toMatchObject({ code: 'invalid' })
  })
})

describe('what the form refuses', () => {
  const fields = (given: Parameters<typeof taskForm>[1]) => {
    const { taskId: _, ...form } = { taskId: '', ...given }
    const result = saveTaskInput.safeParse({
      taskId: newId(),
      title: '报送学习计划',
      requirement: '请报送学习计划和安排',
      startsOn: '2026-09-15',
      dueOn: '2026-09-30',
      ...form,
    })
    return result.success ? [] : result.error.issues.map((issue) => issue.path[0])
  }
  test.each([
    ['a plain task without a due', { dueOn: undefined }, ['dueOn']],
    ['a due before the start', { dueOn: '2026-09-01' }, ['dueOn']],
    [
      'a node due before the start',
      { nodes: [nodeForm('方案', { dueOn: '2026-09-01' })] },
      ['dueOn'],
    ],
    [
      'a later stage due before an earlier one',
      {
        nodes: [
          nodeForm('方案', { dueOn: '2026-09-25' }),
          nodeForm('总结', { stage: 2, dueOn: '2026-09-24' }),
        ],
      },
      ['nodes'],
    ],
    [
      'a named reviewer without a name',
      { nodes: [nodeForm('方案', { reviewer: 'person' })] },
      ['nodes'],
    ],
    ['nodes that are no list', { nodes: '{"a":1}' }, ['nodes']],
    ['nodes that are no JSON', { nodes: '[' }, ['nodes']],
    ['k of n without k', { completionRule: 'count' }, ['completionCount']],
    ['nothing, where all is well', { nodes: [nodeForm('方案'), nodeForm('总结')] }, []],
  ] as const)('%s', (_, given, expected) => {
    expect(fields(given as Parameters<typeof taskForm>[1])).toEqual(expected)
  })
})

describe('销号 and 归档', () => {
  async function finished(closer?: typeof officer) {
    const { task, copies } = await dispatchedTask(world, {
      organisationIds: [branches[0].id],
      closer: closer?.employeeNumber ?? undefined,
    })
    const { id: submissionId } = await submitted(world, copies[0])
    await approveSubmission(await as(colleague, 2), { submissionId })
    return task.id
  }
  const clerkOf = async () => {
    const person = await createMember(db, branches[1])
    await grantRole(db, person, 'committee_officer', { organisationId: committee.id })
    return person
  }

  test('only the one named closes it, while he is in office', async () => {
    const closer = await clerkOf()
    const taskId = await finished(closer)
    await expect(closeTask(await as(officer, 3), { taskId })).rejects.toMatchObject({
      code: 'forbidden',
    })
    expect((await closeTask(await as(closer, 3), { taskId })).state).toBe('closed')
    expect(await auditOf(db, taskId, 'task.close')).toHaveLength(1)
  })

  test('whoever is not of the office cannot be named', async () => {
    await expect(
      draftTask(world, { closer: secretaries[0].employeeNumber ?? '' }),
    ).rejects.toMatchObject({ fields: { closer: expect.any(String) } })
  })

  test('once he has left the office, any officer closes it', async () => {
    const closer = await clerkOf()
    const taskId = await finished(closer)
    const department = await createOfficer(db, 'committee_officer', {
      organisationId: committee.id,
    })
    await db.update(tasks).set({ closerId: department.id }).where(eq(tasks.id, taskId))
    await db
      .update(roleGrants)
      .set({ validTo: '2026-09-15' })
      .where(eq(roleGrants.personId, department.id))
    expect((await closeTask(await as(officer, 3), { taskId })).state).toBe('closed')
  })

  test('归档 of what is closed, once; strangers find nothing', async () => {
    const taskId = await finished()
    await expect(archiveTask(await as(officer, 3), { taskId })).rejects.toMatchObject({
      code: 'conflict',
    })
    await closeTask(await as(officer, 3), { taskId })
    await expect(archiveTask(await as(secretaries[0], 4), { taskId })).rejects.toMatchObject({
      code: 'not_found',
    })
    expect((await archiveTask(await as(officer, 4), { taskId })).archivedAt).toEqual(hours(4))
    expect((await archiveTask(await as(colleague, 5), { taskId })).archivedAt).toEqual(hours(4))
    expect(await auditOf(db, taskId, 'task.archive')).toHaveLength(1)
  })
})

test('the steps of every copy follow the nodes', async () => {
  const { copies } = await dispatchedTask(world, {
    nodes: [nodeForm('甲项'), nodeForm('乙项'), nodeForm('丙项', { stage: 2 })],
  })
  for (const { assignment } of copies) {
    const made = await stepsNow(db, assignment.id)
    expect(made.map((step) => step.state)).toEqual(['open', 'open', 'waiting'])
  }
  const { id } = copies[0].assignment
  await acceptAssignment(await as(secretaries[0], 1), { assignmentId: id })
})
