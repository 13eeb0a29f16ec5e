import type { CircularState } from '@/db/enums'
import { hasRole, holdsPostAbove, type Viewer } from './viewer'

export interface CircularSubject {
  issuingOrganisationId: string
  department: string | null
  state: CircularState
  /** Whose work it speaks of. */
  organisationIds: readonly string[]
}

export const circularRules = {
  'circular.write': (viewer: Viewer, subject: CircularSubject) => writes(viewer, subject),
  /** Once issued, also by those in post at the organisations it speaks of and above them. */
  'circular.view': (viewer: Viewer, subject: CircularSubject) =>
    writes(viewer, subject) ||
    (subject.state === 'issued' &&
      subject.organisationIds.some((organisationId) => holdsPostAbove(viewer, organisationId))),
} as const

function writes(viewer: Viewer, subject: CircularSubject): boolean {
  return (
    hasRole(viewer, 'committee_officer', subject.issuingOrganisationId) ||
    viewer.roles.some(
      (held) =>
        held.role === 'department_officer' &&
        held.organisationId === subject.issuingOrganisationId &&
        held.department !== null &&
        held.department === subject.department,
    )
  )
}
