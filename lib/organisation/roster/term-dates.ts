import type { OrganisationKind, TermDateMeaning } from '@/db/enums'
import type { ParsedOrganisation } from './parse-organisations'
import { addYears, earliestDay, latestDay } from './read-date'

/** Years of a term (2018 意见): committees five, general branches and branches three, groups none. */
const termYears: Record<OrganisationKind, number | null> = {
  committee: 5,
  general_branch: 3,
  branch: 3,
  group: null,
}

/** What speaks for and against each reading of 换届时间. */
export interface TermDateEvidence {
  /** Organisations with a term and a date. */
  counted: number
  /** Dates after the day of reporting: they cannot be elections already held. */
  inFuture: ParsedOrganisation[]
  /** Dates in the past: as ends of terms, those terms have run out. */
  inPast: number
  /** As last elections, terms run out by the day of reporting. */
  expiredAsElection: number
  /** The reading with fewer dates that do not fit; null when they balance or no day is known. */
  proposal: TermDateMeaning | null
}

/**
 * Weighs what 换届时间 means. Nobody but the office knows; this only counts.
 * @param reportedOn the sheet's 填报日期, or the day of import
 */
export function weighTermDates(
  organisations: readonly ParsedOrganisation[],
  reportedOn: string | null,
): TermDateEvidence {
  const dated = organisations.filter((each) => each.changedOn && termYears[each.kind] !== null)
  const day = reportedOn ?? ''
  const inFuture = dated.filter((each) => day && earliestDay(each.changedOn ?? '') > day)
  const inPast = dated.filter((each) => day && latestDay(each.changedOn ?? '') < day).length
  const expiredAsElection = dated.filter((each) => {
    const end = termEnd(each.kind, each.changedOn, 'last_election')
    return day && end && end < day
  }).length
  // Either reading has dates against it: future elections here, terms long run out there.
  const against = { last_election: inFuture.length, term_end: inPast }
  const proposal =
    !day || against.last_election === against.term_end
      ? null
      : against.last_election < against.term_end
        ? 'last_election'
        : 'term_end'
  return { counted: dated.length, inFuture, inPast, expiredAsElection, proposal }
}

/**
 * The last day of the present term, `YYYY-MM-DD`, or null for groups and unknown dates.
 * A date known to the month means its last day.
 */
export function termEnd(
  kind: OrganisationKind,
  changedOn: string | null,
  meaning: TermDateMeaning,
): string | null {
  const years = termYears[kind]
  if (changedOn === null || years === null) {
    return null
  }
  return latestDay(meaning === 'term_end' ? changedOn : addYears(changedOn, years))
}
