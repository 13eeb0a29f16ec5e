import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import {
  appealStates,
  judgementStates,
  organisationClasses,
  quarterMoveKinds,
  quarterStates,
  snapshotKinds,
  treatmentKinds,
} from '../enums'
import { day, id, moment } from './columns'
import { files } from './files'
import { organisations, people } from './organisation'
import { facts, scorecardQuarters, scoreEntries } from './scorecard'

const quarterId = () =>
  uuid()
    .notNull()
    .references(() => scorecardQuarters.id)
const organisationId = () =>
  uuid()
    .notNull()
    .references(() => organisations.id)
const personId = () =>
  uuid()
    .notNull()
    .references(() => people.id)

/** How a quarter went from state to state. Insert-only. */
export const quarterMoves = pgTable(
  'quarter_moves',
  {
    id: id(),
    quarterId: quarterId(),
    kind: text({ enum: quarterMoveKinds }).notNull(),
    fromState: text({ enum: quarterStates }),
    toState: text({ enum: quarterStates }).notNull(),
    revision: integer().notNull(),
    reason: text(),
    byId: personId(),
    at: moment().notNull(),
  },
  (t) => [index().on(t.quarterId)],
)

/** Who is scored in a quarter, in which class, and on which days of it: half-open. */
export const quarterSubjects = pgTable(
  'quarter_subjects',
  {
    quarterId: quarterId(),
    organisationId: organisationId(),
    class: text({ enum: organisationClasses }),
    fromDay: day().notNull(),
    toDay: day().notNull(),
    /** Set where the branch ended within the quarter: its segment stands, unranked. */
    mergedIntoId: uuid().references(() => organisations.id),
    /** Its total, as reckoned last; hundredths. A cache of the fold for lists and ranks. */
    totalHundredths: integer(),
    fullHundredths: integer(),
    unscoredHundredths: integer(),
    /** Totals of every indicator by key, null where there is none, and its state. */
    indicators: jsonb(),
    reckonedAt: moment(),
  },
  (t) => [primaryKey({ columns: [t.quarterId, t.organisationId] }), index().on(t.organisationId)],
)

/** 自评: points a branch claims for an indicator; versions, the last one stands. Insert-only. */
export const selfAssessments = pgTable(
  'self_assessments',
  {
    id: id(),
    quarterId: quarterId(),
    organisationId: organisationId(),
    indicatorKey: text().notNull(),
    version: integer().notNull(),
    hundredths: integer().notNull(),
    note: text(),
    byId: personId(),
    at: moment().notNull(),
  },
  (t) => [unique().on(t.quarterId, t.organisationId, t.indicatorKey, t.version)],
)

/** 自评 of a branch handed in as a whole. */
export const selfSubmissions = pgTable(
  'self_submissions',
  {
    quarterId: quarterId(),
    organisationId: organisationId(),
    byId: personId(),
    at: moment().notNull(),
  },
  (t) => [primaryKey({ columns: [t.quarterId, t.organisationId] })],
)

/** 初评 of one indicator of one branch; versions, each with its fact. Insert-only. */
export const judgements = pgTable(
  'judgements',
  {
    id: id(),
    quarterId: quarterId(),
    organisationId: organisationId(),
    indicatorKey: text().notNull(),
    version: integer().notNull(),
    state: text({ enum: judgementStates }).notNull(),
    /** Items by rule; shape: lib/scorecard/quarter/schema.ts. */
    items: jsonb().notNull(),
    /** Basis of 不适用, or a remark. */
    note: text(),
    factId: uuid()
      .notNull()
      .references(() => facts.id),
    byId: personId(),
    at: moment().notNull(),
  },
  (t) => [unique().on(t.quarterId, t.organisationId, t.indicatorKey, t.version)],
)

export const judgementFiles = pgTable(
  'judgement_files',
  {
    judgementId: uuid()
      .notNull()
      .references(() => judgements.id),
    fileId: uuid()
      .notNull()
      .references(() => files.id),
  },
  (t) => [primaryKey({ columns: [t.judgementId, t.fileId] }), index().on(t.fileId)],
)

/** 反馈核对: what a branch says of its preliminary score, and the answer. */
export const verificationReplies = pgTable(
  'verification_replies',
  {
    id: id(),
    quarterId: quarterId(),
    organisationId: organisationId(),
    /** Null: the score as a whole. */
    indicatorKey: text(),
    isAgreed: boolean().notNull(),
    words: text(),
    byId: personId(),
    at: moment().notNull(),
    answer: text(),
    answeredBy: uuid().references(() => people.id),
    answeredAt: moment(),
  },
  (t) => [index().on(t.quarterId, t.organisationId)],
)

/** 申诉 against an entry, or against an indicator where an entry is missing. */
export const appeals = pgTable(
  'appeals',
  {
    id: id(),
    quarterId: quarterId(),
    revision: integer().notNull(),
    organisationId: organisationId(),
    indicatorKey: text().notNull(),
    ruleKey: text().notNull(),
    basisKey: text().notNull(),
    entryId: uuid().references(() => scoreEntries.id),
    /** What the entry was when it was appealed, and what is asked for; hundredths. */
    presentHundredths: integer().notNull(),
    askedHundredths: integer(),
    reason: text().notNull(),
    filedBy: personId(),
    filedAt: moment().notNull(),
    /** Named where nobody of the office may decide. */
    deciderId: uuid().references(() => people.id),
    state: text({ enum: appealStates }).notNull(),
    decidedHundredths: integer(),
    decidedBy: uuid().references(() => people.id),
    decidedAt: moment(),
    decisionReason: text(),
    factId: uuid().references(() => facts.id),
    /** Made by the client; a retried request finds its first result. */
    requestKey: uuid().notNull().unique(),
  },
  (t) => [
    index().on(t.quarterId, t.state),
    index().on(t.organisationId),
    uniqueIndex('appeals_open_index')
      .on(t.quarterId, t.organisationId, t.ruleKey, t.basisKey)
      .where(sql`state = 'filed'`),
  ],
)

export const appealFiles = pgTable(
  'appeal_files',
  {
    appealId: uuid()
      .notNull()
      .references(() => appeals.id),
    fileId: uuid()
      .notNull()
      .references(() => files.id),
  },
  (t) => [primaryKey({ columns: [t.appealId, t.fileId] }), index().on(t.fileId)],
)

/** How the 领导小组 treats an indicator nobody has scored, for a whole class. Insert-only. */
export const unscoredTreatments = pgTable(
  'unscored_treatments',
  {
    id: id(),
    quarterId: quarterId(),
    indicatorKey: text().notNull(),
    class: text({ enum: organisationClasses }),
    treatment: text({ enum: treatmentKinds }).notNull(),
    /** The department that is late; the lateness is its own. */
    department: text(),
    minutesNumber: text().notNull(),
    reason: text().notNull(),
    byId: personId(),
    at: moment().notNull(),
  },
  (t) => [unique().on(t.quarterId, t.indicatorKey, t.class).nullsNotDistinct()],
)

/** 搁置: an entry in dispute at the meeting, settled before 定稿. */
export const setAsides = pgTable(
  'set_asides',
  {
    id: id(),
    quarterId: quarterId(),
    entryId: uuid()
      .notNull()
      .references(() => scoreEntries.id),
    reason: text().notNull(),
    byId: personId(),
    at: moment().notNull(),
    resolution: text(),
    resolvedBy: uuid().references(() => people.id),
    resolvedAt: moment(),
  },
  (t) => [
    index().on(t.quarterId),
    uniqueIndex('set_asides_open_index').on(t.entryId).where(sql`resolved_at is null`),
  ],
)

/** What a quarter was at a moment, whole, with its check code. Insert-only. */
export const scoreSnapshots = pgTable(
  'score_snapshots',
  {
    id: id(),
    quarterId: quarterId(),
    revision: integer().notNull(),
    kind: text({ enum: snapshotKinds }).notNull(),
    /** Counts the snapshots of one kind within a revision. */
    number: integer().notNull(),
    /** Shape: lib/scorecard/quarter/schema.ts. */
    content: jsonb().notNull(),
    /** SHA-256 of the canonical content, in full. */
    sha256: text().notNull(),
    /** Head of the audit before it. */
    auditSeq: bigint({ mode: 'number' }),
    auditHash: text(),
    byId: personId(),
    at: moment().notNull(),
  },
  (t) => [unique().on(t.quarterId, t.revision, t.kind, t.number)],
)

/** The bundle with which a frozen revision replays, gzipped, as it was at 定稿. Insert-only. */
export const scoreBundles = pgTable(
  'score_bundles',
  {
    id: id(),
    quarterId: quarterId(),
    revision: integer().notNull(),
    fileId: uuid()
      .notNull()
      .references(() => files.id),
    at: moment().notNull(),
  },
  (t) => [unique().on(t.quarterId, t.revision)],
)

/** What a reviewer said to a question about a pattern in the facts. */
export const questionAnswers = pgTable(
  'question_answers',
  {
    id: id(),
    quarterId: quarterId(),
    /** Names the pattern and what it is about. */
    questionKey: text().notNull(),
    words: text().notNull(),
    byId: personId(),
    at: moment().notNull(),
  },
  (t) => [index().on(t.quarterId, t.questionKey)],
)

/** A table of values brought in from another system. */
export const scoreImports = pgTable(
  'score_imports',
  {
    id: id(),
    quarterId: quarterId(),
    ruleKey: text().notNull(),
    fileId: uuid()
      .notNull()
      .references(() => files.id),
    rows: integer().notNull(),
    byId: personId(),
    at: moment().notNull(),
  },
  (t) => [index().on(t.quarterId)],
)
