import { createHash } from 'node:crypto'
import { asc, eq } from 'drizzle-orm'
import { people, questionAnswers } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { addDays, dayOf, daysBetween } from '@/lib/period'
import { groupedBy } from '../ledger/grouped-by'
import { visibleFrame } from '../ledger/quarter-frame'
import { type QuarterRecord, readAttachedFiles, readRecords } from './read-records'
import type { Question, QuestionKind, QuestionRow } from './schema'

/** Last days of a quarter in which a burst is looked for, and when so many records are one. */
const burstDays = 5
const burstLeast = 5
/** Days between an activity and its record from which it is asked about, late reason or not. */
const backDatedDays = 15
/** Shorter texts are alike by chance. */
const textLeast = 40
const mostRows = 20
const mostQuestions = 100

/**
 * Patterns in the facts of a quarter that a reviewer may want to ask about: bursts at its end, texts
 * or files that are the same in several branches, activities written down long after. Nothing follows
 * from a question: it reads and never writes.
 * @throws DomainError not_found for whoever is not staff, or for a quarter that does not exist
 */
export async function findQuestions(ctx: ViewerContext, quarterId: string): Promise<Question[]> {
  const frame = await visibleFrame(ctx, quarterId)
  const [records, files, answers] = await Promise.all([
    readRecords(ctx.db, quarterId, frame.period),
    readAttachedFiles(ctx.db, quarterId, frame.period),
    loadAnswers(ctx, quarterId),
  ])
  const found = [
    ...bursts(records, frame.period.to),
    ...backDated(records),
    ...alike('identical_text', records, (one) => textKey(one.text), '这些材料的文字完全相同'),
    ...alike('identical_file', files, (one) => one.sha256, '这些材料用的是同一个文件'),
  ]
  return found
    .slice(0, mostQuestions)
    .map((one) => ({ ...one, answers: answers.get(one.key) ?? [] }))
}

type Found = Omit<Question, 'answers'>

/** Most of a quarter's activities of one branch held in its last days. */
function bursts(records: readonly QuarterRecord[], to: string): Found[] {
  const activities = records.filter((one) => one.kind === 'activity')
  return [...groupedBy(activities, (one) => one.organisationId)].flatMap(([id, own]) => {
    const late = own.filter((one) => one.on >= addDays(to, -burstDays))
    return late.length >= burstLeast && 2 * late.length > own.length
      ? [
          question('burst', id, late, {
            words: `${own[0]?.organisationName}本季度 ${own.length} 次活动中有 ${late.length} 次集中在最后 ${burstDays} 天，是怎么安排的？`,
          }),
        ]
      : []
  })
}

/** Activities written down long after they were held. */
function backDated(records: readonly QuarterRecord[]): Found[] {
  const late = records.filter(
    (one) => one.kind === 'activity' && daysBetween(one.on, dayOf(one.recordedAt)) >= backDatedDays,
  )
  return [...groupedBy(late, (one) => one.organisationId)].map(([id, own]) =>
    question('back_dated', id, own, {
      words: `${own[0]?.organisationName}有 ${own.length} 次活动在开展 ${backDatedDays} 天以后才记录，当时的材料是否可以核对？`,
    }),
  )
}

/** The same content in more than one branch. */
function alike<R extends QuarterRecord>(
  kind: QuestionKind,
  records: readonly R[],
  contentOf: (record: R) => string | null,
  what: string,
): Found[] {
  const groups = groupedBy(records, (one) => contentOf(one) ?? '')
  groups.delete('')
  return [...groups].flatMap(([content, own]) => {
    const branches = new Set(own.map((one) => one.organisationId)).size
    return branches < 2
      ? []
      : [question(kind, content, own, { words: `${branches} 个支部的${what}，各自做了什么？` })]
  })
}

/** Spaces and marks do not make a text another one. */
function textKey(text: string): string | null {
  const plain = text.replace(/[\s\p{P}]/gu, '')
  return plain.length < textLeast
    ? null
    : createHash('sha256').update(plain).digest('hex').slice(0, 32)
}

function question(
  kind: QuestionKind,
  about: string,
  rows: readonly QuarterRecord[],
  { words }: { words: string },
): Found {
  return {
    key: `${kind}:${about}`,
    ...{ kind, words, total: rows.length },
    rows: rows.slice(0, mostRows).map(
      ({ id, organisationName, label, on, recordedAt, href }): QuestionRow => ({
        ...{ id, organisationName, label, on, recordedAt, href },
      }),
    ),
  }
}

async function loadAnswers(ctx: ViewerContext, quarterId: string) {
  const rows = await ctx.db
    .select({
      key: questionAnswers.questionKey,
      words: questionAnswers.words,
      byName: people.name,
      at: questionAnswers.at,
    })
    .from(questionAnswers)
    .innerJoin(people, eq(people.id, questionAnswers.byId))
    .where(eq(questionAnswers.quarterId, quarterId))
    .orderBy(asc(questionAnswers.at))
  return groupedBy(rows, (row) => row.key)
}
