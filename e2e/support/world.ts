import { asc, eq } from 'drizzle-orm'
import type { z } from 'zod'
import type { Db } from '@/db/client'
import { newId } from '@/db/ids'
import { accounts, assignments, steps, taskNodes } from '@/db/schema'
import {
  appointPost,
  createContextFor,
  createMembership,
  createOrganisation,
  createPerson,
  grantRole,
  type MadeOrganisation,
  type MadePerson,
} from '@/db/testing/factories'
import { hashPassword } from '@/lib/accounts/password-hash'
import type { ViewerContext } from '@/lib/context'
import { addDays, dayOf } from '@/lib/period'
import { dispatchTask } from '@/lib/tasks/dispatch-task'
import { saveTask } from '@/lib/tasks/save-task'
import { saveTaskInput } from '@/lib/tasks/schema'

/** A committee of its own for one journey, so that journeys never meet. */
export interface World {
  db: Db
  committee: MadeOrganisation
  /** A branch with a secretary and two members, and one whose secretary has no number. */
  branches: [MadeOrganisation, MadeOrganisation]
  officer: MadePerson
  colleague: MadePerson
  secretaries: [MadePerson, MadePerson]
  /** Members of the first branch. */
  members: [MadePerson, MadePerson]
}

export const password = '四月的风吹过山冈'

/** Makes the people and organisations of one journey; everybody can sign in. */
export async function createWorld(db: Db): Promise<World> {
  const committee = await createOrganisation(db, { kind: 'committee', name: '西岭信通公司党委' })
  const parentId = committee.id
  const first = await createOrganisation(db, { parentId, name: '网络安全党支部' })
  const second = await createOrganisation(db, {
    parentId,
    name: '数字化运营与技术支撑中心第二党支部',
  })
  const office = { organisationId: committee.id, department: '党建部' }
  const [officer, colleague] = [await account(db, '周岚'), await account(db, '何静')]
  await grantRole(db, officer, 'committee_officer', office)
  await grantRole(db, colleague, 'committee_officer', office)
  const secretary = await account(db, '王敏', first)
  const other = await account(db, '李建国', second, null)
  await appointPost(db, secretary, first)
  await appointPost(db, other, second)
  return {
    db,
    committee,
    branches: [first, second],
    officer,
    colleague,
    secretaries: [secretary, other],
    members: [await account(db, '陈晓', first), await account(db, '欧阳文静', first)],
  }
}

/** Somebody who can sign in, on the roster of a branch if one is given. */
export async function account(
  db: Db,
  name: string,
  branch?: MadeOrganisation,
  phone?: string | null,
): Promise<MadePerson> {
  const person = await createPerson(db, { name, phone })
  await db.insert(accounts).values({ personId: person.id, state: 'active', createdAt: new Date() })
  if (branch) {
    await createMembership(db, person, branch)
  }
  return person
}

/** Lets a person sign in with `password`; the others of a world have none. */
export async function givePassword(db: Db, person: MadePerson): Promise<void> {
  await db
    .update(accounts)
    .set({ passwordHash: await hashPassword(password), passwordSetAt: new Date() })
    .where(eq(accounts.personId, person.id))
}

/** What a person may do, at this moment unless told otherwise, for verbs called as fixtures. */
export function contextOf(
  world: World,
  person: MadePerson,
  now = new Date(),
): Promise<ViewerContext> {
  return createContextFor(world.db, person, { now })
}

/** A day so many days from today, as a date field takes it. */
export function dayFromNow(days: number): string {
  return addDays(dayOf(new Date()), days)
}

/** The next Saturday at least a week away: a day off in a calendar without holidays. */
export function restDay(): string {
  const from = dayFromNow(7)
  return addDays(from, 6 - new Date(`${from}T00:00:00Z`).getUTCDay())
}

type TaskGiven = Partial<z.input<typeof saveTaskInput>>

/** A draft of the officer for both branches, due in two weeks. */
export async function draft(world: World, given: TaskGiven = {}, now?: Date) {
  const input = saveTaskInput.parse({
    taskId: newId(),
    title: '报送三季度学习计划',
    requirement: '请报送三季度学习计划，写明时间、主题和负责人。',
    basis: '西岭信通党〔2026〕18号第七条',
    startsOn: dayOf(now ?? new Date()),
    dueOn: dayFromNow(14),
    organisationIds: world.branches.map((branch) => branch.id),
    isScored: 'on',
    ...given,
  })
  return saveTask(await contextOf(world, world.officer, now), input)
}

export interface Copy {
  taskId: string
  assignmentId: string
  /** Of its first node. */
  stepId: string
  /** Its page. */
  path: string
}

/** A task sent out just now, or at `now`; `copies` follow the order of the branches. */
export async function dispatched(world: World, given: TaskGiven = {}, now?: Date) {
  const task = await draft(world, given, now)
  await dispatchTask(await contextOf(world, world.officer, now), { taskId: task.id })
  return { task, copies: await copiesOf(world, task.id) }
}

/** The copies of a task, in the order of the branches. */
export async function copiesOf(world: World, taskId: string): Promise<[Copy, Copy]> {
  const rows = await world.db
    .select({ assignment: assignments, step: steps })
    .from(assignments)
    .innerJoin(steps, eq(steps.assignmentId, assignments.id))
    .innerJoin(taskNodes, eq(taskNodes.id, steps.nodeId))
    .where(eq(assignments.taskId, taskId))
    .orderBy(asc(taskNodes.position))
  const copyOf = (branch: MadeOrganisation): Copy => {
    const row = rows.find(({ assignment }) => assignment.organisationId === branch.id)
    const assignmentId = row?.assignment.id ?? ''
    const path = `/tasks/${taskId}/assignments/${assignmentId}`
    return { taskId, assignmentId, stepId: row?.step.id ?? '', path }
  }
  const [first, second] = world.branches
  return [copyOf(first), copyOf(second)]
}
