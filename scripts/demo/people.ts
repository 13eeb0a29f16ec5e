import type { MemberKind, PostKind } from '@/db/enums'
import { demoAccounts, demoRetiree } from '@/db/seed/demo-accounts'
import { addDays, type Day } from '@/lib/period'
import { localTrialPrefix } from '@/lib/providers/sms/local'
import { heroKey, type OrganisationPlan, organisationPlans, smallKey } from './company'
import { nameMaker } from './names'
import { type Random, seeded } from './random'

export interface PersonPlan {
  name: string
  employeeNumber: string | null
  sex: 'male' | 'female'
  ethnicity: string
  bornOn: string
  joinedOn: Day
  phone: string | null
  /** Key of the branch. */
  branch: string
  /** Key of the 党小组, if the branch has any. */
  group: string | null
  memberKind: MemberKind
  post: PostKind | null
  isActing: boolean
}

/** People of certain branches by name, beside the secretaries; the demo accounts are among them. */
const known: Record<string, { name: string; post?: PostKind }[]> = {
  [heroKey]: [
    { name: '王敏', post: 'organisation_commissioner' },
    { name: '张磊' },
    { name: '史俊杰', post: 'clerk' },
  ],
  office1: [{ name: '陈晓春' }, { name: '秦建平' }, { name: '高景明' }],
  office2: [{ name: '孙雅琴' }, { name: '方晓雯' }, { name: '林文静' }, { name: '卢绍华' }],
  safety: [{ name: '程立新' }],
  materials: [{ name: '侯玉兰' }],
  retired1: [{ name: '乔振华' }],
}

/** Their phones show what can go wrong with a message; see the local SMS twin. */
const trialPhones: Record<string, string> = {
  雷毅然: `${localTrialPrefix}1201`,
  谭春生: `${localTrialPrefix}3302`,
  毛桂芝: `${localTrialPrefix}4404`,
  汤德胜: `${localTrialPrefix}5505`,
}

/** Everybody on the roster of the day of the seed, and the posts they hold in their own branch. */
export function planPeople(today: Day): PersonPlan[] {
  const branches = organisationPlans.filter((one) => one.kind === 'branch')
  const named = [
    ...organisationPlans.flatMap((one) => one.secretary ?? []),
    ...Object.values(known).flatMap((list) => list.map(({ name }) => name)),
    ...demoAccounts.map(({ name }) => name),
  ]
  const random = seeded('people')
  const inventName = nameMaker(random, named)
  const people = branches.flatMap((branch) => peopleOf(branch, random, inventName, today))
  return withPhones(people, random)
}

type InventName = ReturnType<typeof nameMaker>

function peopleOf(
  branch: OrganisationPlan,
  random: Random,
  inventName: InventName,
  today: Day,
): PersonPlan[] {
  const posts = postsOf(branch, random)
  const named = known[branch.key] ?? []
  const groups = organisationPlans.filter((one) => one.parent === branch.key)
  return Array.from({ length: branch.size }, (_, index) => {
    const sex = random.chance(branch.isRetired ? 0.42 : 0.34) ? 'female' : 'male'
    const fixed = index === 0 ? branch.secretary : named[index - 1]?.name
    const post = index === 0 ? 'secretary' : fixed ? named[index - 1]?.post : posts.shift()
    const isNew = !branch.isRetired && !post && !fixed && random.chance(0.05)
    return {
      ...lifeOf(branch, random, today, { isNew, index }),
      name: fixed ?? inventName(sex),
      sex: fixed ? sexOf(fixed) : sex,
      phone: null,
      branch: branch.key,
      group: groups[index % groups.length]?.key ?? null,
      memberKind: isNew ? 'probationary' : 'full',
      post: post ?? null,
      isActing: index === 0 && branch.isActing === true,
    } satisfies PersonPlan
  })
}

/** Posts beside the secretary's: three commissioners, more in a big branch. */
function postsOf(branch: OrganisationPlan, random: Random): PostKind[] {
  const isHero = branch.key === heroKey
  // Too few members for a committee: a secretary and a deputy.
  if (branch.key === smallKey) {
    return ['deputy_secretary']
  }
  return [
    ...(branch.size > 20 ? (['deputy_secretary'] as const) : []),
    ...(isHero ? [] : (['organisation_commissioner'] as const)),
    'publicity_commissioner',
    'discipline_commissioner',
    ...(!isHero && branch.size > 16 && random.chance(0.45) ? (['clerk'] as const) : []),
  ]
}

function lifeOf(
  branch: OrganisationPlan,
  random: Random,
  today: Day,
  { isNew, index }: { isNew: boolean; index: number },
) {
  const year = Number(today.slice(0, 4))
  const age = branch.isRetired
    ? random.int(60, 86)
    : isNew
      ? random.int(24, 33)
      : random.int(27, 58)
  const bornYear = year - age
  const month = String(random.int(1, 12)).padStart(2, '0')
  const joinedYear = Math.min(year - 2, bornYear + random.int(21, Math.max(22, Math.min(age, 42))))
  const joinedOn = isNew
    ? addDays(today, -random.int(30, 330))
    : `${joinedYear}-${String(random.int(1, 12)).padStart(2, '0')}-${String(random.int(1, 28)).padStart(2, '0')}`
  const number = `1${branch.code.slice(2)}${String(index + 1).padStart(3, '0')}`
  return {
    employeeNumber: branch.isRetired && index > 2 && random.chance(0.8) ? null : number,
    ethnicity: random.chance(0.93)
      ? '汉族'
      : random.pick(['回族', '满族', '蒙古族', '壮族', '土家族']),
    bornOn: `${bornYear}-${month}`,
    joinedOn,
  }
}

function sexOf(name: string): 'male' | 'female' {
  return /[静敏霞颖丽芝桐雪燕慧珍雯兰琴春]$/.test(name) ? 'female' : 'male'
}

/** Numbers of a range that is not in use; couples among the retired share one, some have none. */
function withPhones(people: PersonPlan[], random: Random): PersonPlan[] {
  const retiredBranches = new Set(
    organisationPlans.filter((one) => one.isRetired).map((one) => one.key),
  )
  const numberOf = new Map(demoAccounts.map((one) => [one.name, one.employeeNumber]))
  let shared: string | null = null
  return people.map((person, index) => {
    const own =
      trialPhones[person.name] ?? `1993026${String((index * 7 + 211) % 10_000).padStart(4, '0')}`
    const employeeNumber = numberOf.get(person.name) ?? person.employeeNumber
    if (person.name === demoRetiree.name) {
      return { ...person, employeeNumber: null, phone: demoRetiree.phone }
    }
    if (person.post || !retiredBranches.has(person.branch)) {
      return { ...person, employeeNumber, phone: own }
    }
    const fate = random.next()
    const phone = fate < 0.16 ? null : fate < 0.28 && shared ? shared : own
    shared = fate >= 0.28 ? own : null
    return { ...person, employeeNumber, phone }
  })
}
