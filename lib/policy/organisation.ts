import { covers, hasRole, holdsPostAbove, type Viewer } from './viewer'

export interface OrganisationSubject {
  organisationId: string
}

export interface PersonSubject {
  personId: string
  /** Branch of the person today, null for administrators outside the roster. */
  organisationId: string | null
}

export interface GroupSubject {
  createdBy: string
}

export interface HandoverSubject {
  organisationId: string
  /** Who leaves and who comes. */
  personIds: readonly string[]
}

const keepers = ['system_admin', 'committee_officer'] as const
const officers = ['committee_officer', 'department_officer'] as const

export const organisationRules = {
  /** The tree and names of posts are known inside the enterprise. */
  'organisation.view': () => true,
  /** The people of an organisation, numbers masked. */
  'organisation.viewPeople': (viewer: Viewer, subject: OrganisationSubject) =>
    hasRole(viewer, [...officers, 'system_admin'], subject.organisationId) ||
    holdsPostAbove(viewer, subject.organisationId),
  /** 工作日历: what counts as a working day is a matter of the system, not of an office. */
  'calendar.change': (viewer: Viewer) => hasRole(viewer, 'system_admin'),
  'organisation.import': (viewer: Viewer) => hasRole(viewer, ['system_admin', 'committee_officer']),
  'organisation.restructure': (viewer: Viewer, subject: OrganisationSubject) =>
    hasRole(viewer, ['system_admin', 'committee_officer'], subject.organisationId),
  /** One member by hand, as an import would. */
  'organisation.addPerson': (viewer: Viewer, subject: OrganisationSubject) =>
    hasRole(viewer, [...keepers], subject.organisationId),
  'organisation.appoint': (viewer: Viewer, subject: OrganisationSubject) =>
    hasRole(viewer, ['system_admin', 'committee_officer'], subject.organisationId),
  'organisation.saveGroup': (viewer: Viewer) => hasRole(viewer, [...officers]),
  /** A saved group is shared for use; only who made it changes it. */
  'organisation.changeGroup': (viewer: Viewer, subject: GroupSubject) =>
    hasRole(viewer, [...officers]) && subject.createdBy === viewer.personId,
  /** The two who hand over, and whoever sees the people there. */
  'handover.view': (viewer: Viewer, subject: HandoverSubject) =>
    subject.personIds.includes(viewer.personId) || seesPeopleOf(viewer, subject.organisationId),
  'person.view': (viewer: Viewer, subject: PersonSubject) =>
    subject.personId === viewer.personId ||
    hasRole(viewer, 'system_admin') ||
    (subject.organisationId !== null && seesPeopleOf(viewer, subject.organisationId)),
  /** What a 支部大会 decides of a 预备党员: 转正, 延长预备期, 取消预备党员资格. */
  'person.changeKind': (viewer: Viewer, subject: PersonSubject) =>
    subject.organisationId !== null && hasRole(viewer, [...keepers], subject.organisationId),
  /** Name, numbers, birth: by those who keep the roster. */
  'person.correct': (viewer: Viewer, subject: PersonSubject) =>
    subject.organisationId === null
      ? hasRole(viewer, 'system_admin')
      : hasRole(viewer, [...keepers], subject.organisationId),
  /** Shown once with a reason, and recorded. */
  'person.revealPhone': (viewer: Viewer, subject: PersonSubject) =>
    subject.organisationId !== null && seesPeopleOf(viewer, subject.organisationId),
} as const

function seesPeopleOf(viewer: Viewer, organisationId: string): boolean {
  return (
    hasRole(viewer, [...officers], organisationId) ||
    viewer.posts.some((held) => covers(held.reach, organisationId))
  )
}
