import {
  type ActivityKind,
  type AssignmentPart,
  type AssignmentState,
  assigneeTurnStates,
  type EntryChannel,
  type Grade,
  type NodeReviewer,
  openAssignmentStates,
  type StepState,
  type TaskState,
} from '@/db/enums'
import type { ProgressLight } from './progress'

export const taskStateLabels: Record<TaskState, string> = {
  draft: '草稿',
  dispatched: '办理中',
  closed: '已办结',
  cancelled: '已撤销',
}

export const assignmentStateLabels: Record<AssignmentState, string> = {
  issued: '待签收',
  accepted: '办理中',
  submitted: '待审核',
  returned: '退回待改',
  approved: '审核通过',
  evaluated: '已评价',
  paused: '暂停计时',
  cancelled: '已撤销',
  not_applicable: '不适用',
}

/** Of one node of a task. */
export const stepStateLabels: Record<StepState, string> = {
  waiting: '未开始',
  open: '办理中',
  submitted: '待审核',
  returned: '退回待改',
  approved: '已完成',
  ended: '已终止',
}

/** A node as it is said of one copy: nothing is 办理中 before somebody has signed for it. */
export function stepLabel(state: StepState, isUnsigned: boolean): string {
  return isUnsigned && state === 'open' ? assignmentStateLabels.issued : stepStateLabels[state]
}

export const nodeReviewerLabels: Record<NodeReviewer, string> = {
  issuer: '下达部门',
  person: '指定的人',
  none: '不需审核',
}

export const activityKindLabels: Record<ActivityKind, string> = {
  members_meeting: '党员大会',
  committee_meeting: '支委会',
  group_meeting: '党小组会',
  party_lecture: '党课',
  party_day: '主题党日',
  life_meeting: '组织生活会',
  appraisal: '民主评议党员',
  talk: '谈心谈话',
}

/** An organisation's part in a task; the common case needs no word. */
export const partLabels: Record<AssignmentPart, string> = {
  owner: '承办',
  lead: '牵头',
  assist: '协办',
  coordinator: '分解、初审、汇总',
}

export const gradeLabels: Record<Grade, string> = {
  excellent: '优',
  good: '良',
  fair: '中',
  poor: '差',
}

export const entryChannelLabels: Record<EntryChannel, string> = {
  online: '线上',
  phone: '电话',
  in_person: '当面',
  paper: '纸质',
}

/** The word of a light, for whatever has a share of work done (lightOfProgress). */
export const progressLightWords: Record<ProgressLight, string> = {
  soon: '临近时限',
  behind: '落后序时进度',
  late: '逾期',
}

/** Days before the effective due from which a blue light shows. */
const soonDays = 3

export type Light = 'late' | 'soon' | 'none'

/**
 * 红 = 逾期, 蓝 = 临近时限. Only while it is the branch's turn: what waits for a reviewer is never
 * late for the branch.
 */
export function lightOf(state: AssignmentState, effectiveDueAt: Date, now: Date): Light {
  if (!isAssigneeTurn(state)) {
    return 'none'
  }
  const leftMs = effectiveDueAt.getTime() - now.getTime()
  if (leftMs < 0) {
    return 'late'
  }
  return leftMs <= soonDays * 86_400_000 ? 'soon' : 'none'
}

/** Whether the next move is the branch's. */
export function isAssigneeTurn(state: AssignmentState): boolean {
  return (assigneeTurnStates as readonly AssignmentState[]).includes(state)
}

/** Whether a node lies with the branch. */
export function isStepAtBranch(state: StepState): boolean {
  return state === 'open' || state === 'returned'
}

/** The stations of an assignment, in order, as the dots of a row show them. */
export const stations = ['签收', '提交', '审核', '评价'] as const
export const assigneeSteps = stations.length

/** How many stations lie behind. */
export function stepsDone(state: AssignmentState): number {
  const done: Record<AssignmentState, number> = {
    issued: 0,
    accepted: 1,
    returned: 1,
    submitted: 2,
    approved: 3,
    evaluated: 4,
    paused: 1,
    cancelled: 0,
    not_applicable: 0,
  }
  return done[state]
}

/** What a matrix of branches and nodes lists; `stuck` has not moved for days. */
export const matrixShows = ['all', 'unaccepted', 'late', 'stuck', 'waiting'] as const
export type MatrixShow = (typeof matrixShows)[number]

/** Where a node stands in the matrix, by the letter its cell begins with. */
export const matrixWords = {
  w: '未开始',
  u: '未签收',
  o: '办理中',
  l: '逾期',
  r: '退回',
  s: '待审核',
  p: '暂停',
  d: '完成',
  e: '终止',
} as const
export type MatrixLetter = keyof typeof matrixWords

/** A copy's id, its name, and a letter with a date for each node: `d9/12`. */
export type MatrixRow = [id: string, name: string, ...cells: string[]]

/** How the branches stand to which a 党总支 has broken its copy down; those taken back left out. */
export interface BranchTally {
  all: number
  /** Not approved yet, and those of them that lie with the 党总支 for 初审. */
  open: number
  submitted: number
}

/** The tally of these copies. */
export function tallyOfBranches(copies: readonly { state: AssignmentState }[]): BranchTally {
  const standing = copies.filter(({ state }) => state !== 'cancelled' && state !== 'not_applicable')
  const isOpen: readonly AssignmentState[] = openAssignmentStates
  return {
    all: standing.length,
    open: standing.filter(({ state }) => isOpen.includes(state)).length,
    submitted: standing.filter(({ state }) => state === 'submitted').length,
  }
}

/** What is still open of a 党总支's branches, in numbers and without a stop. */
export function openBranchesWords({ all, open, submitted }: BranchTally): string {
  const parts = [
    open > submitted ? `${open - submitted} 个还没有报来` : '',
    submitted > 0 ? `${submitted} 个等待初审` : '',
  ]
  return `所辖 ${all} 个支部还有 ${open} 个没有办完（${parts.filter(Boolean).join('，')}）`
}
