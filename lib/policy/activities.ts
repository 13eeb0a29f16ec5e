import { covers, hasRole, holdsPostAt, reachOf, type Viewer } from './viewer'

export interface ActivitySubject {
  organisationId: string
}

export const activityRules = {
  /** 活动纪实 is open to the members of the branch, and to those above and in the offices. */
  'activity.view': (viewer: Viewer, { organisationId }: ActivitySubject) =>
    viewer.memberOf.includes(organisationId) || covers(reachOf(viewer), organisationId),
  /** Recording, correcting and withdrawing: whoever is in post at the branch that met. */
  'activity.record': (viewer: Viewer, { organisationId }: ActivitySubject) =>
    holdsPostAt(viewer, organisationId),
  /** What a branch owes in a year and what it has done. */
  'activity.viewYear': (viewer: Viewer, { organisationId }: ActivitySubject) =>
    covers(reachOf(viewer), organisationId),
  /** 覆盖情况 of many branches: which ones is decided by the viewer's reach. */
  'activity.viewCoverage': (viewer: Viewer) =>
    hasRole(viewer, ['committee_officer', 'department_officer']),
} as const
