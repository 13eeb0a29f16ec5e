import { and, asc, eq } from 'drizzle-orm'
import type { Db } from '@/db/client'
import type { MemberKind, PostKind, RoleKind } from '@/db/enums'
import { memberships, organisations, organisationVersions, people, posts } from '@/db/schema'
import type { Day } from '@/lib/period'
import { organisationColumns, validOn } from '../queries'
import { allRolesHeld } from '../role-holders'
import type { OrganisationOnDay } from '../schema'

/** An organisation of today with the version that says so. */
export interface CurrentOrganisation extends OrganisationOnDay {
  versionId: string
  validFrom: Day
}

/** A membership or 编入 relation of today. */
export interface CurrentMembership {
  id: string
  personId: string
  organisationId: string
  groupId: string | null
  memberKind: MemberKind
  probationUntil: Day | null
  validFrom: Day
}

/** A post of today. */
export interface CurrentPost {
  id: string
  personId: string
  organisationId: string
  post: PostKind
  isActing: boolean
  validFrom: Day
}

/** A person of the record, with today's 组织关系. */
export interface CurrentPerson {
  id: string
  employeeNumber: string | null
  name: string
  sex: 'male' | 'female' | null
  ethnicity: string | null
  bornOn: string | null
  joinedOn: string | null
  phoneLookup: string | null
  membership: CurrentMembership | null
  /** 借调 or 流动 编入 elsewhere. */
  relations: CurrentMembership[]
  posts: CurrentPost[]
  /** Granted roles: the numbers of whoever holds one are not an import's to change. */
  roles: RoleKind[]
}

export interface CurrentRoster {
  organisations: CurrentOrganisation[]
  people: CurrentPerson[]
}

/** Everything an import is compared with, as it stands on a day. */
export async function loadCurrentRoster(db: Db, day: Day): Promise<CurrentRoster> {
  const [currentOrganisations, persons, relations, held, roles] = await Promise.all([
    organisationsWithVersions(db, day),
    db
      .select({
        id: people.id,
        employeeNumber: people.employeeNumber,
        name: people.name,
        sex: people.sex,
        ethnicity: people.ethnicity,
        bornOn: people.bornOn,
        joinedOn: people.joinedOn,
        phoneLookup: people.phoneLookup,
      })
      .from(people)
      .orderBy(asc(people.id)),
    db.select().from(memberships).where(validOn(memberships, day)),
    db.select().from(posts).where(validOn(posts, day)).orderBy(asc(posts.id)),
    allRolesHeld(db, day),
  ])
  const byPerson = new Map<string, CurrentPerson>(
    persons.map((person) => [
      person.id,
      {
        ...person,
        membership: null,
        relations: [],
        posts: [],
        roles: roles.get(person.id) ?? [],
      },
    ]),
  )
  for (const relation of relations) {
    const person = byPerson.get(relation.personId)
    if (person && relation.relation === 'membership') {
      person.membership = relation
    } else {
      person?.relations.push(relation)
    }
  }
  for (const post of held) {
    byPerson.get(post.personId)?.posts.push(post)
  }
  return { organisations: currentOrganisations, people: [...byPerson.values()] }
}

async function organisationsWithVersions(db: Db, day: Day): Promise<CurrentOrganisation[]> {
  return db
    .select({
      ...organisationColumns,
      versionId: organisationVersions.id,
      validFrom: organisationVersions.validFrom,
    })
    .from(organisationVersions)
    .innerJoin(organisations, eq(organisations.id, organisationVersions.organisationId))
    .where(and(validOn(organisationVersions, day)))
}
