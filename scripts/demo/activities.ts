import { type AbsenceReason, type ActivityKind, absenceReasons } from '@/db/enums'
import { newId } from '@/db/ids'
import { memberships, posts } from '@/db/schema'
import { isAfterDays } from '@/lib/activities/lateness'
import { circlesOf } from '@/lib/activities/states'
import {
  addDays,
  type Day,
  dayOf,
  daysBetween,
  isWorkingDay,
  momentOf,
  periodOf,
} from '@/lib/period'
import { activityRules } from '@/lib/settings/schema'
import { hasCommittee } from '@/lib/tasks/templates/exemption'
import { nextPeriodKey } from '@/lib/tasks/templates/periods'
import type { PastRows } from './past-rows'
import { type Random, seeded } from './random'
import { activityTexts, lateReasons } from './texts/activities'
import { dayMinutes } from './working-time'
import type { DemoOrganisation, World } from './world'

/** Something a branch has held and written down. */
export interface Held {
  activity: PastRows['activities'][number]
  kinds: ActivityKind[]
  isLate: boolean
  expected: number
  present: number
}

interface Rosters {
  memberships: (typeof memberships.$inferSelect)[]
  posts: (typeof posts.$inferSelect)[]
}

const { recordWithinDays } = activityRules.parse({})

/** How often a branch leaves something out, and how often it writes late. */
const gaps = {
  prompt: { miss: 0.01, late: 0.01 },
  steady: { miss: 0.03, late: 0.04 },
  slow: { miss: 0.1, late: 0.12 },
}

/**
 * What the branches have held from one month to the day of the seed: 主题党日 on much the same day,
 * joined with 党员大会 or 党课 once a quarter, 支委会 early in the month, 党小组会 where there are groups.
 */
export async function planHeld(world: World, rows: PastRows, firstMonth: string): Promise<Held[]> {
  const [members, held] = await Promise.all([
    world.db.select().from(memberships),
    world.db.select().from(posts),
  ])
  const rosters = { memberships: members, posts: held }
  const hasGroups = new Set(
    [...world.organisations.values()].flatMap((one) => (one.kind === 'group' ? [one.parent] : [])),
  )
  const branches = [...world.organisations.values()].filter((one) => one.kind === 'branch')
  return branches.flatMap((branch) => {
    const random = seeded(`activities ${branch.key}`)
    const habits = { hasGroups: hasGroups.has(branch.key), lectureMonth: random.pick([1, 3]) }
    const beats = monthsFrom(firstMonth, dayOf(world.now)).flatMap((month) =>
      beatsOf(world, month, random, habits),
    )
    return beats.flatMap((beat) => record(world, rows, rosters, { branch, random, ...beat }) ?? [])
  })
}

function monthsFrom(first: string, today: Day): string[] {
  const months: string[] = []
  for (let key = first; periodOf(key).from <= today; key = nextPeriodKey('monthly', key)) {
    months.push(key)
  }
  return months
}

interface Beat {
  kinds: ActivityKind[]
  heldOn: Day
}

function beatsOf(
  world: World,
  month: string,
  random: Random,
  { hasGroups, lectureMonth }: { hasGroups: boolean; lectureMonth: number },
): Beat[] {
  const ofQuarter = ((Number(month.slice(5)) - 1) % 3) + 1
  const partyDay: ActivityKind[] = [
    'party_day',
    ...(ofQuarter === 2 ? (['members_meeting'] as const) : []),
    ...(ofQuarter === lectureMonth ? (['party_lecture'] as const) : []),
  ]
  const on = (n: number) => workingDay(world, month, n)
  return [
    { kinds: ['committee_meeting'], heldOn: on(random.int(2, 4)) },
    { kinds: partyDay, heldOn: on(random.int(6, 12)) },
    ...(hasGroups ? [{ kinds: ['group_meeting' as const], heldOn: on(random.int(9, 14)) }] : []),
  ]
}

function workingDay({ time }: World, month: string, n: number): Day {
  const { from, to } = periodOf(month)
  const days = Array.from({ length: daysBetween(from, to) }, (_, index) => addDays(from, index))
  const worked = days.filter((day) => isWorkingDay(day, time.calendar))
  return worked[n - 1] ?? worked.at(-1) ?? from
}

function record(
  world: World,
  rows: PastRows,
  rosters: Rosters,
  { branch, random, kinds, heldOn }: Beat & { branch: DemoOrganisation; random: Random },
): Held | null {
  const { miss, late } = gaps[branch.temper]
  const isMissed = random.chance(miss)
  const isLate = random.chance(late)
  const minutes = random.int(10, 700) + (isLate ? 8 * dayMinutes : 0)
  const recordedAt = world.time.later(momentOf(heldOn, '16:50'), minutes)
  const text = random.pick(activityTexts(kinds))
  const { expected, committee } = peopleOn(rosters, branch.id, kinds, heldOn)
  const [hostId] = committee
  const recordedBy = random.chance(0.5) ? committee.at(-1) : hostId
  if (isMissed || recordedAt >= world.now || !hostId || !recordedBy || expected.length === 0) {
    return null
  }
  const isAfter = isAfterDays(heldOn, recordWithinDays, recordedAt, world.time.calendar)
  const activity: Held['activity'] = {
    id: newId(),
    organisationId: branch.id,
    groupId: null,
    heldOn,
    startsAt: momentOf(heldOn, '15:00'),
    endsAt: momentOf(heldOn, kinds.length > 1 ? '16:40' : '16:10'),
    place: branch.isRetired ? '社区活动室' : '党员活动室',
    title: text.title,
    hostId,
    recorderId: recordedBy,
    speaker: kinds.includes('party_lecture') ? '支部书记' : null,
    content: text.content,
    recordedBy,
    recordedAt,
    lateReason: isAfter ? random.pick(lateReasons) : null,
    requestKey: newId(),
    correctsId: null,
    withdrawnAt: null,
    withdrawReason: null,
  }
  rows.activities.push(activity)
  rows.activityKindRows.push(...kinds.map((kind) => ({ activityId: activity.id, kind })))
  const present = attend(rows, activity, expected, { random, isRetired: branch.isRetired === true })
  return { activity, kinds, isLate: isAfter, expected: expected.length, present }
}

function peopleOn(rosters: Rosters, branchId: string, kinds: ActivityKind[], day: Day) {
  const holds = (row: { organisationId: string; validFrom: string; validTo: string | null }) =>
    row.organisationId === branchId &&
    row.validFrom <= day &&
    (row.validTo === null || row.validTo > day)
  const members = rosters.memberships.filter(holds)
  const inPost = rosters.posts.filter((post) => holds(post) && post.post !== 'clerk')
  const rank = ({ post, isActing }: (typeof inPost)[number]) =>
    post === 'secretary' || isActing ? 0 : 1
  const isFormed = hasCommittee({ posts: inPost.map((post) => post.post), groups: 0 })
  const committee = [...inPost].sort((a, b) => rank(a) - rank(b)).map((post) => post.personId)
  const circles = circlesOf(kinds, false)
  const expected = [
    ...(circles.has('branch') ? members.map((one) => one.personId) : []),
    ...(circles.has('committee') && isFormed ? committee : []),
    ...(circles.has('groups') ? members.flatMap((one) => (one.groupId ? [one.personId] : [])) : []),
  ]
  return { expected: [...new Set(expected)], committee: [...new Set(committee)] }
}

function attend(
  rows: PastRows,
  { id, hostId, recorderId }: Held['activity'],
  expected: readonly string[],
  { random, isRetired }: { random: Random; isRetired: boolean },
): number {
  const usual: readonly AbsenceReason[] = isRetired ? ['illness', 'leave'] : absenceReasons
  let present = 0
  for (const personId of expected) {
    const isAbsent =
      personId !== hostId && personId !== recorderId && random.chance(isRetired ? 0.16 : 0.07)
    present += isAbsent ? 0 : 1
    rows.activityAttendance.push({
      activityId: id,
      personId,
      isPresent: !isAbsent,
      absence: isAbsent ? random.pick(usual) : null,
      note: null,
    })
  }
  return present
}
