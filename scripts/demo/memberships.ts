import type { RelationKind } from '@/db/enums'
import { newId } from '@/db/ids'
import type { memberships } from '@/db/schema'
import { addDays, type Day, dayOf } from '@/lib/period'
import { seeded } from './random'
import { organisationOf, type World } from './world'

type Row = Required<typeof memberships.$inferInsert>

/** 编入 beside 组织关系: [the n-th plain member of, goes to, how, how many days ago, ground]. */
const attached: [
  from: string,
  to: string,
  relation: RelationKind,
  daysAgo: number,
  basis: string,
][] = [
  ['systems', 'security', 'secondment', 140, '借调参加网络安全专项，人资〔借调〕单'],
  ['substation', 'storage', 'secondment', 260, '抽水蓄能项目借调，人资〔借调〕单'],
  ['control', 'storage', 'secondment', 200, '抽水蓄能项目借调，人资〔借调〕单'],
  ['dataservice', 'office1', 'secondment', 75, '跟班学习，人资〔借调〕单'],
  ['customer', 'training', 'secondment', 90, '兼职培训师，人资〔借调〕单'],
  ['retired1', 'retired3', 'mobile', 420, '随子女居住，流动党员活动证'],
  ['retired2', 'retired1', 'mobile', 380, '随子女居住，流动党员活动证'],
]

/**
 * Where everybody belonged: 组织关系 without a gap since joining, a few transfers between branches,
 * probationary members from the day they were admitted, and those who are 编入 elsewhere.
 */
export function planMemberships(world: World, since: Day): Row[] {
  const random = seeded('memberships')
  const branches = [...world.organisations.values()].filter((one) => one.kind === 'branch')
  const members = world.people.filter((person) => person.branch !== '')
  const rows = members.flatMap((person): Row[] => {
    const from = person.joinedOn > since ? person.joinedOn : since
    const branch = organisationOf(world, person.branch)
    const current = {
      id: newId(),
      personId: person.id,
      organisationId: branch.id,
      groupId: person.group ? organisationOf(world, person.group).id : null,
      relation: 'membership' as const,
      memberKind: person.memberKind,
      validFrom: from,
      validTo: null,
      probationUntil: null,
      basis: person.memberKind === 'probationary' ? '支部党员大会接收预备党员决议' : '党员名册',
    }
    const isMoved = !person.post && !branch.isRetired && from === since && random.chance(0.05)
    if (!isMoved) {
      return [current]
    }
    const other = random.pick(branches.filter((one) => one.key !== branch.key && !one.isRetired))
    const on = addDays(dayOf(world.now), -random.int(330, 900))
    const basis = '岗位调整，党员组织关系介绍信'
    return [
      { ...current, id: newId(), organisationId: other.id, groupId: null, validTo: on },
      { ...current, validFrom: on, basis },
    ]
  })
  return [...rows, ...attachments(world)]
}

function attachments(world: World): Row[] {
  return attached.flatMap(([from, to, relation, daysAgo, basis]) => {
    const person = world.people.find(
      (one) =>
        one.branch === from && !one.post && one.memberKind === 'full' && one.joinedOn < '2020',
    )
    return person
      ? [
          {
            id: newId(),
            personId: person.id,
            organisationId: organisationOf(world, to).id,
            groupId: null,
            relation,
            memberKind: 'full' as const,
            validFrom: addDays(dayOf(world.now), -daysAgo),
            validTo: null,
            probationUntil: null,
            basis,
          },
        ]
      : []
  })
}
