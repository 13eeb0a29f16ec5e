import { asc, eq } from 'drizzle-orm'
import type { Db } from '@/db/client'
import type { ActivityKind } from '@/db/enums'
import { newId } from '@/db/ids'
import { obligations } from '@/db/schema'
import {
  appointPost,
  createContextFor,
  createMembership,
  createPerson,
  type MadePerson,
} from '@/db/testing/factories'
import { momentOf } from '@/lib/period'
import { activateTemplate } from '@/lib/tasks/templates/activate-template'
import { issueDueInstances } from '@/lib/tasks/templates/issue-due'
import { saveTemplate } from '@/lib/tasks/templates/save-template'
import { saveTemplateInput } from '@/lib/tasks/templates/schema'
import { createWorld, type World } from '@/lib/tasks/testing'
import { expectedAttendance } from './attendance'
import { recordActivityInput } from './schema'

/** Shared set-up of the tests of activities. */

export interface Branch extends World {
  /** 组织委员 of the first branch. */
  commissioner: MadePerson
  /** A probationary member and a member of the group, both of the first branch. */
  probationary: MadePerson
  grouped: MadePerson
}

/** A first branch of four: secretary, commissioner, a probationary member, one in the group. */
export async function createBranch(db: Db): Promise<Branch> {
  const world = await createWorld(db)
  const [first] = world.branches
  const commissioner = await createPerson(db)
  await createMembership(db, commissioner, first)
  await appointPost(db, commissioner, first, { post: 'organisation_commissioner' })
  const probationary = await createPerson(db)
  await createMembership(db, probationary, first, { memberKind: 'probationary' })
  const grouped = await createPerson(db)
  await createMembership(db, grouped, first, { groupId: world.group.id })
  return { ...world, commissioner, probationary, grouped }
}

/** A monthly duty for all branches, gone out on 1 September unless told otherwise. */
export async function owed(
  world: World,
  kinds: ActivityKind[],
  given: Record<string, unknown> = {},
  outAt: Date = momentOf('2026-09-01', '09:00'),
): Promise<string> {
  const at = { now: new Date(outAt.getTime() - 60_000) }
  const officer = await createContextFor(world.db, world.officer, at)
  const nodes = kinds.map((kind, index) => ({
    [`node${index + 1}Title`]: `开展活动${index + 1}`,
    [`node${index + 1}Reviewer`]: 'none',
    [`node${index + 1}ActivityKind`]: kind,
    [`node${index + 1}Stage`]: '1',
  }))
  const template = await saveTemplate(
    officer,
    saveTemplateInput.parse({
      templateId: newId(),
      name: kinds.join(),
      origin: 'own',
      title: `{period}${kinds.join()}`,
      requirement: '请按要求开展活动',
      underIds: [world.committee.id],
      recurrence: 'monthly',
      outUnit: 'day',
      outN: '1',
      dueUnit: 'last_day',
      ...Object.assign({}, ...nodes),
      ...given,
    }),
  )
  await activateTemplate(officer, { templateId: template.id })
  await issueDueInstances(await createContextFor(world.db, 'system', { now: outAt }))
  return template.id
}

/** A record of the first branch: everybody present, held on 10 September at 15:00. */
export async function recordForm(
  world: World,
  kinds: ActivityKind[],
  given: Record<string, unknown> = {},
) {
  const [first] = world.branches
  const heldOn = (given.heldOn as string | undefined) ?? '2026-09-10'
  const expected = await expectedAttendance(world.db, {
    organisationId: first.id,
    kinds,
    day: heldOn,
    groupId: given.groupId as string | undefined,
  })
  const everybody = Object.fromEntries(
    expected.people.map((person) => [`attendance_${person.personId}`, 'present']),
  )
  return recordActivityInput.parse({
    requestKey: newId(),
    organisationId: first.id,
    kinds,
    heldOn,
    startTime: '15:00',
    endTime: '16:30',
    place: '党员活动室',
    title: '学习规定篇目',
    hostId: world.secretaries[0].id,
    recorderId: world.secretaries[0].id,
    content: '集中学习规定篇目，三名党员结合岗位作了交流。',
    ...everybody,
    ...given,
  })
}

/** The duties of a template at the first branch, by kind. */
export async function dutiesOf(world: World, templateId: string) {
  const rows = await world.db
    .select()
    .from(obligations)
    .where(eq(obligations.templateId, templateId))
    .orderBy(asc(obligations.kind), asc(obligations.period))
  return rows.filter((row) => row.organisationId === world.branches[0].id)
}
