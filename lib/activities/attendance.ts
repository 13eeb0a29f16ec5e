import { and, asc, eq } from 'drizzle-orm'
import type { Db } from '@/db/client'
import type { ActivityKind, MemberKind } from '@/db/enums'
import { memberships, people } from '@/db/schema'
import { invalid } from '@/lib/errors'
import { byName } from '@/lib/organisation/name-order'
import { organisationOn, organisationsOn, postHoldersOn, validOn } from '@/lib/organisation/queries'
import { postLabel } from '@/lib/organisation/schema'
import type { Day } from '@/lib/period'
import { hasCommittee } from '@/lib/tasks/templates/exemption'
import { type Circle, circlesOf } from './states'

/** Somebody on the roster of a branch on the day, or in post there. */
export interface RosterPerson {
  personId: string
  name: string
  /** Null for somebody in post who is not on the roster. */
  memberKind: MemberKind | null
  groupId: string | null
  /** Post at the branch on the day, in words; 党务专责 is none of the committee's. */
  post: string | null
  isCommittee: boolean
}

export interface Expected {
  /** 应到: the union of the circles of all kinds. */
  people: RosterPerson[]
  /** 谈心谈话: who took part is chosen from these people. */
  isChosen: boolean
  /** Who may have led or recorded it: everybody of the branch. */
  roster: RosterPerson[]
}

interface Asked {
  organisationId: string
  kinds: readonly ActivityKind[]
  day: Day
  groupId?: string | undefined
}

/**
 * Who was expected on the day: all members of the branch, probationary and 编入 ones too, for what the
 * whole branch does; those in post for 支委会; the members of the groups, or of the one that met.
 * @throws DomainError invalid for a group that is not of the branch, or kinds nobody could attend
 */
export async function expectedAttendance(db: Db, asked: Asked): Promise<Expected> {
  const roster = await rosterOf(db, asked)
  const groupId = await groupOf(db, asked)
  const circles = circlesOf(asked.kinds, groupId !== null)
  const isOf = (person: RosterPerson) =>
    (circles.has('branch') && person.memberKind !== null) ||
    (circles.has('committee') && person.isCommittee) ||
    (circles.has('groups') &&
      person.groupId !== null &&
      (groupId === null || person.groupId === groupId))
  const isChosen = circles.size === 1 && circles.has('chosen')
  const expected = isChosen ? roster : roster.filter(isOf)
  const problem = problemOf(circles, roster, expected)
  if (problem && asked.kinds.length > 0) {
    throw invalid(problem)
  }
  return { people: expected, isChosen, roster }
}

/** A branch that has no committee holds no 支委会, one without groups no 党小组会. */
function problemOf(
  circles: ReadonlySet<Circle>,
  roster: readonly RosterPerson[],
  expected: readonly RosterPerson[],
): string | null {
  if (circles.has('committee') && !roster.some((person) => person.isCommittee)) {
    return '这一天支部没有设支委会，不能记支委会。请核对日期和职务。'
  }
  if (circles.has('groups') && !roster.some((person) => person.groupId !== null)) {
    return '这一天支部没有编入党小组的党员，不能记党小组会。请核对日期和党小组。'
  }
  return expected.length === 0 ? '这一天支部名册上没有应到的人，请核对日期。' : null
}

async function rosterOf(db: Db, { organisationId, day }: Asked): Promise<RosterPerson[]> {
  const [organisation, members, holders] = await Promise.all([
    organisationOn(db, organisationId, day),
    db
      .select({
        personId: people.id,
        name: people.name,
        memberKind: memberships.memberKind,
        groupId: memberships.groupId,
      })
      .from(memberships)
      .innerJoin(people, eq(people.id, memberships.personId))
      .where(and(eq(memberships.organisationId, organisationId), validOn(memberships, day)))
      .orderBy(byName(people.name), asc(people.id)),
    postHoldersOn(db, [organisationId], day),
  ])
  if (organisation?.kind !== 'branch') {
    throw invalid('活动纪实以党支部为单位记录，这一天没有这个党支部，请核对日期。')
  }
  const rows = new Map<string, RosterPerson>()
  const isFormed = hasCommittee({ posts: holders.map((holder) => holder.post), groups: 0 })
  for (const holder of holders) {
    const held = rows.get(holder.personId)
    const label = postLabel(holder.post, 'branch', holder.isActing)
    rows.set(holder.personId, {
      personId: holder.personId,
      name: holder.personName,
      memberKind: null,
      groupId: null,
      post: held?.post ? `${held.post}、${label}` : label,
      isCommittee: isFormed && (held?.isCommittee || holder.post !== 'clerk'),
    })
  }
  for (const member of members) {
    const post = rows.get(member.personId)
    rows.set(member.personId, {
      ...member,
      post: post?.post ?? null,
      isCommittee: post?.isCommittee ?? false,
    })
  }
  return [...rows.values()]
}

async function groupOf(db: Db, { organisationId, groupId, day }: Asked): Promise<string | null> {
  if (groupId === undefined) {
    return null
  }
  const group = (await organisationsOn(db, day)).find((one) => one.id === groupId)
  if (group?.kind !== 'group' || group.parentId !== organisationId) {
    throw invalid('所选党小组这一天不在本支部，请重新选择。', { groupId: '请重新选择党小组' })
  }
  return group.id
}
