import type { PostKind, SchemeState } from '@/db/enums'
import { hasRole, holdsPostAbove, holdsPostAt, type Viewer } from './viewer'

export interface ScoreSubject {
  organisationId: string
}

export interface SchemeSubject {
  /** The committee whose scheme it is. */
  organisationId: string
  state: SchemeState
  /** Whether the viewer belongs to an organisation under the committee, or is in post there. */
  viewerStandsUnder: boolean
}

/** A quarter of the committee's index. */
export interface QuarterSubject {
  /** The committee. */
  organisationId: string
}

export interface JudgementSubject {
  committeeId: string
  /** 归口部门 of the indicator; null is the Party office. */
  department: string | null
  /** Whether the viewer was a member of the branch, or in post there, in the quarter. */
  viewerBelonged: boolean
}

export interface AppealSubject {
  committeeId: string
  /** The branch that appeals. */
  organisationId: string
  filedBy: string
  /** Everybody who judged, recorded or imported what the entry stands on. */
  scoredBy: readonly string[]
  /** Named to decide where nobody of the office may. */
  deciderId: string | null
  viewerBelonged: boolean
}

const leaders: readonly PostKind[] = ['secretary', 'deputy_secretary']

export const scorecardRules = {
  'score.viewBoard': (viewer: Viewer) =>
    hasRole(viewer, ['committee_officer', 'department_officer']),
  /** Entries of a branch: its own people in post, those above, the officers, its members. */
  'score.viewEntries': (viewer: Viewer, subject: ScoreSubject) =>
    hasRole(viewer, ['committee_officer', 'department_officer'], subject.organisationId) ||
    holdsPostAbove(viewer, subject.organisationId) ||
    viewer.memberOf.includes(subject.organisationId),

  /** What is published is for everybody it measures; a draft for those who make it. */
  'scheme.view': (viewer: Viewer, subject: SchemeSubject) =>
    hasRole(viewer, 'committee_officer', subject.organisationId) ||
    (subject.state !== 'draft' &&
      (subject.viewerStandsUnder || hasRole(viewer, 'department_officer', subject.organisationId))),
  'scheme.manage': (viewer: Viewer, subject: { organisationId: string }) =>
    hasRole(viewer, 'committee_officer', subject.organisationId),

  /** All branches of a quarter at once: the officers of its own committee. */
  'quarter.view': (viewer: Viewer, subject: QuarterSubject) =>
    hasRole(viewer, ['committee_officer', 'department_officer'], subject.organisationId),
  /** Opening a quarter, moving it on, 更正公示, 审定, 定稿, a revision. */
  'quarter.manage': (viewer: Viewer, subject: QuarterSubject) =>
    hasRole(viewer, 'committee_officer', subject.organisationId),
  /** The bundle with which a frozen quarter replays: all branches, so for officers. */
  'quarter.download': (viewer: Viewer, subject: QuarterSubject) =>
    hasRole(viewer, ['committee_officer', 'department_officer'], subject.organisationId),
  /** Questions about patterns in the facts, and their answers: never the branches' business. */
  'quarter.question': (viewer: Viewer, subject: QuarterSubject) =>
    hasRole(viewer, ['committee_officer', 'department_officer'], subject.organisationId),

  /** 自评 and 核对 are the branch leaders' affair. */
  'score.selfAssess': (viewer: Viewer, subject: ScoreSubject) =>
    holdsPostAt(viewer, subject.organisationId, leaders),
  'score.reply': (viewer: Viewer, subject: ScoreSubject) =>
    holdsPostAt(viewer, subject.organisationId, leaders),
  'score.answerReply': (viewer: Viewer, subject: JudgementSubject) => judges(viewer, subject),
  /** 初评, by the responsible department; nobody scores a branch he belonged to. */
  'score.judge': (viewer: Viewer, subject: JudgementSubject) => judges(viewer, subject),
  /** Values of another system, as a table; rows of one's own branch are refused one by one. */
  'score.import': (viewer: Viewer, subject: Omit<JudgementSubject, 'viewerBelonged'>) =>
    answersFor(viewer, subject),

  'appeal.file': (viewer: Viewer, subject: ScoreSubject) =>
    holdsPostAt(viewer, subject.organisationId, leaders),
  'appeal.view': (viewer: Viewer, subject: AppealSubject) =>
    hasRole(viewer, ['committee_officer', 'department_officer'], subject.committeeId) ||
    holdsPostAbove(viewer, subject.organisationId) ||
    viewer.memberOf.includes(subject.organisationId) ||
    subject.deciderId === viewer.personId,
  /** Never by the one who scored, who filed it, or who belonged to the branch. */
  'appeal.decide': (viewer: Viewer, subject: AppealSubject) =>
    (subject.deciderId === null
      ? hasRole(viewer, 'committee_officer', subject.committeeId)
      : subject.deciderId === viewer.personId) &&
    !subject.viewerBelonged &&
    subject.filedBy !== viewer.personId &&
    !subject.scoredBy.includes(viewer.personId),
  'appeal.nameDecider': (viewer: Viewer, subject: AppealSubject) =>
    hasRole(viewer, 'committee_officer', subject.committeeId),

  /** 评议会: preparing it, holding it, recording decisions. */
  'review.hold': (viewer: Viewer, subject: QuarterSubject) =>
    hasRole(viewer, 'committee_officer', subject.organisationId),
  'review.view': (viewer: Viewer, subject: QuarterSubject) =>
    hasRole(viewer, ['committee_officer', 'department_officer'], subject.organisationId),
} as const

function answersFor(
  viewer: Viewer,
  subject: Pick<JudgementSubject, 'committeeId' | 'department'>,
): boolean {
  return subject.department === null
    ? hasRole(viewer, 'committee_officer', subject.committeeId)
    : viewer.roles.some(
        (held) =>
          held.role === 'department_officer' &&
          held.organisationId === subject.committeeId &&
          held.department === subject.department,
      )
}

function judges(viewer: Viewer, subject: JudgementSubject): boolean {
  return answersFor(viewer, subject) && !subject.viewerBelonged
}
