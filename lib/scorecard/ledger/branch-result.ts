import { and, eq } from 'drizzle-orm'
import type { OrganisationClass } from '@/db/enums'
import { quarterSubjects } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { notFound } from '@/lib/errors'
import { formatPoints } from '@/lib/format'
import { isId } from '@/lib/organisation/address'
import { can } from '@/lib/policy'
import { type FoldStep, foldSteps, type IndicatorResult } from '../engine/fold-steps'
import type { GivenState } from '../engine/indicator-states'
import { explainRule, vetoWords } from '../scheme/explain-rule'
import { type Indicator, indicatorsOf } from '../scheme/schema'
import { type LedgerFoldLine, ledgerOf } from './branch-ledger'
import { givenStatesOf } from './observe'
import { loadFrame, type QuarterFrame, seesScored } from './quarter-frame'
import { headOf } from './quarter-results'
import type {
  BranchResult,
  IndicatorCell,
  IndicatorResultView,
  IndicatorState,
  ResultStep,
} from './schema'
import { loadStandings } from './standings'

/** States in which ranks and grades are for everybody who may see the score. */
const publishedStates = ['publication', 'approved', 'frozen']

/**
 * The score of a branch in a quarter: from the start of every indicator through its entries to the
 * total, with the whole ledger and its evidence. Ranks and grades are the office's until 公示.
 * @throws DomainError not_found when the branch is not for the viewer's eyes, or is not scored then
 */
export async function branchResult(
  ctx: ViewerContext,
  quarterId: string,
  organisationId: string,
): Promise<BranchResult> {
  const frame = isId(quarterId) && isId(organisationId) ? await loadFrame(ctx.db, quarterId) : null
  if (!frame || !seesScored(ctx.viewer, frame.quarter, organisationId)) {
    throw notFound('得分')
  }
  const [scored] = await ctx.db
    .select({ class: quarterSubjects.class })
    .from(quarterSubjects)
    .where(
      and(
        eq(quarterSubjects.quarterId, quarterId),
        eq(quarterSubjects.organisationId, organisationId),
      ),
    )
  if (!scored) {
    throw notFound('得分')
  }
  const [all, ledger] = await Promise.all([
    loadStandings(ctx.db, frame, { class: scored.class }),
    ledgerOf(ctx, frame, organisationId),
  ])
  const own = all.find((one) => one.subject.organisationId === organisationId)
  if (!own) {
    throw notFound('得分')
  }
  const isShown =
    can(ctx.viewer, 'score.viewBoard') || publishedStates.includes(frame.quarter.state)
  const result = foldSteps(frame.prepared, scored.class, ledger.standing, {
    states: statesBefore(frame, scored.class, own.cells),
    treatments: frame.treatmentsOf(scored.class),
  })
  return {
    quarter: headOf(frame),
    subject: own.subject,
    reckonedAt: own.reckonedAt,
    standing: {
      totalHundredths: result.totalHundredths,
      fullHundredths: result.fullHundredths,
      unscoredHundredths: result.unscoredHundredths,
      rank: isShown ? own.standing.rank : null,
      grade: isShown ? own.standing.grade : null,
    },
    rankedInClass: isShown ? all.filter((one) => one.standing.rank !== null).length : 0,
    steps: result.steps.map((step) => stepView(frame, false, step)),
    indicators: result.indicators.map((one) => indicatorView(frame, one)),
    vetoes: result.vetoes.map(({ line, indicatorKey, ruleKey, effect }) => ({
      entryId: line.id,
      indicatorKey,
      ruleKey,
      words: vetoWords(effect),
    })),
    entries: ledger.lines,
  }
}

/** As it was reckoned last, so that what is frozen stays; before the first time nothing was found. */
function statesBefore(
  frame: QuarterFrame,
  organisationClass: OrganisationClass | null,
  cells: Record<string, IndicatorCell>,
): Map<string, GivenState> {
  const blank = givenStatesOf(frame, organisationClass, new Map(), new Set())
  return new Map(
    [...new Set([...blank.keys(), ...Object.keys(cells)])].flatMap((key) => {
      const state = cells[key]?.given ?? blank.get(key)
      return state ? [[key, state]] : []
    }),
  )
}

function indicatorView(
  frame: QuarterFrame,
  result: IndicatorResult<LedgerFoldLine>,
): IndicatorResultView {
  const { key, code, name, fullHundredths, totalHundredths, state } = result
  const indicator = indicatorOf(frame, key)
  return {
    key,
    code,
    name,
    department: indicator?.department ?? null,
    basis: indicator?.basis ?? null,
    fullHundredths,
    totalHundredths: isBlank(state) ? null : totalHundredths,
    state,
    rules: (indicator?.rules ?? []).map((rule) => ({
      key: rule.key,
      words: rule.words,
      sentence: explainRule(rule, indicator),
    })),
    steps: result.steps.map((step) => stepView(frame, state !== 'not_applicable', step)),
    children: result.children.map((one) => indicatorView(frame, one)),
  }
}

function isBlank(state: IndicatorState): boolean {
  return state === 'unscored' || state === 'not_applicable'
}

function indicatorOf({ prepared }: QuarterFrame, key: string): Indicator | undefined {
  return indicatorsOf(prepared.document).find((one) => one.key === key)
}

function stepView(
  frame: QuarterFrame,
  isDecided: boolean,
  step: FoldStep<LedgerFoldLine>,
): ResultStep {
  const { kind, amountHundredths, totalHundredths, line, ruleKey, childKey } = step
  return {
    kind,
    words: stepWords(frame, isDecided, step),
    amountHundredths,
    totalHundredths,
    entryId: line?.id ?? null,
    ruleKey,
    childKey,
  }
}

function stepWords(
  frame: QuarterFrame,
  isDecided: boolean,
  { kind, amountHundredths, totalHundredths, line, ruleKey, childKey }: FoldStep<LedgerFoldLine>,
): string {
  const rule = frame.prepared.rules.get(ruleKey ?? '')?.rule
  switch (kind) {
    case 'base':
      return `从 ${formatPoints(amountHundredths)} 分起算`
    case 'entry':
    case 'zero':
      return line?.reason ?? ''
    case 'rule_cap':
      return `“${rule?.words ?? ''}”合计以 ${formatPoints(rule?.capHundredths ?? 0)} 分为限`
    case 'child':
      return indicatorOf(frame, childKey ?? '')?.name ?? ''
    case 'treatment':
      return isDecided
        ? `未评，领导小组决定计 ${formatPoints(totalHundredths)} 分`
        : `不适用，按 ${formatPoints(totalHundredths)} 分计`
    case 'floor':
      return `减到 ${formatPoints(totalHundredths)} 分为止`
    case 'cap':
      return `加到 ${formatPoints(totalHundredths)} 分为止`
    case 'scale':
      return '不适用的指标不计，按满分折算'
  }
}
