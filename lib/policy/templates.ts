import { hasRole, type Viewer } from './viewer'

export interface TemplateSubject {
  issuingOrganisationId: string
  department: string | null
}

export const templateRules = {
  /** The list; which templates it shows is decided by visibleTemplates. */
  'template.list': (viewer: Viewer) => hasRole(viewer, ['committee_officer', 'department_officer']),
  'template.create': (viewer: Viewer) =>
    hasRole(viewer, ['committee_officer', 'department_officer']),
  'template.view': (viewer: Viewer, template: TemplateSubject) => owns(viewer, template),
  /** Changing, 启用 and 停用. */
  'template.edit': (viewer: Viewer, template: TemplateSubject) => owns(viewer, template),
} as const

/** As for tasks: officers of the committee; officers of a department for what it issues. */
function owns(viewer: Viewer, template: TemplateSubject): boolean {
  return (
    hasRole(viewer, 'committee_officer', template.issuingOrganisationId) ||
    viewer.roles.some(
      (held) =>
        held.role === 'department_officer' &&
        held.organisationId === template.issuingOrganisationId &&
        held.department !== null &&
        held.department === template.department,
    )
  )
}
