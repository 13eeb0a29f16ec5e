import { hasRole, type Viewer } from './viewer'

export interface ComplaintSubject {
  personId: string
}

export const complaintRules = {
  'complaint.file': () => true,
  'complaint.view': (viewer: Viewer, subject: ComplaintSubject) =>
    subject.personId === viewer.personId || hasRole(viewer, 'committee_officer'),
  /** The sponsoring office answers, nobody his own. */
  'complaint.handle': (viewer: Viewer, subject: ComplaintSubject) =>
    hasRole(viewer, 'committee_officer') && subject.personId !== viewer.personId,
  /** Whoever made it, once satisfied; otherwise the office, after its answer. */
  'complaint.close': (viewer: Viewer, subject: ComplaintSubject) =>
    subject.personId === viewer.personId || hasRole(viewer, 'committee_officer'),
  'complaint.list': (viewer: Viewer) => hasRole(viewer, 'committee_officer'),
} as const
