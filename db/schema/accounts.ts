import { index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { accountStates, sessionEndings } from '../enums'
import { id, moment } from './columns'
import { people } from './organisation'

/** The right to sign in. Made by import without a password: the first sign-in is by SMS or by a set-up code. */
export const accounts = pgTable('accounts', {
  personId: uuid()
    .primaryKey()
    .references(() => people.id),
  state: text({ enum: accountStates }).notNull(),
  /** argon2id; null until the person has set one. */
  passwordHash: text(),
  passwordSetAt: moment(),
  createdAt: moment().notNull(),
})

/** One signed-in browser. The cookie carries only this id. */
export const sessions = pgTable(
  'sessions',
  {
    id: id(),
    personId: uuid()
      .notNull()
      .references(() => people.id),
    createdAt: moment().notNull(),
    lastSeenAt: moment().notNull(),
    expiresAt: moment().notNull(),
    endedAt: moment(),
    ending: text({ enum: sessionEndings }),
    device: text().notNull(),
    address: text(),
  },
  (t) => [index().on(t.personId, t.endedAt)],
)

/** A code sent by SMS: hashed, five minutes, five attempts, used once. */
export const signInCodes = pgTable(
  'sign_in_codes',
  {
    id: id(),
    phoneLookup: text().notNull(),
    codeHash: text().notNull(),
    attempts: integer().notNull().default(0),
    createdAt: moment().notNull(),
    expiresAt: moment().notNull(),
    usedAt: moment(),
  },
  (t) => [index().on(t.phoneLookup, t.createdAt)],
)

/** A code for setting the first password, handed out by an administrator for those without a number. */
export const passwordSetups = pgTable(
  'password_setups',
  {
    id: id(),
    personId: uuid()
      .notNull()
      .references(() => people.id),
    codeHash: text().notNull(),
    attempts: integer().notNull().default(0),
    createdBy: uuid().references(() => people.id),
    createdAt: moment().notNull(),
    expiresAt: moment().notNull(),
    usedAt: moment(),
  },
  (t) => [index().on(t.personId)],
)

/** Counters of limits, one row a key and window; swept when old. */
export const rateLimits = pgTable(
  'rate_limits',
  {
    key: text().notNull(),
    windowStartsAt: moment().notNull(),
    count: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.key, t.windowStartsAt] }), index().on(t.windowStartsAt)],
)
