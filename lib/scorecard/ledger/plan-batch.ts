import type { Db } from '@/db/client'
import { foldTotals, type SchemeTotals } from '../engine/fold-totals'
import { type Observed, observe, type Subject } from './observe'
import { type BranchPlan, planBranch } from './plan-branch'
import type { QuarterFrame } from './quarter-frame'
import { readSources, type Sources } from './read-sources'

export interface PlannedBranch {
  observed: Observed
  plan: BranchPlan
  totals: SchemeTotals
}

/** Organisations that are reckoned in one transaction. */
export const planBatchSize = 200
/** Organisations that are read with one set of statements. */
const readSize = 50

type Frame = Pick<QuarterFrame, 'period' | 'prepared' | 'rules' | 'treatmentsOf'>

/**
 * Reckons organisations anew from facts and obligations, in their order: what their ledgers must
 * hold and what it comes to. Reads only; the database reads the next ones while one is reckoned,
 * and of each nothing is kept.
 */
export async function* planBranches(
  db: Db,
  frame: Frame,
  subjects: readonly Subject[],
  now: Date,
): AsyncGenerator<PlannedBranch, void> {
  let at = 0
  const readNext = () => {
    const part = subjects.slice(at, at + readSize)
    at += readSize
    const ids = part.map((one) => one.organisationId)
    const sourcesOf = part.length === 0 ? null : readSources(db, frame, ids, now)
    // Who awaits it hears of a failure; when nobody does any more, nobody needs to.
    sourcesOf?.catch(() => {})
    return { part, sourcesOf }
  }
  // Two are under way while one is awaited: a statement leaves only when this process has a pause.
  const underWay = [readNext(), readNext()]
  try {
    for (let next = underWay.shift(); next?.sourcesOf; next = underWay.shift()) {
      const sourcesOf = await next.sourcesOf
      for (const subject of next.part) {
        yield planOne(frame, subject, sourcesOf(subject.organisationId))
      }
      underWay.push(readNext())
    }
  } finally {
    // A transaction must not end while it is still read in.
    await Promise.allSettled(underWay.map((one) => one.sourcesOf))
  }
}

function planOne(frame: Frame, subject: Subject, sources: Sources): PlannedBranch {
  const observed = observe(frame, subject, sources)
  const plan = planBranch(frame, observed)
  const totals = foldTotals(frame.prepared, subject.class, plan.entries, plan.circumstances)
  return { observed, plan, totals }
}
