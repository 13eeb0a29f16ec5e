import { hasRole, type Viewer } from './viewer'

export interface FormSubject {
  issuingOrganisationId: string
  department: string | null
}

export const formRules = {
  /** The list; which forms it shows is decided by visibleForms. */
  'form.list': (viewer: Viewer) => hasRole(viewer, ['committee_officer', 'department_officer']),
  'form.create': (viewer: Viewer) => hasRole(viewer, ['committee_officer', 'department_officer']),
  'form.view': (viewer: Viewer, form: FormSubject) => owns(viewer, form),
  'form.edit': (viewer: Viewer, form: FormSubject) => owns(viewer, form),
  'form.archive': (viewer: Viewer, form: FormSubject) => owns(viewer, form),
} as const

/** As for tasks: officers of the committee; officers of a department for what it issues. */
function owns(viewer: Viewer, form: FormSubject): boolean {
  return (
    hasRole(viewer, 'committee_officer', form.issuingOrganisationId) ||
    viewer.roles.some(
      (held) =>
        held.role === 'department_officer' &&
        held.organisationId === form.issuingOrganisationId &&
        held.department !== null &&
        held.department === form.department,
    )
  )
}
