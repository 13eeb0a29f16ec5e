import type { Db } from '@/db/client'
import { groupedBy } from '../ledger/grouped-by'
import { type Observed, observe, type Subject } from '../ledger/observe'
import { readSources, type Sources } from '../ledger/read-sources'
import { type GuidanceFrame, totalIf } from './hypothetical'
import { readOpenWork } from './open-work'
import { type PossibleWork, possibleWork } from './possible-work'

/** What is known of one organisation before anything is supposed. */
export interface Situation {
  subject: Subject
  sources: Sources
  observed: Observed
  works: PossibleWork[]
}

/** Situations of organisations, read with a few statements for all of them. */
export async function readSituations(
  db: Db,
  frame: GuidanceFrame,
  subjects: readonly Subject[],
  now: Date,
): Promise<Situation[]> {
  const ids = subjects.map((one) => one.organisationId)
  const [sourcesOf, open] = await Promise.all([
    readSources(db, frame, ids, now),
    readOpenWork(db, frame, ids, now),
  ])
  const dutiesOf = groupedBy(open.duties, organisationOf)
  const tasksOf = groupedBy(open.tasks, organisationOf)
  return subjects.map((subject) => {
    const id = subject.organisationId
    const sources = sourcesOf(id)
    const observed = observe(frame, subject, sources)
    const own = { duties: dutiesOf.get(id) ?? [], tasks: tasksOf.get(id) ?? [] }
    return { subject, sources, observed, works: possibleWork(frame, observed, own, now) }
  })
}

const organisationOf = (row: { organisationId: string }) => row.organisationId

export interface PossibleTotals {
  forecastHundredths: number
  reachableHundredths: number
}

/** What a branch comes to if it does nothing more, and if it does everything that is still open. */
export function possibleTotals(frame: GuidanceFrame, situation: Situation): PossibleTotals {
  const all = new Set(situation.works.map((one) => one.item.key))
  const reachableHundredths = totalIf(frame, situation, all)
  return {
    reachableHundredths,
    forecastHundredths: all.size === 0 ? reachableHundredths : totalIf(frame, situation, new Set()),
  }
}
