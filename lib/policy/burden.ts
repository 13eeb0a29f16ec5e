import { hasRole, holdsPostAbove, type Viewer } from './viewer'

export const burdenRules = {
  /** 减负账: which lines it shows follows the viewer's reach. */
  'burden.open': (viewer: Viewer) => supervises(viewer) || viewer.posts.length > 0,
  /** What each department asked for; which departments is decided by visibleTasks. */
  'burden.viewDepartments': (viewer: Viewer) => supervises(viewer),
  /** What one organisation was asked for: by whom it was asked, and by those in post there or above. */
  'burden.viewOrganisation': (viewer: Viewer, { organisationId }: { organisationId: string }) =>
    hasRole(viewer, ['committee_officer', 'department_officer'], organisationId) ||
    holdsPostAbove(viewer, organisationId),
} as const

function supervises(viewer: Viewer): boolean {
  return hasRole(viewer, ['committee_officer', 'department_officer'])
}
