import type { CurrentPerson } from './current-roster'
import type { ParsedPerson } from './parse-people'

/** Why a valid row is not imported although nothing is wrong in the file itself. */
export type HoldReason = 'number-of-another' | 'several-alike'

export type PersonMatch =
  | { found: CurrentPerson | null; hold?: undefined }
  | { hold: HoldReason; other: CurrentPerson }

/**
 * Finds who in the record a row speaks of: by employee number, else by name, branch and birth.
 * Each person of the record is found once.
 */
export class PeopleMatcher {
  readonly #byNumber = new Map<string, CurrentPerson>()
  readonly #byName = new Map<string, CurrentPerson[]>()
  readonly #taken = new Set<string>()

  constructor(people: readonly CurrentPerson[]) {
    for (const person of people) {
      if (person.employeeNumber) {
        this.#byNumber.set(person.employeeNumber, person)
      }
      this.#byName.set(person.name, [...(this.#byName.get(person.name) ?? []), person])
    }
  }

  /** @param branchId the row's branch in the record, null when that is new or unknown */
  match(row: ParsedPerson, branchId: string | null): PersonMatch {
    const numbered = row.employeeNumber ? this.#byNumber.get(row.employeeNumber) : undefined
    if (numbered) {
      // A number that now stands beside another name is a slip or a re-used number: somebody decides.
      const isSame = numbered.name === row.name || isBornAlike(numbered.bornOn, row.bornOn)
      return isSame ? this.#take(numbered) : { hold: 'number-of-another', other: numbered }
    }
    const alike = (this.#byName.get(row.name) ?? []).filter(
      (person) =>
        !this.#taken.has(person.id) &&
        !(row.employeeNumber && person.employeeNumber) &&
        person.membership?.organisationId === branchId &&
        branchId !== null &&
        isBornAlike(person.bornOn, row.bornOn, true),
    )
    const [first, second] = alike
    if (first && second) {
      return { hold: 'several-alike', other: first }
    }
    return first ? this.#take(first) : { found: null }
  }

  /** Whether somebody of the record has been found. */
  isTaken(person: CurrentPerson): boolean {
    return this.#taken.has(person.id)
  }

  #take(person: CurrentPerson): PersonMatch {
    this.#taken.add(person.id)
    return { found: person }
  }
}

/** Whether two dates of birth, each to its own precision, can be the same. */
function isBornAlike(a: string | null, b: string | null, isUnknownAlike = false): boolean {
  if (a === null || b === null) {
    return isUnknownAlike
  }
  return a.startsWith(b) || b.startsWith(a)
}
