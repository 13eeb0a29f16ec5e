import type { PlanState } from '@/db/enums'
import { hasRole, type Viewer } from './viewer'

export interface PlanSubject {
  organisationId: string
  state: PlanState
  /** Whether the viewer belongs to an organisation under the plan's, or is in post there. */
  viewerStandsUnder: boolean
}

export interface MilestoneSubject {
  organisationId: string
  /** 责任部门 of the milestone, else of its objective. */
  department: string | null
  /** The person answerable for the milestone, else for its objective. */
  ownerId: string | null
}

export const planRules = {
  'plan.open': (viewer: Viewer) =>
    hasRole(viewer, ['committee_officer', 'department_officer']) ||
    viewer.posts.length > 0 ||
    viewer.memberOf.length > 0,
  /** A published plan is open to everybody it is for; a draft to those who make it. */
  'plan.view': (viewer: Viewer, subject: PlanSubject) =>
    hasRole(viewer, 'committee_officer', subject.organisationId) ||
    (subject.state !== 'draft' &&
      (subject.viewerStandsUnder || hasRole(viewer, 'department_officer', subject.organisationId))),
  'plan.create': (viewer: Viewer) => hasRole(viewer, 'committee_officer'),
  /** Objectives, milestones, publishing, closing, carrying over. */
  'plan.manage': (viewer: Viewer, subject: Pick<PlanSubject, 'organisationId'>) =>
    hasRole(viewer, 'committee_officer', subject.organisationId),
  /** 登记完成: the plan's makers, the officer of the 责任部门, whoever answers for it himself. */
  'plan.declare': (viewer: Viewer, subject: MilestoneSubject) =>
    hasRole(viewer, 'committee_officer', subject.organisationId) ||
    subject.ownerId === viewer.personId ||
    viewer.roles.some(
      (held) =>
        held.role === 'department_officer' &&
        held.organisationId === subject.organisationId &&
        held.department !== null &&
        held.department === subject.department,
    ),
} as const
