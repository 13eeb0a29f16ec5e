import type {
  AssignmentState,
  MemberKind,
  OrganisationClass,
  OrganisationKind,
  PostKind,
  RelationKind,
  RoleKind,
} from '@/db/enums'

export const organisationKindLabels: Record<OrganisationKind, string> = {
  committee: '党委',
  general_branch: '党总支',
  branch: '党支部',
  group: '党小组',
}

export const organisationClassLabels: Record<OrganisationClass, string> = {
  I: 'Ⅰ类',
  II: 'Ⅱ类',
  III: 'Ⅲ类',
}

export const memberKindLabels: Record<MemberKind, string> = {
  full: '正式党员',
  probationary: '预备党员',
}

export const relationKindLabels: Record<RelationKind, string> = {
  membership: '组织关系',
  secondment: '借调编入',
  mobile: '流动编入',
}

/** Why somebody's 组织关系 ends for good, as the form asks. */
export const leavingReasons = [
  'transferred_out',
  'deceased',
  'withdrawn',
  'struck_off',
  'expelled',
] as const
/** 取消预备党员资格 has its own form. */
export type LeavingReason = (typeof leavingReasons)[number] | 'probation_cancelled'

export const leavingReasonLabels: Record<LeavingReason, string> = {
  transferred_out: '转出本单位',
  deceased: '去世',
  withdrawn: '退党',
  struck_off: '除名',
  expelled: '开除党籍',
  probation_cancelled: '取消预备党员资格',
}

export const roleKindLabels: Record<RoleKind, string> = {
  committee_officer: '党委党务干部',
  department_officer: '归口部门经办',
  system_admin: '系统管理员',
  security_admin: '安全管理员',
  audit_admin: '安全审计员',
}

/** What may be put right of a person. */
export type CorrectedField = 'name' | 'employeeNumber' | 'ethnicity' | 'bornOn' | 'phone'

export const correctedFieldLabels: Record<CorrectedField, string> = {
  name: '姓名',
  employeeNumber: '工号',
  ethnicity: '民族',
  bornOn: '出生年月',
  phone: '手机号',
}

const postWords: Record<PostKind, string> = {
  secretary: '书记',
  deputy_secretary: '副书记',
  organisation_commissioner: '组织委员',
  publicity_commissioner: '宣传委员',
  discipline_commissioner: '纪检委员',
  commissioner: '委员',
  clerk: '党务专责',
}

const organisationPrefix: Record<OrganisationKind, string> = {
  committee: '党委',
  general_branch: '党总支',
  branch: '支部',
  group: '小组',
}

/** A 党小组 is led by a 组长: the same posts under other names. */
const groupPostWords: Partial<Record<PostKind, string>> = {
  secretary: '党小组组长',
  deputy_secretary: '党小组副组长',
}

/** `支部书记`, `党总支副书记`, `党小组组长`, `组织委员（主持工作）`. */
export function postLabel(post: PostKind, kind: OrganisationKind, isActing = false): string {
  const word = kind === 'group' && groupPostWords[post] ? groupPostWords[post] : wordOf(post, kind)
  return isActing ? `${word}（主持工作）` : word
}

function wordOf(post: PostKind, kind: OrganisationKind): string {
  return post === 'secretary' || post === 'deputy_secretary'
    ? organisationPrefix[kind] + postWords[post]
    : postWords[post]
}

/** An organisation as it stood on some day. */
export interface OrganisationOnDay {
  id: string
  code: string
  name: string
  kind: OrganisationKind
  class: OrganisationClass | null
  parentId: string | null
  termEndsOn: string | null
  position: number
}

/** Somebody in post on some day. */
export interface PostHolder {
  organisationId: string
  personId: string
  personName: string
  phoneMasked: string | null
  post: PostKind
  isActing: boolean
  basis: string
  validFrom: string
}

/** One name of a roster on some day. */
export interface RosterMember {
  personId: string
  name: string
  employeeNumber: string | null
  memberKind: MemberKind
  relation: RelationKind
  groupId: string | null
  phoneMasked: string | null
}

/** One line of a 交接清单, as it stood at the moment of handing over. */
export interface HandoverItem {
  assignmentId: string
  title: string
  state: AssignmentState
  /** ISO 8601. */
  dueAt: string
}
