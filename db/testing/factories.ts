import type { MemberKind, PostKind, RelationKind, RoleKind } from '@/db/enums'
import type { Day } from '@/lib/period'
import { sealPhone } from '@/lib/phone'
import type { Db } from '../client'
import { newId } from '../ids'
import {
  memberships,
  organisations,
  organisationVersions,
  people,
  posts,
  roleGrants,
} from '../schema'
import { testNow, testSince } from './moments'

export { createContextFor, viewerOf } from './contexts'
export { testNow, testSince } from './moments'

type Version = typeof organisationVersions.$inferInsert
export interface MadeOrganisation {
  id: string
  code: string
  name: string
}
export interface MadePerson {
  id: string
  name: string
  employeeNumber: string | null
}
interface Identified {
  id: string
}
interface Span {
  validFrom?: Day
  validTo?: Day | null
}

let serial = 0

/** An organisation with one version; a branch of class I unless told otherwise. Code and name are unique. */
export async function createOrganisation(
  db: Db,
  given: Partial<Version> & { code?: string } = {},
): Promise<MadeOrganisation> {
  serial += 1
  const { code = `T${process.pid}-${serial}`, ...version } = given
  const [made] = await db.insert(organisations).values({ code, createdAt: testNow }).returning()
  const id = made?.id ?? ''
  const row = {
    name: `第${serial}党支部`,
    kind: 'branch',
    class: version.kind === undefined || version.kind === 'branch' ? 'I' : null,
    validFrom: testSince,
    basis: '测试',
    position: serial,
    ...version,
    organisationId: id,
  } satisfies Version
  await db.insert(organisationVersions).values(row)
  return { id, code, name: row.name }
}

export interface MadeTree {
  committee: MadeOrganisation
  generalBranch: MadeOrganisation
  /** The first stands under the general branch, the others under the committee. */
  branches: [MadeOrganisation, MadeOrganisation, ...MadeOrganisation[]]
  /** A group of the first branch. */
  group: MadeOrganisation
}

/** 党委 › 党总支 › first branch › group, and more branches directly under the committee. */
export async function createTree(db: Db, options: { branches?: number } = {}): Promise<MadeTree> {
  const committee = await createOrganisation(db, { kind: 'committee', name: '测试公司党委' })
  const parentId = committee.id
  const generalBranch = await createOrganisation(db, { kind: 'general_branch', parentId })
  const first = await createOrganisation(db, { parentId: generalBranch.id })
  const second = await createOrganisation(db, { parentId })
  const others: MadeOrganisation[] = []
  for (let count = 2; count < (options.branches ?? 2); count += 1) {
    others.push(await createOrganisation(db, { parentId }))
  }
  const group = await createOrganisation(db, { kind: 'group', parentId: first.id })
  return { committee, generalBranch, branches: [first, second, ...others], group }
}

/** Somebody with a number of his own unless `phone` says null or another one (eleven digits). */
export async function createPerson(
  db: Db,
  given: { name?: string; employeeNumber?: string | null; phone?: string | null } = {},
): Promise<MadePerson> {
  serial += 1
  const unique = String(process.pid % 10_000).padStart(4, '0') + String(serial).padStart(4, '0')
  const phone = given.phone === undefined ? `139${unique}` : given.phone
  const person = {
    id: newId(),
    name: given.name ?? `张测${serial}`,
    employeeNumber: given.employeeNumber === undefined ? `E${unique}` : given.employeeNumber,
  }
  await db.insert(people).values({
    ...person,
    ...(phone === null ? {} : sealPhone(phone)),
    createdAt: testNow,
  })
  return person
}

/** Puts a person on the roster of an organisation; 组织关系 of a full member unless told otherwise. */
export async function createMembership(
  db: Db,
  person: Identified,
  organisation: Identified,
  given: Span & { relation?: RelationKind; memberKind?: MemberKind; groupId?: string } = {},
): Promise<string> {
  const id = newId()
  await db.insert(memberships).values({
    id,
    personId: person.id,
    organisationId: organisation.id,
    relation: 'membership',
    memberKind: 'full',
    validFrom: testSince,
    basis: '测试',
    ...given,
  })
  return id
}

/** Puts a person in post; secretary unless told otherwise. */
export async function appointPost(
  db: Db,
  person: Identified,
  organisation: Identified,
  given: Span & { post?: PostKind; isActing?: boolean; basis?: string } = {},
): Promise<string> {
  const id = newId()
  await db.insert(posts).values({
    id,
    personId: person.id,
    organisationId: organisation.id,
    post: 'secretary',
    basis: '测试',
    validFrom: testSince,
    ...given,
  })
  return id
}

/** Grants a role; without `organisationId` it reaches everything. */
export async function grantRole(
  db: Db,
  person: Identified,
  role: RoleKind,
  given: Span & { organisationId?: string; department?: string } = {},
): Promise<string> {
  const id = newId()
  await db
    .insert(roleGrants)
    .values({ id, personId: person.id, role, validFrom: testSince, ...given })
  return id
}

/** A new person on the roster of an organisation. */
export async function createMember(
  db: Db,
  organisation: Identified,
  given: Parameters<typeof createPerson>[1] = {},
): Promise<MadePerson> {
  const person = await createPerson(db, given)
  await createMembership(db, person, organisation)
  return person
}

/** A new member who is the secretary of the same branch. */
export async function createSecretary(
  db: Db,
  organisation: Identified,
  given: Parameters<typeof createPerson>[1] = {},
): Promise<MadePerson> {
  const person = await createMember(db, organisation, given)
  await appointPost(db, person, organisation)
  return person
}

/** A new person with a role: an officer of the whole committee unless told otherwise. */
export async function createOfficer(
  db: Db,
  role: RoleKind = 'committee_officer',
  given: Parameters<typeof grantRole>[3] = {},
): Promise<MadePerson> {
  const person = await createPerson(db)
  await grantRole(db, person, role, given)
  return person
}
