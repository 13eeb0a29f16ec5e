import { eq, inArray } from 'drizzle-orm'
import type { OrganisationClass } from '@/db/enums'
import { judgementFiles, people } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { notFound } from '@/lib/errors'
import { findFiles } from '@/lib/files/queries'
import type { StoredFile } from '@/lib/files/states'
import { addDays, type Day, dayOf } from '@/lib/period'
import { can } from '@/lib/policy'
import { acceptedKinds } from '../engine/accepted-kinds'
import { planEntries } from '../engine/plan-entries'
import { type QuarterFrame, visibleFrame } from '../ledger/quarter-frame'
import { headOf } from '../ledger/quarter-results'
import { scoredSubjects } from '../quarter/scored-subjects'
import { explainRule } from '../scheme/explain-rule'
import { type Indicator, indicatorsOf } from '../scheme/schema'
import { lastSelf } from '../self/save-self-assessment'
import { isAskedOnce, judgedRules, observationOf } from './check-items'
import { judgingSeats, type SeatOf } from './judging-seats'
import { type JudgementRow, lastJudgements } from './last-judgements'
import type { AskedRule, JudgingForm, JudgingIndicator, JudgingRow, JudgingSheet } from './states'

interface Desk {
  frame: QuarterFrame
  subjects: Awaited<ReturnType<typeof scoredSubjects>>
  seats: SeatOf
  judged: Map<string, JudgementRow>
}

async function loadDesk(ctx: ViewerContext, quarterId: string): Promise<Desk> {
  const frame = await visibleFrame(ctx, quarterId)
  const [subjects, rows] = await Promise.all([
    scoredSubjects(ctx.db, quarterId),
    lastJudgements(ctx.db, quarterId),
  ])
  const ids = subjects.map((one) => one.organisationId)
  const seats = await judgingSeats(ctx, ctx.db, frame.quarter, ids)
  const judged = new Map(rows.map((one) => [`${one.indicatorKey} ${one.organisationId}`, one]))
  return { frame, subjects, seats, judged }
}

/**
 * What departments judge in a quarter: every indicator with how many of its branches are judged, and
 * the branches of the one that is looked at.
 * @throws DomainError not_found for whoever may not see the board
 */
export async function judgingSheet(
  ctx: ViewerContext,
  quarterId: string,
  indicatorKey?: string,
): Promise<JudgingSheet> {
  const desk = await loadDesk(ctx, quarterId)
  const { frame } = desk
  const indicators = indicatorsOf(frame.prepared.document)
    .filter((one) => judgedRules(one).length > 0)
    .map((one) => judgingIndicator(ctx, desk, one))
  const chosen =
    indicators.find((one) => one.key === indicatorKey) ??
    indicators.find((one) => one.mine > one.mineJudged) ??
    indicators.find((one) => one.mine > 0) ??
    indicators[0]
  const indicator = indicatorsOf(frame.prepared.document).find((one) => one.key === chosen?.key)
  const imports = frame.rules.import.map(({ rule, indicator: { code, name, department } }) => ({
    ruleKey: rule.key,
    label: `${code} ${name}：${rule.words}`,
    isMine: can(ctx.viewer, 'score.import', {
      committeeId: frame.quarter.committeeId,
      department,
    }),
  }))
  return {
    quarter: headOf(frame),
    preliminaryDueOn: frame.quarter.preliminaryDueOn,
    indicators,
    chosen:
      chosen && indicator
        ? { ...chosen, rules: judgedRules(indicator).map((rule) => explainRule(rule, indicator)) }
        : null,
    rows: indicator ? await rowsOf(ctx, desk, indicator) : [],
    imports: imports.filter((one) => one.isMine),
  }
}

function subjectsOf({ frame, subjects }: Desk, indicator: Indicator) {
  const counts = (one: { class: OrganisationClass | null }) =>
    frame.prepared.planOf(one.class).nodes.some((node) => node.indicator.key === indicator.key)
  return subjects.filter(counts)
}

function judgingIndicator(ctx: ViewerContext, desk: Desk, indicator: Indicator): JudgingIndicator {
  const { key, code, name, department, fullHundredths } = indicator
  const own = subjectsOf(desk, indicator)
  const isJudged = (one: { organisationId: string }) =>
    desk.judged.has(`${key} ${one.organisationId}`)
  const mine = own.filter((one) =>
    can(ctx.viewer, 'score.judge', desk.seats(department, one.organisationId)),
  )
  return {
    ...{ key, code, name, department, fullHundredths },
    branches: own.length,
    judged: own.filter(isJudged).length,
    mine: mine.length,
    mineJudged: mine.filter(isJudged).length,
    takesMany: !judgedRules(indicator).some(isAskedOnce),
  }
}

async function rowsOf(ctx: ViewerContext, desk: Desk, indicator: Indicator): Promise<JudgingRow[]> {
  const own = subjectsOf(desk, indicator)
  const handlers = await namesOf(ctx, [
    ...new Set([...desk.judged.values()].map((one) => one.byId)),
  ])
  return own.map((one) => {
    const row = desk.judged.get(`${indicator.key} ${one.organisationId}`)
    return {
      organisationId: one.organisationId,
      code: one.code,
      name: one.name,
      class: one.class,
      state: row?.state ?? null,
      sumHundredths: row ? sumOf(indicator, row) : null,
      items: row?.items.length ?? 0,
      note: row?.note ?? null,
      version: row?.version ?? 0,
      byName: handlers.get(row?.byId ?? '') ?? null,
      at: row?.at ?? null,
      isMine: can(ctx.viewer, 'score.judge', desk.seats(indicator.department, one.organisationId)),
    }
  })
}

/** What the items come to, before the limits of the indicator. */
function sumOf(indicator: Indicator, row: Pick<JudgementRow, 'items'>): number {
  return judgedRules(indicator).reduce((sum, rule) => {
    const own = row.items.filter((item) => item.ruleKey === rule.key)
    const { entries } = planEntries(
      rule,
      own.map((item) => observationOf(item)),
    )
    return sum + entries.reduce((total, entry) => total + entry.amountHundredths, 0)
  }, 0)
}

async function namesOf(ctx: ViewerContext, ids: readonly string[]): Promise<Map<string, string>> {
  const rows =
    ids.length === 0
      ? []
      : await ctx.db
          .select({ id: people.id, name: people.name })
          .from(people)
          .where(inArray(people.id, [...ids]))
  return new Map(rows.map((row) => [row.id, row.name]))
}

/**
 * The form of one judgement: rules with what each asks for, what was judged last, and who comes next.
 * @throws DomainError not_found for whoever may not see the board, or where nothing is judged
 */
export async function judgingForm(
  ctx: ViewerContext,
  quarterId: string,
  at: { indicatorKey: string; organisationId: string },
): Promise<JudgingForm> {
  const desk = await loadDesk(ctx, quarterId)
  const { frame } = desk
  const subject = desk.subjects.find((one) => one.organisationId === at.organisationId)
  const indicator = subject
    ? frame.prepared
        .planOf(subject.class)
        .nodes.find((one) => one.indicator.key === at.indicatorKey)?.indicator
    : undefined
  if (!subject || !indicator || judgedRules(indicator).length === 0) {
    throw notFound('由部门评分的指标')
  }
  const row = desk.judged.get(`${at.indicatorKey} ${at.organisationId}`)
  const self = (await lastSelf(ctx.db, quarterId, at.organisationId)).get(at.indicatorKey)
  return {
    quarter: headOf(frame),
    indicator: {
      ...{ key: indicator.key, code: indicator.code, name: indicator.name },
      ...{ department: indicator.department, basis: indicator.basis },
      fullHundredths: indicator.fullHundredths,
    },
    branch: { id: subject.organisationId, name: subject.name },
    rules: judgedRules(indicator).map((rule) => askedRule(rule, indicator)),
    days: daysOf(ctx, subject),
    last: row
      ? {
          ...{ version: row.version, state: row.state, note: row.note, items: row.items },
          files: await filesOf(ctx, row.id),
        }
      : null,
    self: self ? { hundredths: self.hundredths, note: self.note } : null,
    isMine: can(
      ctx.viewer,
      'score.judge',
      desk.seats(indicator.department, subject.organisationId),
    ),
    nextId: nextOf(ctx, desk, indicator, subject.organisationId),
  }
}

function askedRule(rule: Indicator['rules'][number], indicator: Indicator): AskedRule {
  return {
    key: rule.key,
    words: rule.words,
    sentence: explainRule(rule, indicator),
    kind: acceptedKinds(rule)[0] ?? 'events',
    isOnce: isAskedOnce(rule),
    isDoubledAfterUrging: rule.isDoubledAfterUrging,
    choices:
      rule.op === 'tiered'
        ? rule.tiers.map((tier) => tier.when)
        : rule.op === 'by_level'
          ? rule.levels.map((level) => level.name)
          : rule.op === 'score_each'
            ? rule.parts.map((part) => part.name)
            : rule.op === 'all_or_nothing'
              ? [...rule.parts]
              : [],
  }
}

function daysOf(ctx: ViewerContext, subject: { fromDay: Day; toDay: Day }) {
  const last = addDays(subject.toDay, -1)
  const today = dayOf(ctx.now)
  return {
    from: subject.fromDay,
    to: last,
    usual: today < last && today >= subject.fromDay ? today : last,
  }
}

async function filesOf(ctx: ViewerContext, judgementId: string): Promise<StoredFile[]> {
  const rows = await ctx.db
    .select({ fileId: judgementFiles.fileId })
    .from(judgementFiles)
    .where(eq(judgementFiles.judgementId, judgementId))
  return findFiles(
    ctx.db,
    rows.map((row) => row.fileId),
  )
}

/** The next branch of the indicator that the viewer has still to judge, round to the first. */
function nextOf(
  ctx: ViewerContext,
  desk: Desk,
  indicator: Indicator,
  organisationId: string,
): string | null {
  const own = subjectsOf(desk, indicator)
  const here = own.findIndex((one) => one.organisationId === organisationId)
  const round = [...own.slice(here + 1), ...own.slice(0, here)]
  const next = round.find(
    (one) =>
      !desk.judged.has(`${indicator.key} ${one.organisationId}`) &&
      can(ctx.viewer, 'score.judge', desk.seats(indicator.department, one.organisationId)),
  )
  return next?.organisationId ?? null
}
