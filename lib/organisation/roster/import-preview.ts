import type { RosterImportState, TermDateMeaning } from '@/db/enums'
import { heldNumbersWords } from '../number-change'
import { organisationKindLabels, postLabel } from '../schema'
import type { RosterChanges } from './compare-roster'
import type { CurrentRoster } from './current-roster'
import { faultLabels, type RosterFault } from './faults'
import { maskFaultyPhone } from './person-cells'
import type { RosterPlan } from './plan-roster'
import type { RosterWorkbook } from './workbook'

/** Faults listed on the page; the rest is in the download. */
export const listedFaults = 200

/** One fault as the page shows it: no telephone number in clear. */
export interface PreviewFault {
  key: string
  sheet: string
  row: number
  column: string
  subject: string
  label: string
  message: string
  suggestion: string
  /** What one click would put in; null when there is nothing to put in. */
  replacement: string | null
  /** What stands in the cell, for the inline field; empty for telephone numbers. */
  text: string
  isPhone: boolean
}

/** Somebody whom no SMS reaches. */
export interface UnreachableMember {
  row: number
  name: string
  branch: string
  post: string | null
}

/** What an import would write, for the page. */
export interface PreviewChanges {
  newOrganisations: number
  changedOrganisations: string[]
  missingOrganisations: string[]
  newPeople: number
  updatedPeople: number
  unchangedPeople: number
  movedPeople: { name: string; from: string; to: string }[]
  missingPeople: { id: string; name: string; organisation: string }[]
  held: { row: number; name: string; words: string }[]
  newPosts: number
  endedPosts: { name: string; organisation: string; post: string }[]
}

export interface RosterPreview {
  id: string
  fileName: string
  state: RosterImportState
  version: number
  createdAt: Date
  committedAt: Date | null
  uploaderName: string
  termDateMeaning: TermDateMeaning | null
  reportedOn: string | null
  organisations: number
  people: number
  errors: PreviewFault[]
  errorCount: number
  warnings: PreviewFault[]
  warningCount: number
  notes: PreviewFault[]
  termDates: {
    counted: number
    inFuture: string[]
    inPast: number
    expiredAsElection: number
    proposal: TermDateMeaning | null
  }
  unreachable: UnreachableMember[]
  changes: PreviewChanges
}

/** Turns faults into what the page may show, the first `listedFaults` of them. */
export function showFaults(
  faults: readonly RosterFault[],
  workbook: RosterWorkbook,
  phoneColumns: ReadonlyMap<string, string>,
): PreviewFault[] {
  const rows = new Map(
    workbook.sheets.flatMap((sheet) =>
      sheet.rows.map((row) => [`${sheet.name}\n${row.number}`, row] as const),
    ),
  )
  return faults.slice(0, listedFaults).map((fault, index) => {
    const isPhone = fault.column !== '' && phoneColumns.get(fault.sheet) === fault.column
    const text = rows.get(`${fault.sheet}\n${fault.row}`)?.cells[fault.column]?.text ?? ''
    return {
      key: `${fault.sheet}-${fault.row}-${fault.column}-${fault.code}-${index}`,
      sheet: fault.sheet,
      row: fault.row,
      column: fault.column,
      subject: fault.subject,
      label: faultLabels[fault.code],
      message: fault.message,
      suggestion: fault.suggestion,
      replacement:
        fault.replacement && isPhone ? maskFaultyPhone(fault.replacement) : fault.replacement,
      text: isPhone ? '' : text,
      isPhone,
    }
  })
}

/** Members of the file whom no SMS reaches: to be told in person, by telephone or on paper. */
export function unreachableMembers(plan: RosterPlan): UnreachableMember[] {
  const posts = new Map(
    plan.posts.map((held) => [
      held.person,
      postLabel(held.post, held.organisation.kind, held.isActing),
    ]),
  )
  return plan.people
    .filter((person) => person.phone === null)
    .map((person) => ({
      row: person.row,
      name: person.name,
      branch: person.branch?.name ?? '',
      post: posts.get(person) ?? null,
    }))
}

/** What an import would write, in names and numbers. */
export function showChanges(changes: RosterChanges, current: CurrentRoster): PreviewChanges {
  const { organisations, people, posts } = changes
  const nameOf = organisationNames(changes, current)
  const peopleById = new Map(current.people.map((person) => [person.id, person]))
  const nextPlace = new Map(people.begun.map((place) => [place.personId, place.organisationId]))
  return {
    newOrganisations: organisations.added.length,
    changedOrganisations: organisations.changed
      .filter((change) => !change.isOnlyPosition)
      .map(({ state }) => `${state.name}（${organisationKindLabels[state.kind]}）`),
    missingOrganisations: organisations.missing.map((one) => one.name),
    newPeople: people.added.length,
    updatedPeople: people.updated.length,
    unchangedPeople: people.unchanged,
    movedPeople: people.movedIds.map((id) => ({
      name: peopleById.get(id)?.name ?? '',
      from: nameOf(peopleById.get(id)?.membership?.organisationId),
      to: nameOf(nextPlace.get(id)),
    })),
    missingPeople: people.missing.map((person) => ({
      id: person.id,
      name: person.name,
      organisation: nameOf(person.membership?.organisationId),
    })),
    held: heldRows(people),
    newPosts: posts.begun.length,
    endedPosts: posts.ended.map((post) => ({
      name: peopleById.get(post.personId)?.name ?? '',
      organisation: nameOf(post.organisationId),
      post: postLabel(
        post.post,
        current.organisations.find((one) => one.id === post.organisationId)?.kind ?? 'branch',
        post.isActing,
      ),
    })),
  }
}

function heldRows(people: RosterChanges['people']): PreviewChanges['held'] {
  const undecided = people.held.map(({ person, reason, other }) => ({
    row: person.row,
    name: person.name,
    words:
      reason === 'number-of-another'
        ? `工号 ${person.employeeNumber ?? ''} 在系统里是 ${other.name}，姓名和出生年月都对不上。请核对工号。`
        : '系统里同支部有几位同名同出生年月的人，分不清是哪一位。请补上工号。',
  }))
  const guarded = people.guarded.map(({ person, current }) => ({
    row: person.row,
    name: person.name,
    words: heldNumbersWords(current.name, current.roles),
  }))
  return [...undecided, ...guarded]
}

function organisationNames({ organisations }: RosterChanges, current: CurrentRoster) {
  const names = new Map([
    ...current.organisations.map((one) => [one.id, one.name] as const),
    ...organisations.added.map(({ id, state }) => [id, state.name] as const),
  ])
  return (id: string | undefined) => names.get(id ?? '') ?? ''
}
