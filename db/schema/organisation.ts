import { type AnyPgColumn, boolean, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import {
  memberKinds,
  organisationClasses,
  organisationKinds,
  postKinds,
  relationKinds,
  roleKinds,
} from '../enums'
import { day, id, moment } from './columns'

/** What stays the same while an organisation is renamed, moved or merged. */
export const organisations = pgTable('organisations', {
  id: id(),
  code: text().notNull().unique(),
  createdAt: moment().notNull(),
})

/**
 * What an organisation was from one day to another, `[valid_from, valid_to)`.
 * An exclusion constraint (migration 0001) refuses two versions on one day.
 */
export const organisationVersions = pgTable(
  'organisation_versions',
  {
    id: id(),
    organisationId: uuid()
      .notNull()
      .references(() => organisations.id),
    parentId: uuid().references(() => organisations.id),
    name: text().notNull(),
    kind: text({ enum: organisationKinds }).notNull(),
    class: text({ enum: organisationClasses }),
    termEndsOn: day(),
    /** Position among its siblings, as the office lists them. */
    position: integer().notNull().default(0),
    validFrom: day().notNull(),
    validTo: day(),
    /** Why this version began: founding, rename, move, merger, with the approving paper. */
    basis: text().notNull(),
    /** Set on the version that ended by merger: who took over. */
    mergedIntoId: uuid().references((): AnyPgColumn => organisations.id),
  },
  (t) => [index().on(t.parentId), index().on(t.organisationId, t.validFrom)],
)

export const people = pgTable(
  'people',
  {
    id: id(),
    /** Absent for many of the retired. */
    employeeNumber: text().unique(),
    name: text().notNull(),
    sex: text({ enum: ['male', 'female'] }),
    ethnicity: text(),
    /** ISO date to the precision known: `1956-03` or `1956-03-25`. */
    bornOn: text(),
    joinedOn: text(),
    /** AES-256-GCM, see lib/phone.ts; never selected into a list. */
    phoneCipher: text(),
    /** Keyed hash for look-up; several members may share a number. */
    phoneLookup: text(),
    phoneMasked: text(),
    createdAt: moment().notNull(),
  },
  (t) => [index().on(t.phoneLookup), index().on(t.name)],
)

/** Who belonged where on which days; one `membership` a person a day (exclusion constraint). */
export const memberships = pgTable(
  'memberships',
  {
    id: id(),
    personId: uuid()
      .notNull()
      .references(() => people.id),
    organisationId: uuid()
      .notNull()
      .references(() => organisations.id),
    /** 党小组 within the branch. */
    groupId: uuid().references(() => organisations.id),
    relation: text({ enum: relationKinds }).notNull(),
    memberKind: text({ enum: memberKinds }).notNull(),
    validFrom: day().notNull(),
    validTo: day(),
    /** 预备期 was extended until this day (党章第七条); 转正 is from that day on. */
    probationUntil: day(),
    basis: text().notNull(),
  },
  (t) => [
    index().on(t.organisationId, t.validFrom),
    index().on(t.personId, t.validFrom),
    index().on(t.groupId),
  ],
)

/** Posts in time; `acting` is 主持工作, with its basis. */
export const posts = pgTable(
  'posts',
  {
    id: id(),
    organisationId: uuid()
      .notNull()
      .references(() => organisations.id),
    personId: uuid()
      .notNull()
      .references(() => people.id),
    post: text({ enum: postKinds }).notNull(),
    isActing: boolean().notNull().default(false),
    basis: text().notNull(),
    validFrom: day().notNull(),
    validTo: day(),
  },
  (t) => [index().on(t.organisationId, t.validFrom), index().on(t.personId, t.validFrom)],
)

/**
 * Roles granted by hand; `organisation_id` is the top of what the role reaches.
 * One person holds at most one of the three administrator roles (exclusion constraint).
 */
export const roleGrants = pgTable(
  'role_grants',
  {
    id: id(),
    personId: uuid()
      .notNull()
      .references(() => people.id),
    role: text({ enum: roleKinds }).notNull(),
    organisationId: uuid().references(() => organisations.id),
    /** 归口部门, e.g. 安全监察部; words for the screen. */
    department: text(),
    grantedBy: uuid().references(() => people.id),
    validFrom: day().notNull(),
    validTo: day(),
  },
  (t) => [index().on(t.personId, t.validFrom)],
)
