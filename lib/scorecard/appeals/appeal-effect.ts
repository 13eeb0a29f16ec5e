import { createHash } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { quarterSubjects } from '@/db/schema'
import { canonicalJson } from '@/lib/audit'
import type { ViewerContext } from '@/lib/context'
import { notFound } from '@/lib/errors'
import { authorize } from '@/lib/policy'
import { foldTotals } from '../engine/fold-totals'
import { gradeClass } from '../engine/grades'
import { rankClass } from '../engine/ranks'
import type { Observed } from '../ledger/observe'
import { planBranches } from '../ledger/plan-batch'
import { planBranch } from '../ledger/plan-branch'
import { loadFrame, type QuarterFrame } from '../ledger/quarter-frame'
import { loadStandings, type SubjectRow } from '../ledger/standings'
import type { VetoEffect } from '../scheme/schema'
import { type Appeal, loadAppeal } from './load-appeal'

export interface Place {
  totalHundredths: number
  rank: number | null
  grade: string | null
}

/** One whose total, rank or grade a decision would change. */
export interface MovedBranch {
  organisationId: string
  name: string
  before: Place
  after: Place
}

/** What a decision would do, before it is made. */
export interface AppealEffect {
  /** The branch that appeals, moved or not. */
  own: MovedBranch
  /** Every other branch of its class that would be moved. */
  others: MovedBranch[]
  /** Branches compared in the class. */
  compared: number
  /** Check code of all this: the confirmation is bound to it. */
  seen: string
}

/**
 * What deciding an appeal like this would do to totals, ranks and grades: of the branch, and of every
 * other it moves. Reads only.
 * @param decidedHundredths the amount the entry would have; null: none would stand
 * @throws DomainError not_found, forbidden for whoever may not decide it
 */
export async function appealEffect(
  ctx: ViewerContext,
  appealId: string,
  decidedHundredths: number | null,
): Promise<AppealEffect> {
  const { appeal, subject } = await loadAppeal(ctx, ctx.db, appealId)
  authorize(ctx.viewer, 'appeal.decide', subject)
  return effectOn(ctx, ctx.db, appeal, decidedHundredths)
}

/** The same for a verb that has the appeal already. */
export async function effectOn(
  ctx: Pick<ViewerContext, 'now'>,
  db: Db,
  appeal: Appeal,
  decidedHundredths: number | null,
): Promise<AppealEffect> {
  const frame = await loadFrame(db, appeal.quarterId)
  const [subject] = await db
    .select()
    .from(quarterSubjects)
    .where(
      sql`${eq(quarterSubjects.quarterId, appeal.quarterId)}
        and ${eq(quarterSubjects.organisationId, appeal.organisationId)}`,
    )
  if (!subject) {
    throw notFound('得分')
  }
  const { value: now } = await planBranches(db, frame, [subject], ctx.now).next()
  const rows = await loadStandings(db, frame, { class: subject.class })
  if (!now) {
    throw notFound('得分')
  }
  const then = ruled(frame, now.observed, appeal, decidedHundredths)
  const same = { total: now.totals.totalHundredths, vetoes: vetoesOf(frame, now.plan.entries) }
  const before = places(frame, rows, { id: appeal.organisationId, ...same })
  const after = places(frame, rows, { id: appeal.organisationId, ...then })
  const moved = rows.map(
    ({ subject: { organisationId, name } }): MovedBranch => ({
      organisationId,
      name,
      before: before.get(organisationId) ?? nowhere,
      after: after.get(organisationId) ?? nowhere,
    }),
  )
  const own = moved.find((one) => one.organisationId === appeal.organisationId)
  if (!own) {
    throw notFound('得分')
  }
  const others = moved.filter(
    (one) => one !== own && canonicalJson({ ...one.before }) !== canonicalJson({ ...one.after }),
  )
  const compared = rows.filter((one) => one.standing.rank !== null).length
  const seen = createHash('sha256')
    .update(canonicalJson({ appealId: appeal.id, decidedHundredths, own, others, compared }))
    .digest('hex')
  return { own, others, compared, seen }
}

const nowhere: Place = { totalHundredths: 0, rank: null, grade: null }

interface Outcome {
  total: number
  vetoes: VetoEffect[]
}

function ruled(
  frame: QuarterFrame,
  observed: Observed,
  appeal: Appeal,
  amountHundredths: number | null,
): Outcome {
  const { ruleKey, basisKey, id: appealId } = appeal
  const others = observed.rulings.filter(
    (one) => one.ruleKey !== ruleKey || one.basisKey !== basisKey,
  )
  const ruling = {
    ...{ ruleKey, basisKey, amountHundredths, version: 1, evidence: { appealId } },
    ...{ occurredOn: observed.subject.fromDay, source: appealId, handlerId: null, words: '' },
  }
  const plan = planBranch(frame, { ...observed, rulings: [...others, ruling] })
  const { class: ofClass } = observed.subject
  const totals = foldTotals(frame.prepared, ofClass, plan.entries, plan.circumstances)
  return { total: totals.totalHundredths, vetoes: vetoesOf(frame, plan.entries) }
}

function vetoesOf(
  { prepared }: QuarterFrame,
  entries: readonly { ruleKey: string; effect: string }[],
): VetoEffect[] {
  return entries.flatMap((entry) => {
    const rule = prepared.rules.get(entry.ruleKey)?.rule
    return entry.effect === 'veto' && rule?.op === 'veto' ? [rule.effect] : []
  })
}

/** Ranks and grades of the class with the one branch as given; whoever has no rank now gets none. */
function places(
  { prepared }: QuarterFrame,
  rows: readonly SubjectRow[],
  own: Outcome & { id: string },
): Map<string, Place> {
  const members = rows.map(({ subject, standing, vetoes }) => {
    const isOwn = subject.organisationId === own.id
    return {
      id: subject.organisationId,
      totalHundredths: isOwn ? own.total : standing.totalHundredths,
      isComplete: standing.rank !== null,
      isMergedAway: subject.mergedInto !== null,
      vetoes: isOwn ? own.vetoes : vetoes,
    }
  })
  const ranks = rankClass(members)
  const grades = gradeClass(prepared.document.grading, members)
  return new Map(
    members.map(({ id, totalHundredths }) => [
      id,
      {
        totalHundredths,
        rank: ranks.get(id)?.rank ?? null,
        grade: grades.get(id)?.grade ?? null,
      },
    ]),
  )
}
