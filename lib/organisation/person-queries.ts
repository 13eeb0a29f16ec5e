import { and, asc, desc, eq, or, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import type { MemberKind, OrganisationKind, PostKind, RelationKind } from '@/db/enums'
import { memberships, organisationVersions, people, posts } from '@/db/schema'
import { notFound } from '@/lib/errors'
import { dayOf } from '@/lib/period'
import type { PersonSubject } from '@/lib/policy/organisation'
import { validOn } from './queries'

/** Where a person belonged from one day to another. */
export interface PersonMembership {
  id: string
  organisationId: string
  organisationName: string
  groupId: string | null
  groupName: string | null
  relation: RelationKind
  memberKind: MemberKind
  /** To which day the 预备期 has been extended. */
  probationUntil: string | null
  validFrom: string
  validTo: string | null
  basis: string
}

/** What post a person held from one day to another. */
export interface PersonPost {
  id: string
  organisationId: string
  organisationName: string
  organisationKind: OrganisationKind
  post: PostKind
  isActing: boolean
  validFrom: string
  validTo: string | null
  basis: string
}

/** A person as the personal page shows him. */
export interface PersonPage {
  id: string
  name: string
  employeeNumber: string | null
  sex: 'male' | 'female' | null
  ethnicity: string | null
  bornOn: string | null
  joinedOn: string | null
  phoneMasked: string | null
  isPhoneShared: boolean
  memberships: PersonMembership[]
  posts: PersonPost[]
}

/**
 * What policy asks of a person: the branch of 组织关系 today.
 * @throws DomainError not_found
 */
export async function loadPersonSubject(
  db: Db,
  personId: string,
  now: Date,
): Promise<PersonSubject> {
  const [row] = await db
    .select({ personId: people.id, organisationId: memberships.organisationId })
    .from(people)
    .leftJoin(
      memberships,
      and(
        eq(memberships.personId, people.id),
        eq(memberships.relation, 'membership'),
        validOn(memberships, dayOf(now)),
      ),
    )
    .where(eq(people.id, personId))
  if (!row) {
    throw notFound('人员')
  }
  return row
}

/** A person with memberships and posts in time, newest first; organisations by their name of then. */
export async function personPage(db: Db, personId: string): Promise<PersonPage> {
  const [rows, belonged, held] = await Promise.all([
    db
      .select({
        id: people.id,
        name: people.name,
        employeeNumber: people.employeeNumber,
        sex: people.sex,
        ethnicity: people.ethnicity,
        bornOn: people.bornOn,
        joinedOn: people.joinedOn,
        phoneMasked: people.phoneMasked,
        isPhoneShared: sql<boolean>`exists (
          select 1 from people other
          where other.phone_lookup = people.phone_lookup and other.id <> people.id)`,
      })
      .from(people)
      .where(eq(people.id, personId)),
    membershipsOf(db, personId),
    postsOf(db, personId),
  ])
  const [person] = rows
  if (!person) {
    throw notFound('人员')
  }
  return { ...person, memberships: belonged, posts: held }
}

async function membershipsOf(db: Db, personId: string): Promise<PersonMembership[]> {
  const branch = organisationVersions
  return db
    .select({
      id: memberships.id,
      organisationId: memberships.organisationId,
      organisationName: branch.name,
      groupId: memberships.groupId,
      groupName: sql<string | null>`(
        select name from organisation_versions g where g.organisation_id = ${memberships.groupId}
        order by g.valid_from desc limit 1)`,
      relation: memberships.relation,
      memberKind: memberships.memberKind,
      probationUntil: memberships.probationUntil,
      validFrom: memberships.validFrom,
      validTo: memberships.validTo,
      basis: memberships.basis,
    })
    .from(memberships)
    .innerJoin(
      branch,
      and(eq(branch.organisationId, memberships.organisationId), nameOfThen(memberships)),
    )
    .where(eq(memberships.personId, personId))
    .orderBy(
      sql`${memberships.validTo} is not null`,
      sql`${memberships.relation} <> 'membership'`,
      desc(memberships.validFrom),
      asc(memberships.id),
    )
}

async function postsOf(db: Db, personId: string): Promise<PersonPost[]> {
  const at = organisationVersions
  return db
    .select({
      id: posts.id,
      organisationId: posts.organisationId,
      organisationName: at.name,
      organisationKind: at.kind,
      post: posts.post,
      isActing: posts.isActing,
      validFrom: posts.validFrom,
      validTo: posts.validTo,
      basis: posts.basis,
    })
    .from(posts)
    .innerJoin(at, and(eq(at.organisationId, posts.organisationId), nameOfThen(posts)))
    .where(eq(posts.personId, personId))
    .orderBy(sql`${posts.validTo} is not null`, desc(posts.validFrom), asc(posts.id))
}

/** The version of the last day of a row: today's name for what still holds, the old one for the past. */
function nameOfThen(row: typeof memberships | typeof posts) {
  const versions = organisationVersions
  return sql`${versions.id} = (
    select v.id from organisation_versions v
    where v.organisation_id = ${row.organisationId}
      and (${row.validTo}::date is null or v.valid_from < ${row.validTo}::date)
    order by v.valid_from desc limit 1)`
}

/**
 * Ids of those meant by what was typed: an employee number, a name, or both as a list offers them
 * (`李建国 10023`). At most six, so that a form can tell "nobody" from "several".
 */
export async function findPeople(db: Db, text: string): Promise<string[]> {
  const words = text.trim().split(/\s+/)
  const isNumber = eq(people.employeeNumber, words.at(-1) ?? '')
  const rows = await db
    .select({ id: people.id })
    .from(people)
    .where(words.length === 1 ? or(isNumber, eq(people.name, words[0] ?? '')) : isNumber)
    .limit(6)
  return rows.map((row) => row.id)
}
