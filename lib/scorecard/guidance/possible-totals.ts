import type { Db } from '@/db/client'
import { groupedBy } from '../ledger/grouped-by'
import { type Observed, observe, type Subject } from '../ledger/observe'
import { readSources, type Sources } from '../ledger/read-sources'
import { type GuidanceFrame, totalIf } from './hypothetical'
import { type OpenWork, readOpenWork } from './open-work'
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
  const [sources, open] = await Promise.all([
    readSources(db, frame, ids, now),
    readOpenWork(db, frame, ids, now),
  ])
  const of = partsBy(sources, open)
  return observe(frame, subjects, sources).map((observed) => {
    const id = observed.subject.organisationId
    return {
      subject: observed.subject,
      sources: of.sources(id),
      observed,
      works: possibleWork(frame, observed, of.open(id), now),
    }
  })
}

function partsBy(sources: Sources, open: OpenWork) {
  const by = <R extends { organisationId: string }>(rows: readonly R[]) => {
    const groups = groupedBy(rows, (row) => row.organisationId)
    return (id: string) => groups.get(id) ?? []
  }
  const [facts, missed, owed] = [by(sources.facts), by(sources.missed), by(sources.owed)]
  const [attended, reported] = [by(sources.attended), by(sources.reported)]
  const finished = by(sources.finished)
  const [duties, tasks] = [by(open.duties), by(open.tasks)]
  return {
    open: (id: string): OpenWork => ({ duties: duties(id), tasks: tasks(id) }),
    sources: (id: string): Sources => ({
      ...{ facts: facts(id), missed: missed(id), owed: owed(id) },
      ...{ finished: finished(id), attended: attended(id), reported: reported(id) },
    }),
  }
}

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
