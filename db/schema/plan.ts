import { sql } from 'drizzle-orm'
import { type AnyPgColumn, index, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { planStates } from '../enums'
import { day, id, moment } from './columns'
import { organisations, people } from './organisation'

/** 年度重点任务: one plan for each committee and year. */
export const plans = pgTable(
  'plans',
  {
    id: id(),
    organisationId: uuid()
      .notNull()
      .references(() => organisations.id),
    year: integer().notNull(),
    title: text().notNull(),
    state: text({ enum: planStates }).notNull(),
    createdBy: uuid()
      .notNull()
      .references(() => people.id),
    createdAt: moment().notNull(),
    publishedAt: moment(),
    closedAt: moment(),
  },
  (t) => [unique().on(t.organisationId, t.year)],
)

export const planObjectives = pgTable(
  'plan_objectives',
  {
    id: id(),
    planId: uuid()
      .notNull()
      .references(() => plans.id),
    position: integer().notNull(),
    title: text().notNull(),
    department: text(),
    ownerId: uuid().references(() => people.id),
    measure: text().notNull(),
    /** The objective of last year that this one goes on with. */
    carriedFromId: uuid().references((): AnyPgColumn => planObjectives.id),
  },
  (t) => [
    unique().on(t.planId, t.position),
    index('plan_objectives_carried_index')
      .on(t.carriedFromId)
      .where(sql`carried_from_id is not null`),
  ],
)

export const planMilestones = pgTable(
  'plan_milestones',
  {
    id: id(),
    objectiveId: uuid()
      .notNull()
      .references(() => planObjectives.id),
    position: integer().notNull(),
    title: text().notNull(),
    /** Period key of its quarter, e.g. 2026Q3. */
    quarter: text().notNull(),
    startsOn: day().notNull(),
    dueOn: day().notNull(),
    department: text(),
    ownerId: uuid().references(() => people.id),
    measure: text().notNull(),
    /** Set when it is declared done, with the result in words. */
    doneOn: day(),
    doneBy: uuid().references(() => people.id),
    result: text(),
    carriedFromId: uuid().references((): AnyPgColumn => planMilestones.id),
  },
  (t) => [index().on(t.objectiveId, t.position), index().on(t.quarter)],
)
