import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  boolean,
  index,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { absenceReasons, activityKinds } from '../enums'
import { assignments } from './assignments'
import { day, id, moment } from './columns'
import { files } from './files'
import { organisations, people } from './organisation'
import { taskTemplates } from './tasks'

/** 活动纪实: one record of one meeting, whatever it counts as. A correction is a new record. */
export const activities = pgTable(
  'activities',
  {
    id: id(),
    organisationId: uuid()
      .notNull()
      .references(() => organisations.id),
    /** The 党小组 that met, when it was not the whole branch. */
    groupId: uuid().references(() => organisations.id),
    heldOn: day().notNull(),
    startsAt: moment().notNull(),
    endsAt: moment(),
    place: text().notNull(),
    title: text().notNull(),
    hostId: uuid()
      .notNull()
      .references(() => people.id),
    recorderId: uuid()
      .notNull()
      .references(() => people.id),
    /** 授课人 of a lecture, who may come from outside. */
    speaker: text(),
    content: text().notNull(),
    recordedBy: uuid()
      .notNull()
      .references(() => people.id),
    recordedAt: moment().notNull(),
    /** 补录: why it was written down late. It never raises a score. */
    lateReason: text(),
    /** Made by the client; a retried request finds its first result. */
    requestKey: uuid().notNull().unique(),
    correctsId: uuid().references((): AnyPgColumn => activities.id),
    withdrawnAt: moment(),
    withdrawReason: text(),
  },
  (t) => [
    index().on(t.organisationId, t.heldOn),
    uniqueIndex('activities_correction_index').on(t.correctsId).where(sql`corrects_id is not null`),
  ],
)

export const activityKindRows = pgTable(
  'activity_kinds',
  {
    activityId: uuid()
      .notNull()
      .references(() => activities.id),
    kind: text({ enum: activityKinds }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.activityId, t.kind] }), index().on(t.kind)],
)

/** 应到: one row for each person expected on that day. 应到 = 实到 + 缺席 by reason. */
export const activityAttendance = pgTable(
  'activity_attendance',
  {
    activityId: uuid()
      .notNull()
      .references(() => activities.id),
    personId: uuid()
      .notNull()
      .references(() => people.id),
    isPresent: boolean().notNull(),
    absence: text({ enum: absenceReasons }),
    note: text(),
  },
  (t) => [primaryKey({ columns: [t.activityId, t.personId] }), index().on(t.personId)],
)

export const activityFiles = pgTable(
  'activity_files',
  {
    activityId: uuid()
      .notNull()
      .references(() => activities.id),
    fileId: uuid()
      .notNull()
      .references(() => files.id),
  },
  (t) => [primaryKey({ columns: [t.activityId, t.fileId] }), index().on(t.fileId)],
)

/** What an organisation owes in a period (seams.md 6). */
export const obligations = pgTable(
  'obligations',
  {
    id: id(),
    kind: text({ enum: activityKinds }).notNull(),
    organisationId: uuid()
      .notNull()
      .references(() => organisations.id),
    period: text().notNull(),
    dueAt: moment().notNull(),
    templateId: uuid()
      .notNull()
      .references(() => taskTemplates.id),
    /** The copy of the period's task that asks for it; null when exempt. */
    assignmentId: uuid().references(() => assignments.id),
    /** Why nothing is owed, e.g. 未设支委会. */
    exemptionBasis: text(),
    exemptedBy: uuid().references(() => people.id),
    /** The activity that discharged it, and when that was recorded. */
    activityId: uuid().references(() => activities.id),
    dischargedAt: moment(),
    /** A late record discharges, but says so. */
    isLate: boolean().notNull().default(false),
  },
  (t) => [
    uniqueIndex('obligations_owed_index').on(t.templateId, t.organisationId, t.period, t.kind),
    index().on(t.organisationId, t.period),
    index('obligations_open_index')
      .on(t.kind, t.organisationId, t.dueAt)
      .where(sql`discharged_at is null and exemption_basis is null`),
    index().on(t.activityId),
    index().on(t.assignmentId),
  ],
)
