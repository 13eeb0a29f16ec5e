import { hasRole, holdsPostAbove, type Viewer } from './viewer'

export interface ScoreSubject {
  organisationId: string
}

export const scorecardRules = {
  'score.viewBoard': (viewer: Viewer) =>
    hasRole(viewer, ['committee_officer', 'department_officer']),
  /** Entries of a branch: its own people in post, those above, the officers, its members. */
  'score.viewEntries': (viewer: Viewer, subject: ScoreSubject) =>
    hasRole(viewer, ['committee_officer', 'department_officer'], subject.organisationId) ||
    holdsPostAbove(viewer, subject.organisationId) ||
    viewer.memberOf.includes(subject.organisationId),
} as const
