/**
 * Every stored state of the system, as constant arrays. Imports nothing, so it is safe in the
 * browser; tables, zod schemas and screens all read the same lists.
 */

export const organisationKinds = ['committee', 'general_branch', 'branch', 'group'] as const
export type OrganisationKind = (typeof organisationKinds)[number]

/** Assessment classes Ⅰ/Ⅱ/Ⅲ: branches are compared within one class only. */
export const organisationClasses = ['I', 'II', 'III'] as const
export type OrganisationClass = (typeof organisationClasses)[number]

export const memberKinds = ['full', 'probationary'] as const
export type MemberKind = (typeof memberKinds)[number]

/** `membership` is 组织关系, exactly one a day; the others are 编入 beside it (借调, 流动). */
export const relationKinds = ['membership', 'secondment', 'mobile'] as const
export type RelationKind = (typeof relationKinds)[number]

export const postKinds = [
  'secretary',
  'deputy_secretary',
  'organisation_commissioner',
  'publicity_commissioner',
  'discipline_commissioner',
  'commissioner',
  'clerk',
] as const
export type PostKind = (typeof postKinds)[number]

/** Roles granted by hand. Member, branch officer and branch secretary follow from membership and posts. */
export const roleKinds = [
  'committee_officer',
  'department_officer',
  'system_admin',
  'security_admin',
  'audit_admin',
] as const
export type RoleKind = (typeof roleKinds)[number]

export const rosterImportStates = ['preview', 'committed', 'discarded'] as const
export type RosterImportState = (typeof rosterImportStates)[number]

/** What the office export means by 换届时间; the importer has to say. */
export const termDateMeanings = ['last_election', 'term_end'] as const
export type TermDateMeaning = (typeof termDateMeanings)[number]

export const accountStates = ['active', 'disabled'] as const
export type AccountState = (typeof accountStates)[number]

export const sessionEndings = [
  'signed_out',
  'revoked',
  'password_changed',
  'role_changed',
  'account_disabled',
] as const
export type SessionEnding = (typeof sessionEndings)[number]

/** State secrets have no value here on purpose: such material is refused at every door. */
export const classifications = ['public', 'internal', 'work_secret', 'trade_secret'] as const
export type Classification = (typeof classifications)[number]

export const taskStates = ['draft', 'dispatched', 'closed', 'cancelled'] as const
export type TaskState = (typeof taskStates)[number]

export const assignmentStates = [
  'issued',
  'accepted',
  'submitted',
  'returned',
  'approved',
  'evaluated',
  /** 申请退办 or 改派 is being decided: nobody's clock runs. */
  'paused',
  'cancelled',
  'not_applicable',
] as const
export type AssignmentState = (typeof assignmentStates)[number]

/** States in which the next move is the branch's. */
export const assigneeTurnStates = ['issued', 'accepted', 'returned'] as const
/** States in which somebody still has to do something. */
export const openAssignmentStates = [
  'issued',
  'accepted',
  'returned',
  'submitted',
  'paused',
] as const

/** A `waiting` step opens when every step of the stages before it has been approved. */
export const stepStates = ['waiting', 'open', 'submitted', 'returned', 'approved', 'ended'] as const
export type StepState = (typeof stepStates)[number]

/** Whose time is running on a step (the fair clock). */
export const clockParties = ['assignee', 'reviewer', 'paused'] as const
export type ClockParty = (typeof clockParties)[number]

/** Who reviews a node; `none` is for routine work, where the record itself is the proof. */
export const nodeReviewers = ['issuer', 'person', 'none'] as const
export type NodeReviewer = (typeof nodeReviewers)[number]

/** 直达党支部 (党总支 copied), or through the 党总支 that breaks it down, reviews first and sums up. */
export const dispatchRoutes = ['direct', 'general_branch'] as const
export type DispatchRoute = (typeof dispatchRoutes)[number]

/** When a branch whose people each hold a copy has done its part: all of them, any, or k. */
export const completionRules = ['all', 'any', 'count'] as const
export type CompletionRule = (typeof completionRules)[number]

/** An organisation's part in a task: alone, 牵头, 协办, or 党总支 (分解、初审、汇总). */
export const assignmentParts = ['owner', 'lead', 'assist', 'coordinator'] as const
export type AssignmentPart = (typeof assignmentParts)[number]

/** 退办 gives a task back, 改派 asks that somebody else do it. */
export const declineKinds = ['decline', 'reassign'] as const
export type DeclineKind = (typeof declineKinds)[number]

export const requestDecisions = ['granted', 'refused'] as const
export type RequestDecision = (typeof requestDecisions)[number]

export const escalationRules = ['unaccepted', 'overdue'] as const
export type EscalationRule = (typeof escalationRules)[number]

/** Where a recurring duty comes from; shown beside it. */
export const templateOrigins = ['national', 'superior', 'own'] as const
export type TemplateOrigin = (typeof templateOrigins)[number]

export const recurrences = ['none', 'monthly', 'quarterly', 'yearly'] as const
export type Recurrence = (typeof recurrences)[number]

/** Who owes nothing of a recurring duty: branches without a committee, or without groups. */
export const exemptionRules = ['none', 'without_committee', 'without_groups'] as const
export type ExemptionRule = (typeof exemptionRules)[number]

/** 活动: what one record may be at once (党课 + 主题党日 + 党员大会). */
export const activityKinds = [
  'members_meeting',
  'committee_meeting',
  'group_meeting',
  'party_lecture',
  'party_day',
  'life_meeting',
  'appraisal',
  'talk',
] as const
export type ActivityKind = (typeof activityKinds)[number]

export const absenceReasons = ['business_trip', 'duty', 'leave', 'illness', 'other'] as const
export type AbsenceReason = (typeof absenceReasons)[number]

/** 立项来源. */
export const requirementSources = [
  'superior_document',
  'committee_decision',
  'leader_instruction',
  'inspection',
  'branch_proposal',
] as const
export type RequirementSource = (typeof requirementSources)[number]

export const requirementStates = ['registered', 'closed'] as const
export type RequirementState = (typeof requirementStates)[number]

export const proposalStates = ['submitted', 'merged', 'adopted', 'declined'] as const
export type ProposalState = (typeof proposalStates)[number]

export const planStates = ['draft', 'published', 'closed'] as const
export type PlanState = (typeof planStates)[number]

export const circularStates = ['draft', 'issued'] as const
export type CircularState = (typeof circularStates)[number]

export const formFieldKinds = [
  'text',
  'number',
  'date',
  'choice',
  'person',
  'organisation',
  'file',
  'table',
  'computed',
] as const
export type FormFieldKind = (typeof formFieldKinds)[number]

export const formVersionStates = ['draft', 'frozen'] as const
export type FormVersionState = (typeof formVersionStates)[number]

export const dispatchKinds = ['initial', 'supplement'] as const
export type DispatchKind = (typeof dispatchKinds)[number]

/** How a 签收 or a report reached us; anything but `online` was recorded by an officer (代录). */
export const entryChannels = ['online', 'phone', 'in_person', 'paper'] as const
export type EntryChannel = (typeof entryChannels)[number]

/** What may happen to an assignment beside the ordinary course of work. */
export const assignmentChangeKinds = [
  'cancelled',
  'not_applicable',
  'transferred',
  'delegation_withdrawn',
  /** 撤回 of one copy by who issued it. */
  'withdrawn',
  /** 退办 or 改派 was agreed to. */
  'declined',
  'reassigned',
  /** Enough people of the branch have done it. */
  'completed_by_others',
] as const
export type AssignmentChangeKind = (typeof assignmentChangeKinds)[number]

/** What may be changed about a task that is under way. */
export const taskChangeKinds = ['reviewer', 'closer'] as const
export type TaskChangeKind = (typeof taskChangeKinds)[number]

export const grades = ['excellent', 'good', 'fair', 'poor'] as const
export type Grade = (typeof grades)[number]

export const noticeKinds = [
  'task_dispatched',
  'task_urged',
  'task_delegated',
  'task_submitted',
  'task_returned',
  'task_approved',
  'task_evaluated',
  'task_cancelled',
  'task_copied',
  'task_escalated',
  'task_extension_requested',
  'task_extension_decided',
  'task_decline_requested',
  'task_decline_decided',
  'task_withdrawn',
  'task_node_opened',
  'circular_issued',
  'proposal_received',
  'proposal_decided',
  'proxy_entry_recorded',
  'proxy_entry_rejected',
  'handover',
  'complaint_received',
  'complaint_answered',
  'person_corrected',
  /** A quarter of the index has begun another step: 自评, 核对, 公示, 定稿. */
  'score_step',
  /** Somebody else's appeal has moved one's grade or rank. */
  'score_moved',
  'appeal_filed',
  'appeal_decided',
] as const
export type NoticeKind = (typeof noticeKinds)[number]

export const smsStates = [
  'waiting',
  'handing_over',
  'handed_over',
  'delivered',
  'failed',
  'unknown',
  'withdrawn',
] as const
export type SmsState = (typeof smsStates)[number]

/** Why a message is held back; shown on the receipt. */
export const smsHoldRules = ['quiet_hours', 'merge', 'daily_limit', 'provider_busy'] as const
export type SmsHoldRule = (typeof smsHoldRules)[number]

/**
 * Kinds of fact that may become points. A closed list: none of them measures a person's time,
 * log-ins, views or likes (国办函〔2026〕12号), and a test reads it word by word.
 */
export const factKinds = [
  'task_evaluation',
  /** Whether a branch finished a task in time, by the fair clock. */
  'task_completion',
  /** 初评 of an indicator by the responsible department. */
  'judgement',
  /** A value brought in from another system. */
  'imported_value',
  /** What an appeal decided about one entry. */
  'ruling',
] as const
export type FactKind = (typeof factKinds)[number]

export const complaintKinds = ['suggestion', 'complaint', 'burden', 'fault'] as const
export type ComplaintKind = (typeof complaintKinds)[number]

export const complaintStates = ['received', 'handling', 'answered', 'closed'] as const
export type ComplaintState = (typeof complaintStates)[number]

/** Deviations from Monday–Friday: 法定节假日 and 调休上班. */
export const calendarDayKinds = ['holiday', 'workday'] as const
export type CalendarDayKind = (typeof calendarDayKinds)[number]

export const schemeStates = ['draft', 'published', 'retired'] as const
export type SchemeState = (typeof schemeStates)[number]

/** What an entry does to its indicator; a veto bears on the grade alone. */
export const entryEffects = ['points', 'zero', 'veto'] as const
export type EntryEffect = (typeof entryEffects)[number]

/** A quarter of the index: 打开 → 自评 → 初评 → 反馈核对 → 评议会 → 公示 → 审定 → 定稿. */
export const quarterStates = [
  'open',
  'self',
  'preliminary',
  'verification',
  'meeting',
  'publication',
  'approved',
  'frozen',
] as const
export type QuarterState = (typeof quarterStates)[number]

/** Why a quarter moved: forwards, or back into 公示 because of an appeal or a new revision. */
export const quarterMoveKinds = ['advance', 'correct_publication', 'reopen'] as const
export type QuarterMoveKind = (typeof quarterMoveKinds)[number]

export const judgementStates = ['scored', 'not_applicable'] as const
export type JudgementState = (typeof judgementStates)[number]

/** What the 领导小组 decides for an indicator that its department has not scored. */
export const treatmentKinds = ['full', 'not_applicable', 'zero'] as const
export type TreatmentKind = (typeof treatmentKinds)[number]

export const appealStates = ['filed', 'upheld', 'corrected', 'withdrawn'] as const
export type AppealState = (typeof appealStates)[number]

export const snapshotKinds = [
  'preliminary',
  'meeting',
  'publication',
  'corrected',
  'final',
] as const
export type SnapshotKind = (typeof snapshotKinds)[number]

export const meetingStates = ['prepared', 'opened', 'closed'] as const
export type MeetingState = (typeof meetingStates)[number]
