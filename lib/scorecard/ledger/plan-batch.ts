import type { Db } from '@/db/client'
import { foldTotals, type SchemeTotals } from '../engine/fold-totals'
import { type Observed, observe, type Subject } from './observe'
import { type BranchPlan, planBranch } from './plan-branch'
import type { QuarterFrame } from './quarter-frame'
import { readSources } from './read-sources'

export interface PlannedBranch {
  observed: Observed
  plan: BranchPlan
  totals: SchemeTotals
}

/** Organisations whose facts are read with one set of statements. */
export const planBatchSize = 200

/**
 * Reckons organisations anew from facts and obligations: what their ledgers must hold and what it
 * comes to. Reads only.
 */
export async function planBatch(
  db: Db,
  frame: Pick<QuarterFrame, 'period' | 'prepared' | 'rules' | 'treatmentsOf'>,
  subjects: readonly Subject[],
  now: Date,
): Promise<PlannedBranch[]> {
  const ids = subjects.map((one) => one.organisationId)
  const sources = await readSources(db, frame, ids, now)
  return observe(frame, subjects, sources).map((observed) => {
    const plan = planBranch(frame, observed)
    const { class: organisationClass } = observed.subject
    const totals = foldTotals(frame.prepared, organisationClass, plan.entries, plan.circumstances)
    return { observed, plan, totals }
  })
}
