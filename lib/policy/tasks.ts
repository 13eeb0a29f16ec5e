import type { AssignmentPart, AssignmentState, PostKind, TaskState } from '@/db/enums'
import { hasRole, holdsPostAbove, holdsPostAt, type Viewer } from './viewer'

export interface TaskSubject {
  issuingOrganisationId: string
  department: string | null
  createdBy: string
  /** 备选审核人: judges where the issuing officers themselves belong to the branch. */
  alternateReviewerId: string | null
  /** 销号 by this person alone; null means any officer of the issuing office. */
  closerId: string | null
  state: TaskState
}

export interface AssignmentSubject {
  task: TaskSubject
  organisationId: string
  personId: string | null
  delegateId: string | null
  part: AssignmentPart
  /** The 党总支 that broke the task down to this branch: its officers review first (初审). */
  superiorId: string | null
  /** Whether somebody in post there may review it today; else it falls to who issued the task. */
  superiorReviews: boolean
  /** Who alone reviews the step in question; null where none is named or that person may not. */
  reviewerId: string | null
  /** Everybody named as reviewer at some node of the task. */
  nodeReviewerIds: readonly string[]
  state: AssignmentState
  /** Whether the viewer was a member of that organisation, or in post there, on the day of the fact. */
  viewerBelonged: boolean
  /** Who handed in or recorded what is under review. */
  submittedBy: readonly string[]
}

/** The reports of a task in one table (汇总表). */
export interface CompiledSubject {
  task: TaskSubject
  /** The 党总支 through which it went and whose copy stands. */
  coordinatorIds: readonly string[]
}

const leaders: readonly PostKind[] = ['secretary', 'deputy_secretary']

export const taskRules = {
  'task.create': (viewer: Viewer) => hasRole(viewer, ['committee_officer', 'department_officer']),
  'task.view': (viewer: Viewer, task: TaskSubject) => issues(viewer, task),
  'task.edit': (viewer: Viewer, task: TaskSubject) => issues(viewer, task),
  'task.dispatch': (viewer: Viewer, task: TaskSubject) => issues(viewer, task),
  'task.cancel': (viewer: Viewer, task: TaskSubject) => issues(viewer, task),
  /** 办结, by the one who is named for it if somebody is (销号). */
  'task.close': (viewer: Viewer, task: TaskSubject) =>
    issues(viewer, task) && (task.closerId === null || task.closerId === viewer.personId),
  'task.archive': (viewer: Viewer, task: TaskSubject) => issues(viewer, task),
  /** 变更备选审核人 while the task is under way. */
  'task.changeReviewer': (viewer: Viewer, task: TaskSubject) => issues(viewer, task),
  /** 变更销号人 while the task is under way. */
  'task.changeCloser': (viewer: Viewer, task: TaskSubject) => issues(viewer, task),
  'task.viewReceipt': (viewer: Viewer, task: TaskSubject) => issues(viewer, task),
  /** 汇总表: all of it for who issues, its own branches for a 党总支; which rows is the read's affair. */
  'task.viewCompiled': (viewer: Viewer, { task, coordinatorIds }: CompiledSubject) =>
    issues(viewer, task) || coordinatorIds.some((id) => holdsPostAt(viewer, id)),
  /** The board: which rows it shows is decided by visibleTasks. */
  'task.viewBoard': (viewer: Viewer) =>
    hasRole(viewer, ['committee_officer', 'department_officer']),

  'assignment.view': (viewer: Viewer, subject: AssignmentSubject) =>
    issues(viewer, subject.task) ||
    isAlternate(viewer, subject.task) ||
    subject.nodeReviewerIds.includes(viewer.personId) ||
    sees(viewer, subject),
  'assignment.accept': (viewer: Viewer, subject: AssignmentSubject) =>
    answers(viewer, subject) || isDelegate(viewer, subject),
  /** 委托 and 收回委托: the branch's own affair, and its leaders'. */
  'assignment.delegate': (viewer: Viewer, subject: AssignmentSubject) =>
    subject.personId === null && holdsPostAt(viewer, subject.organisationId, leaders),
  'assignment.submit': (viewer: Viewer, subject: AssignmentSubject) =>
    answers(viewer, subject) || isDelegate(viewer, subject),
  /** Approve or return. Nobody reviews his own branch or what he handed in or recorded himself. */
  'assignment.review': (viewer: Viewer, subject: AssignmentSubject) => judges(viewer, subject),
  /** 节点评价, without points: by who reviews it. */
  'assignment.evaluateStep': (viewer: Viewer, subject: AssignmentSubject) =>
    judges(viewer, subject),
  /** Of the whole, and with points: by the office that issued it, whoever reviewed its parts. */
  'assignment.evaluate': (viewer: Viewer, subject: AssignmentSubject) =>
    isImpartial(viewer, subject) && answersForTask(viewer, subject.task),
  /** 分解: the 党总支 passes its copy on to branches under it. */
  'assignment.distribute': (viewer: Viewer, subject: AssignmentSubject) =>
    subject.part === 'coordinator' && holdsPostAt(viewer, subject.organisationId),
  /** 申请延期、退办、改派: by those who act for the recipient. */
  'assignment.request': (viewer: Viewer, subject: AssignmentSubject) =>
    answers(viewer, subject) || isDelegate(viewer, subject),
  /** Answered by the 党总支 that passed it on, else by the issuing office; never by the branch. */
  'assignment.decideRequest': (viewer: Viewer, subject: AssignmentSubject) =>
    !subject.viewerBelonged &&
    (subject.superiorId !== null && subject.superiorReviews
      ? holdsPostAt(viewer, subject.superiorId)
      : answersForTask(viewer, subject.task)),
  /** 撤回 of one copy. */
  'assignment.withdraw': (viewer: Viewer, subject: AssignmentSubject) =>
    issues(viewer, subject.task),
  /** 催办 by the 党总支 of what it has broken down itself. */
  'assignment.urgeBranches': (viewer: Viewer, subject: AssignmentSubject) =>
    subject.part === 'coordinator' && holdsPostAt(viewer, subject.organisationId),
  'assignment.urge': (viewer: Viewer, subject: AssignmentSubject) => issues(viewer, subject.task),
  /** 代录 what came by telephone or on paper. */
  'assignment.recordForOther': (viewer: Viewer, subject: AssignmentSubject) =>
    issues(viewer, subject.task) ||
    (subject.superiorId !== null && holdsPostAt(viewer, subject.superiorId)) ||
    (subject.personId !== null && holdsPostAt(viewer, subject.organisationId, leaders)),
  /** Four eyes: whoever recorded it neither confirms nor rejects it. */
  'assignment.confirmEntry': (viewer: Viewer, subject: AssignmentSubject) =>
    judges(viewer, subject),
} as const

/** Officers of the issuing committee; officers of a department for what their department issues. */
function issues(viewer: Viewer, task: TaskSubject): boolean {
  return (
    hasRole(viewer, 'committee_officer', task.issuingOrganisationId) ||
    viewer.roles.some(
      (held) =>
        held.role === 'department_officer' &&
        held.organisationId === task.issuingOrganisationId &&
        held.department !== null &&
        held.department === task.department,
    )
  )
}

/** The one named at dispatch for what no issuing officer may judge (异人审核). */
function isAlternate(viewer: Viewer, task: TaskSubject): boolean {
  return task.alternateReviewerId === viewer.personId
}

/** Those who act for the recipient today. */
function answers(viewer: Viewer, subject: AssignmentSubject): boolean {
  return subject.personId === null
    ? holdsPostAt(viewer, subject.organisationId)
    : subject.personId === viewer.personId
}

/** 受托承办 ends with membership: whoever has left the branch does not act for it. */
function isDelegate(viewer: Viewer, subject: AssignmentSubject): boolean {
  return subject.delegateId === viewer.personId && viewer.memberOf.includes(subject.organisationId)
}

function sees(viewer: Viewer, subject: AssignmentSubject): boolean {
  return (
    subject.personId === viewer.personId ||
    isDelegate(viewer, subject) ||
    holdsPostAbove(viewer, subject.organisationId)
  )
}

function judges(viewer: Viewer, subject: AssignmentSubject): boolean {
  if (!isImpartial(viewer, subject)) {
    return false
  }
  if (subject.superiorId !== null && subject.superiorReviews) {
    return holdsPostAt(viewer, subject.superiorId)
  }
  return subject.reviewerId === null
    ? answersForTask(viewer, subject.task)
    : subject.reviewerId === viewer.personId
}

function answersForTask(viewer: Viewer, task: TaskSubject): boolean {
  return issues(viewer, task) || isAlternate(viewer, task)
}

function isImpartial(viewer: Viewer, subject: AssignmentSubject): boolean {
  return !subject.viewerBelonged && !subject.submittedBy.includes(viewer.personId)
}
