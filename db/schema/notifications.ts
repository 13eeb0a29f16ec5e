import { sql } from 'drizzle-orm'
import { boolean, index, integer, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { noticeKinds, smsHoldRules, smsStates } from '../enums'
import { id, moment } from './columns'
import { people } from './organisation'

/** One message to one phone; may carry several notices. States: seams.md 8. */
export const smsMessages = pgTable(
  'sms_messages',
  {
    id: id(),
    /** Null for a sign-in code, where one number may be several people. */
    personId: uuid().references(() => people.id),
    phoneCipher: text().notNull(),
    phoneMasked: text().notNull(),
    template: text().notNull(),
    /** Template variables; a code stands here encrypted and is erased after hand-over. */
    params: jsonb().$type<Record<string, string>>().notNull(),
    state: text({ enum: smsStates }).notNull(),
    /** A sentence for the receipt: why it failed, is unknown, was withdrawn. */
    reason: text(),
    holdRule: text({ enum: smsHoldRules }),
    notBefore: moment().notNull(),
    leaseUntil: moment(),
    providerReference: text(),
    /** Hand-overs that were certainly refused and tried again. */
    attempts: integer().notNull().default(0),
    /** 计费条数, as the receipt says it. */
    billedSegments: integer(),
    createdAt: moment().notNull(),
    handedOverAt: moment(),
    finishedAt: moment(),
  },
  (t) => [
    // The sweep looks only at what is not finished.
    index('sms_messages_pending_index')
      .on(t.notBefore)
      .where(sql`state in ('waiting', 'handing_over')`),
    index('sms_messages_unfinished_index')
      .on(t.leaseUntil)
      .where(sql`state in ('handed_over', 'unknown')`),
    index('sms_messages_sealed_index')
      .on(t.createdAt)
      .where(sql`template = 'sign_in_code' and params ? 'sealed:code'`),
    index().on(t.createdAt),
    index().on(t.personId, t.createdAt),
    index('sms_messages_reference_index')
      .on(t.providerReference)
      .where(sql`provider_reference is not null`),
  ],
)

/** What a person is told, in the application and, if wanted, by SMS. */
export const notices = pgTable(
  'notices',
  {
    id: id(),
    personId: uuid()
      .notNull()
      .references(() => people.id),
    kind: text({ enum: noticeKinds }).notNull(),
    title: text().notNull(),
    body: text().notNull(),
    href: text(),
    /** What the notice is about, e.g. an assignment; no foreign key, later modules have their own. */
    subjectType: text().notNull(),
    subjectId: uuid().notNull(),
    createdAt: moment().notNull(),
    readAt: moment(),
    /** The SMS template to use, or null when the notice stays inside the application. */
    smsTemplate: text(),
    smsMessageId: uuid().references(() => smsMessages.id),
    /** Why no SMS will be made of it: no number, left the post, cancelled. */
    smsRefusal: text(),
  },
  (t) => [
    index().on(t.personId, t.createdAt),
    index().on(t.subjectId),
    index('notices_unplanned_index')
      .on(t.createdAt)
      .where(sql`sms_template is not null and sms_message_id is null and sms_refusal is null`),
    index('notices_message_index').on(t.smsMessageId).where(sql`sms_message_id is not null`),
  ],
)

/** Receipts as they came, each once; one that came before its message knew its reference waits. */
export const smsReceipts = pgTable(
  'sms_receipts',
  {
    id: id(),
    provider: text().notNull(),
    providerReference: text().notNull(),
    outId: text().notNull(),
    /** Null for a message we do not know. */
    messageId: uuid().references(() => smsMessages.id),
    phoneMasked: text().notNull(),
    succeeded: boolean().notNull(),
    code: text().notNull(),
    words: text(),
    reportedAt: moment(),
    receivedAt: moment().notNull(),
  },
  (t) => [
    unique().on(t.provider, t.providerReference, t.outId),
    index().on(t.messageId),
    index().on(t.receivedAt),
  ],
)

/** The circuit breaker of a provider, shared by all replicas. */
export const smsBreakers = pgTable('sms_breakers', {
  provider: text().primaryKey(),
  failures: integer().notNull(),
  openedAt: moment(),
  until: moment(),
})
