import { eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { newId } from '@/db/ids'
import { notices } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import { createContextFor, type MadePerson } from '@/db/testing/factories'
import { returnSubmission } from '../review-submission'
import {
  auditOf,
  createWorld,
  type DispatchedTask,
  dispatchedTask,
  draftTask,
  hours,
  submitted,
  type World,
} from '../testing'
import { withdrawAssignment } from '../withdraw-assignment'
import { issueCircular } from './issue-circular'
import { circularsOfTask, circularView } from './queries'
import { totalsOf } from './words'
import { changeCircular, draftCircular, renewCircular } from './write-circular'

const { db } = await testDatabase()
let world: World
let given: DispatchedTask

const as = (who: MadePerson, now = hours(2)) => createContextFor(db, who, { now })

beforeEach(async () => {
  world = await createWorld(db)
  given = await dispatchedTask(world)
})

async function drafted() {
  return draftCircular(await as(world.officer), { circularId: newId(), taskId: given.task.id })
}

test('the draft says what the figures say, and nothing else', async () => {
  await submitted(world, given.copies[0])
  const circular = await drafted()
  const { figures } = await circularView(await as(world.officer), circular.id)
  expect(totalsOf(figures)).toEqual({
    recipients: 2,
    accepted: 1,
    handedIn: 1,
    onTime: 1,
    afterDue: 0,
    finished: 0,
    late: 0,
  })
  expect(circular.body).toContain('交办 2 个承办单位')
  expect(circular.body).toContain(`等待审核 1 个：${world.branches[0].name}`)
  expect(circular.body).toContain(`尚未签收 1 个：${world.branches[1].name}`)
  expect(circular.state).toBe('draft')
  expect(await auditOf(db, circular.id)).toHaveLength(1)
})

test('two presses of one button make one draft', async () => {
  const input = { circularId: newId(), taskId: given.task.id }
  await draftCircular(await as(world.officer), input)
  await draftCircular(await as(world.officer), input)
  expect((await circularsOfTask(await as(world.officer), given.task.id)).circulars).toHaveLength(1)
})

test('a change names the version it saw; renewing takes new figures', async () => {
  const circular = await drafted()
  const text = { title: '关于报送学习计划的通报', body: '总体情况良好，请继续做好后续工作。' }
  const changed = await changeCircular(await as(world.officer), {
    circularId: circular.id,
    version: 1,
    ...text,
  })
  expect(changed).toMatchObject({ ...text, version: 2 })
  await expect(
    changeCircular(await as(world.colleague), {
      circularId: circular.id,
      version: 1,
      ...text,
      body: '另一种说法，另一种说法。',
    }),
  ).rejects.toMatchObject({ code: 'conflict' })
  await submitted(world, given.copies[0])
  const renewed = await renewCircular(await as(world.officer, hours(3)), {
    circularId: circular.id,
    version: 2,
  })
  expect(renewed.body).toContain('等待审核 1 个')
  expect(renewed.figuresAt).toEqual(hours(3))
})

test('issued once, with a number; those in post are told and may read it, then it stays as it is', async () => {
  const circular = await drafted()
  const input = { circularId: circular.id, version: 1 }
  await expect(circularView(await as(world.secretaries[0]), circular.id)).rejects.toMatchObject({
    code: 'not_found',
  })
  await issueCircular(await as(world.officer), input)
  const again = await issueCircular(await as(world.officer), input)
  expect(again.number).toMatch(/^〔2026〕第\d+期$/)
  const told = await db.select().from(notices).where(eq(notices.subjectId, circular.id))
  expect(new Set(told.map((one) => one.personId))).toEqual(
    new Set(world.secretaries.map((one) => one.id)),
  )
  const seen = await circularView(await as(world.secretaries[0]), circular.id)
  expect(seen.canWrite).toBe(false)
  await expect(
    changeCircular(await as(world.officer), {
      ...input,
      title: '改一改标题',
      body: '改一改正文，改一改正文。',
    }),
  ).rejects.toThrow('已经发出')
  const next = await drafted()
  await issueCircular(await as(world.officer), { circularId: next.id, version: 1 })
  const numbers = (await circularsOfTask(await as(world.officer), given.task.id)).circulars
  expect(new Set(numbers.map((one) => one.number)).size).toBe(2)
})

test('a branch does not write one, a task that never went out has none', async () => {
  const input = { circularId: newId(), taskId: given.task.id }
  await expect(draftCircular(await as(world.secretaries[0]), input)).rejects.toMatchObject({
    code: 'not_found',
  })
  const circular = await drafted()
  await expect(
    issueCircular(await as(world.secretaries[0]), { circularId: circular.id, version: 1 }),
  ).rejects.toMatchObject({ code: 'not_found' })
  await expect(
    issueCircular(await as(world.officer), { circularId: circular.id, version: 7 }),
  ).rejects.toMatchObject({ code: 'conflict' })
  const task = await draftTask(world)
  await expect(
    draftCircular(await as(world.officer), { circularId: newId(), taskId: task.id }),
  ).rejects.toMatchObject({ code: 'conflict' })
})

test('what was returned is not handed in; who no longer has the task is neither named nor told', async () => {
  const { id: submissionId } = await submitted(world, given.copies[0])
  const reason = '请补充责任人'
  await returnSubmission(await as(world.officer), { submissionId, reason })
  await withdrawAssignment(await as(world.officer), {
    assignmentId: given.copies[1]?.assignment.id ?? '',
    reason: '下错了',
  })
  const circular = await drafted()
  const { figures } = await circularView(await as(world.officer), circular.id)
  expect(totalsOf(figures)).toMatchObject({ recipients: 1, handedIn: 0, onTime: 0 })
  await issueCircular(await as(world.officer), { circularId: circular.id, version: 1 })
  const told = await db.select().from(notices).where(eq(notices.subjectId, circular.id))
  expect(told.map((one) => one.personId)).toEqual([world.secretaries[0].id])
  await expect(circularView(await as(world.secretaries[1]), circular.id)).rejects.toMatchObject({
    code: 'not_found',
  })
})
