import { bulkInsert } from '@/db/bulk'
import type { Db } from '@/db/client'
import { newId } from '@/db/ids'
import {
  accounts,
  calendarDays,
  memberships,
  organisations,
  organisationVersions,
  people,
} from '@/db/schema'
import { demoAccounts } from '@/db/seed/demo-accounts'
import { hashPassword } from '@/lib/accounts/password-hash'
import { publishedCalendar } from '@/lib/organisation/published-calendar'
import { type Day, dayOf, momentOf } from '@/lib/period'
import { sealPhone } from '@/lib/phone'
import { appendPast, type PastEntry } from './audit-chain'
import { organisationPlans } from './company'
import { planMemberships } from './memberships'
import { planPeople } from './people'
import { workingTime } from './working-time'
import { organisationOf, personNamed, type World } from './world'
import { termEndOf, writePosts, writeRoles } from './write-posts'

/** Writes calendar, organisations, people with accounts, memberships, posts and roles. */
export async function writeCompany(db: Db, now: Date): Promise<World> {
  const today = dayOf(now)
  const since = `${Number(today.slice(0, 4)) - 4}-01-01`
  const days = publishedCalendar(2026)?.days ?? []
  await bulkInsert(db, calendarDays, days)
  const world: World = {
    db,
    now,
    titles: new Set(),
    time: workingTime(new Map(days.map(({ day, ...rest }) => [day, rest]))),
    organisations: new Map(
      organisationPlans.map((plan) => [plan.key, { ...plan, id: newId() }] as const),
    ),
    people: [...planPeople(today), ...administrators(today)].map((person) => ({
      ...person,
      id: newId(),
    })),
  }
  const entries: PastEntry[] = []
  await writeOrganisations(world, since, entries)
  await writePeople(world, since)
  await bulkInsert(db, memberships, planMemberships(world, since))
  await writePosts(world, since, entries)
  await writeRoles(world, since, entries)
  await appendPast(db, entries)
  return world
}

/** The three administrators stand outside the roster. */
function administrators(today: Day) {
  return demoAccounts
    .filter(({ employeeNumber }) => ['XT001', 'AQ001', 'SJ900'].includes(employeeNumber))
    .map(({ name, employeeNumber }, index) => ({
      name,
      employeeNumber,
      sex: 'male' as const,
      ethnicity: '汉族',
      bornOn: `${Number(today.slice(0, 4)) - 38 - index}-0${index + 3}`,
      joinedOn: '',
      phone: `1993026990${index}`,
      branch: '',
      group: null,
      memberKind: 'full' as const,
      post: null,
      isActing: false,
    }))
}

async function writeOrganisations(world: World, since: Day, entries: PastEntry[]) {
  const at = momentOf(since, '09:00')
  const actorId = personNamed(world, '陈晓春').id
  const all = [...world.organisations.values()]
  await bulkInsert(
    world.db,
    organisations,
    all.map(({ id, code }) => ({ id, code, createdAt: at })),
  )
  await bulkInsert(
    world.db,
    organisationVersions,
    all.map((one, index) => ({
      id: newId(),
      organisationId: one.id,
      parentId: one.parent ? organisationOf(world, one.parent).id : null,
      name: one.name,
      kind: one.kind,
      class: one.class,
      termEndsOn: one.kind === 'group' ? null : termEndOf(world, one),
      position: index,
      validFrom: since,
      basis: `西岭信通党〔${since.slice(0, 4)}〕1号`,
    })),
  )
  for (const { id, code, name, kind, parent } of all) {
    entries.push({
      at,
      actorId,
      action: 'organisation.found',
      subjectType: 'organisation',
      subjectId: id,
      detail: { code, name, kind, parentId: parent && organisationOf(world, parent).id, on: since },
    })
  }
}

async function writePeople(world: World, since: Day): Promise<void> {
  const createdAt = momentOf(since, '09:00')
  await bulkInsert(
    world.db,
    people,
    world.people.map((person) => ({
      id: person.id,
      employeeNumber: person.employeeNumber,
      name: person.name,
      sex: person.sex,
      ethnicity: person.ethnicity,
      bornOn: person.bornOn,
      joinedOn: person.joinedOn || null,
      ...(person.phone
        ? sealPhone(person.phone)
        : { phoneCipher: null, phoneLookup: null, phoneMasked: null }),
      createdAt,
    })),
  )
  const passwords = new Map(demoAccounts.map((one) => [one.employeeNumber, one.password]))
  const opened = world.people.map(async (person) => {
    const password = passwords.get(person.employeeNumber ?? '')
    return {
      personId: person.id,
      state: 'active' as const,
      passwordHash: password ? await hashPassword(password) : null,
      passwordSetAt: password ? createdAt : null,
      createdAt,
    }
  })
  await bulkInsert(world.db, accounts, await Promise.all(opened))
}
