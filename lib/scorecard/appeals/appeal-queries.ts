import { desc, eq } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { appealFiles, appeals, people } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { notFound } from '@/lib/errors'
import { findFiles } from '@/lib/files/queries'
import type { StoredFile } from '@/lib/files/states'
import { isId } from '@/lib/organisation/address'
import { dayOf } from '@/lib/period'
import { abilities, can } from '@/lib/policy'
import { loadFrame, type QuarterFrame } from '../ledger/quarter-frame'
import { headOf } from '../ledger/quarter-results'
import type { QuarterHead } from '../ledger/schema'
import { scoredSubjects } from '../quarter/scored-subjects'
import { explainRule } from '../scheme/explain-rule'
import { type Appeal, type LoadedAppeal, loadAppeal } from './load-appeal'
import { type Candidate, deciderCandidates } from './name-decider'

export interface AppealRow {
  id: string
  organisationName: string
  indicator: string
  ruleWords: string
  state: Appeal['state']
  presentHundredths: number
  askedHundredths: number | null
  decidedHundredths: number | null
  filedAt: Date
  filedByName: string
  revision: number
}

export interface AppealList {
  quarter: QuarterHead
  publicationEndsOn: string | null
  /** Whether the viewer's branch may still appeal; its id then. */
  mayFileFor: string | null
  rows: AppealRow[]
}

/**
 * Appeals of a quarter that the viewer may see, newest first.
 * @throws DomainError not_found when the viewer sees no score of it
 */
export async function appealList(ctx: ViewerContext, quarterId: string): Promise<AppealList> {
  if (!isId(quarterId)) {
    throw notFound('申诉')
  }
  const frame = await loadFrame(ctx.db, quarterId)
  const subjects = await scoredSubjects(ctx.db, quarterId)
  const sees = (organisationId: string) => can(ctx.viewer, 'score.viewEntries', { organisationId })
  if (!subjects.some((one) => sees(one.organisationId))) {
    throw notFound('申诉')
  }
  const names = new Map(subjects.map((one) => [one.organisationId, one.name]))
  const rows = await ctx.db
    .select({ appeal: appeals, filedByName: people.name })
    .from(appeals)
    .innerJoin(people, eq(people.id, appeals.filedBy))
    .where(eq(appeals.quarterId, quarterId))
    .orderBy(desc(appeals.filedAt), desc(appeals.id))
  const { quarter } = frame
  const isOpen =
    quarter.state === 'publication' &&
    (quarter.publicationEndsOn === null || dayOf(ctx.now) <= quarter.publicationEndsOn)
  const own = subjects.find(({ organisationId }) =>
    can(ctx.viewer, 'appeal.file', { organisationId }),
  )
  return {
    quarter: headOf(frame),
    publicationEndsOn: quarter.publicationEndsOn,
    mayFileFor: isOpen ? (own?.organisationId ?? null) : null,
    rows: rows
      .filter(
        ({ appeal }) => sees(appeal.organisationId) || appeal.deciderId === ctx.viewer.personId,
      )
      .map(({ appeal, filedByName }) => ({
        ...appeal,
        ...placeOf(frame, appeal),
        organisationName: names.get(appeal.organisationId) ?? '',
        filedByName,
      })),
  }
}

function placeOf({ prepared }: QuarterFrame, { ruleKey }: Pick<Appeal, 'ruleKey'>) {
  const placed = prepared.rules.get(ruleKey)
  return {
    indicator: placed ? `${placed.indicator.code} ${placed.indicator.name}` : '',
    ruleWords: placed?.rule.words ?? '',
    ruleSentence: placed ? explainRule(placed.rule, placed.indicator) : '',
  }
}

export interface AppealPage {
  quarter: QuarterHead
  appeal: Appeal
  organisationName: string
  indicator: string
  ruleWords: string
  ruleSentence: string
  /** The entry that stands now, in its own words; null where there is none. */
  entry: {
    amountHundredths: number
    reason: string
    effect: string
    handlerName: string | null
  } | null
  filedByName: string
  deciderName: string | null
  decidedByName: string | null
  files: StoredFile[]
  may: Record<'appeal.decide' | 'appeal.file' | 'appeal.nameDecider', boolean>
  /** Who may be named, for whoever names. */
  candidates: Candidate[]
}

/**
 * One appeal with what stands behind it.
 * @throws DomainError not_found
 */
export async function appealPage(
  ctx: ViewerContext,
  quarterId: string,
  appealId: string,
): Promise<AppealPage> {
  const loaded = await loadAppeal(ctx, ctx.db, appealId)
  const { appeal, entry, subject } = loaded
  if (appeal.quarterId !== quarterId) {
    throw notFound('申诉')
  }
  const frame = await loadFrame(ctx.db, quarterId)
  const [names, [branch], files] = await Promise.all([
    namesOf(ctx, loaded),
    scoredSubjects(ctx.db, quarterId, [appeal.organisationId]),
    filesOf(ctx, appealId),
  ])
  const may = abilities(
    ctx.viewer,
    ['appeal.decide', 'appeal.file', 'appeal.nameDecider'] as const,
    subject,
  )
  const isOpen = appeal.state === 'filed' && frame.quarter.state === 'publication'
  return {
    quarter: headOf(frame),
    appeal,
    ...placeOf(frame, appeal),
    organisationName: branch?.name ?? '',
    entry: entry && {
      ...{ amountHundredths: entry.amountHundredths, reason: entry.reason, effect: entry.effect },
      handlerName: names.handlerName,
    },
    ...{ filedByName: names.filedByName, deciderName: names.deciderName, files },
    decidedByName: names.decidedByName,
    may: {
      'appeal.decide': isOpen && may['appeal.decide'],
      'appeal.file': appeal.state === 'filed' && may['appeal.file'],
      'appeal.nameDecider': isOpen && may['appeal.nameDecider'],
    },
    candidates:
      isOpen && may['appeal.nameDecider'] ? await deciderCandidates(ctx, ctx.db, loaded) : [],
  }
}

async function namesOf(ctx: ViewerContext, { appeal, entry }: LoadedAppeal) {
  const [decider, decided, handler] = [
    alias(people, 'decider'),
    alias(people, 'decided'),
    alias(people, 'handler'),
  ]
  const [row] = await ctx.db
    .select({
      filedByName: people.name,
      deciderName: decider.name,
      decidedByName: decided.name,
      handlerName: handler.name,
    })
    .from(appeals)
    .innerJoin(people, eq(people.id, appeals.filedBy))
    .leftJoin(decider, eq(decider.id, appeals.deciderId))
    .leftJoin(decided, eq(decided.id, appeals.decidedBy))
    .leftJoin(handler, eq(handler.id, entry?.by ?? appeal.id))
    .where(eq(appeals.id, appeal.id))
  return row ?? { filedByName: '', deciderName: null, decidedByName: null, handlerName: null }
}

async function filesOf(ctx: ViewerContext, appealId: string): Promise<StoredFile[]> {
  const rows = await ctx.db
    .select({ fileId: appealFiles.fileId })
    .from(appealFiles)
    .where(eq(appealFiles.appealId, appealId))
  return findFiles(
    ctx.db,
    rows.map((row) => row.fileId),
  )
}
