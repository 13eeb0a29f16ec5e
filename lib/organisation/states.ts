import type { OrganisationKind } from '@/db/enums'

/** Days before the end of a term from which it is 临近届满. */
const soonDays = 90

export type TermState = 'none' | 'running' | 'soon' | 'ended'

/** How a term of office stands on a day; it ends with the day named. */
export function termState(termEndsOn: string | null, day: string): TermState {
  if (termEndsOn === null) {
    return 'none'
  }
  const leftDays = (Date.parse(termEndsOn) - Date.parse(day)) / 86_400_000
  if (leftDays < 0) {
    return 'ended'
  }
  return leftDays <= soonDays ? 'soon' : 'running'
}

const parentKinds: Record<OrganisationKind, readonly OrganisationKind[]> = {
  committee: ['committee'],
  general_branch: ['committee'],
  branch: ['committee', 'general_branch'],
  group: ['branch'],
}

/** Whether an organisation of one kind may stand under one of another; only a committee stands alone. */
export function mayStandUnder(
  kind: OrganisationKind,
  parentKind: OrganisationKind | null,
): boolean {
  return parentKind === null ? kind === 'committee' : parentKinds[kind].includes(parentKind)
}
