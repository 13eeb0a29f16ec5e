import { covers, hasRole, holdsPostAbove, type Viewer } from './viewer'

export interface RequirementSubject {
  issuingOrganisationId: string
  department: string | null
}

export interface ProposalSubject {
  /** The branch that proposes, or the committee whose department does. */
  organisationId: string
  byId: string
}

export const requirementRules = {
  'requirement.list': (viewer: Viewer) =>
    hasRole(viewer, ['committee_officer', 'department_officer']),
  'requirement.register': (viewer: Viewer) =>
    hasRole(viewer, ['committee_officer', 'department_officer']),
  'requirement.view': (viewer: Viewer, subject: RequirementSubject) => keeps(viewer, subject),
  'requirement.change': (viewer: Viewer, subject: RequirementSubject) => keeps(viewer, subject),
  /** 销号 of a requirement: any officer of the office that registered it. */
  'requirement.close': (viewer: Viewer, subject: RequirementSubject) => keeps(viewer, subject),
  'requirement.reopen': (viewer: Viewer, subject: RequirementSubject) => keeps(viewer, subject),

  /** For a branch by whoever is in post there, for a department by its officer. */
  'proposal.make': (viewer: Viewer) =>
    viewer.posts.length > 0 || hasRole(viewer, 'department_officer'),
  'proposal.view': (viewer: Viewer, subject: ProposalSubject) =>
    subject.byId === viewer.personId ||
    holdsPostAbove(viewer, subject.organisationId) ||
    hasRole(viewer, 'committee_officer', subject.organisationId),
  /** The staff's queue; which rows it shows is decided by the reach of the role. */
  'proposal.list': (viewer: Viewer) => hasRole(viewer, 'committee_officer'),
  /** Merge, adopt, decline. */
  'proposal.decide': (viewer: Viewer, subject: ProposalSubject) =>
    hasRole(viewer, 'committee_officer', subject.organisationId),
} as const

/** Officers of the committee, and of the department that registered it. */
function keeps(viewer: Viewer, { issuingOrganisationId, department }: RequirementSubject) {
  return viewer.roles.some(
    (held) =>
      (held.role === 'committee_officer' && covers(held.reach, issuingOrganisationId)) ||
      (held.role === 'department_officer' &&
        held.organisationId === issuingOrganisationId &&
        held.department !== null &&
        held.department === department),
  )
}
