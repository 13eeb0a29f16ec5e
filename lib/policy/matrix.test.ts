import { describe, expect, test } from 'vitest'
import type { CircularState, PlanState, PostKind, RoleKind, SchemeState } from '@/db/enums'
import { type Action, can, rules } from './index'
import { table } from './matrix'
import type { AppealSubject } from './scorecard'
import type { AssignmentSubject, TaskSubject } from './tasks'
import type { Reach, Viewer } from './viewer'

const committee = 'committee'
const generalBranch = 'general-branch'
const branch = 'branch-jia'
const otherBranch = 'branch-yi'

function person(id: string, given: Partial<Viewer> = {}): Viewer {
  return {
    personId: id,
    name: id,
    employeeNumber: id,
    memberOf: [],
    posts: [],
    roles: [],
    ...given,
  }
}

const inPost = (post: PostKind, organisationId: string, reach: string[]): Partial<Viewer> => ({
  memberOf: [organisationId],
  posts: [{ organisationId, post, isActing: false, reach: new Set(reach) }],
})

const inRole = (role: RoleKind, reach: Reach, department: string | null = null) => ({
  roles: [{ role, organisationId: committee, department, reach }],
})

const viewers: Record<string, Viewer> = {
  党员: person('member', { memberOf: [branch] }),
  支委: person('commissioner', inPost('organisation_commissioner', branch, [branch])),
  书记: person('secretary', inPost('secretary', branch, [branch])),
  总支: person('general', inPost('secretary', generalBranch, [generalBranch, branch])),
  外支: person('other-secretary', inPost('secretary', otherBranch, [otherBranch])),
  部门: person('department', inRole('department_officer', 'all', '安全监察部')),
  他部: person('other-department', inRole('department_officer', 'all', '财务资产部')),
  党委: person('officer', inRole('committee_officer', 'all')),
  系统: person('system', inRole('system_admin', 'all')),
  安全: person('security', inRole('security_admin', 'all')),
  审计: person('audit', inRole('audit_admin', 'all')),
}

const task: TaskSubject = {
  issuingOrganisationId: committee,
  department: '安全监察部',
  createdBy: 'department',
  alternateReviewerId: null,
  closerId: null,
  state: 'dispatched',
}

const assignment: AssignmentSubject = {
  task,
  organisationId: branch,
  personId: null,
  delegateId: null,
  part: 'owner',
  superiorId: null,
  superiorReviews: false,
  reviewerId: null,
  nodeReviewerIds: [],
  state: 'submitted',
  viewerBelonged: false,
  submittedBy: ['somebody'],
}

const alternate = (viewer: Viewer): AssignmentSubject => ({
  ...assignment,
  task: { ...task, alternateReviewerId: viewer.personId },
})

const distributed: AssignmentSubject = {
  ...assignment,
  superiorId: generalBranch,
  superiorReviews: true,
}

const named = (viewer: Viewer): AssignmentSubject => ({
  ...assignment,
  reviewerId: viewer.personId,
  nodeReviewerIds: [viewer.personId],
})

const circular = (state: CircularState) => ({
  issuingOrganisationId: committee,
  department: '安全监察部',
  state,
  organisationIds: [branch],
})

const plan = (state: PlanState, viewerStandsUnder: boolean) => ({
  organisationId: committee,
  state,
  viewerStandsUnder,
})

const scheme = (state: SchemeState, viewerStandsUnder: boolean) => ({
  organisationId: committee,
  state,
  viewerStandsUnder,
})

const judged = { committeeId: committee, department: '安全监察部', viewerBelonged: false }

const appeal: AppealSubject = {
  committeeId: committee,
  organisationId: branch,
  filedBy: 'somebody',
  scoredBy: ['somebody-else'],
  deciderId: null,
  viewerBelonged: false,
}

/** What a row is about, by the words that stand in the table. */
const subjects: Record<string, (viewer: Viewer) => unknown> = {
  不限: () => undefined,
  甲支部: () => ({ organisationId: branch }),
  本人: (viewer) => ({
    personId: viewer.personId,
    organisationId: null,
    roles: [],
    role: 'system_admin',
  }),
  他人: () => ({ personId: 'somebody', organisationId: null, role: 'system_admin' }),
  普通党员的账号: () => ({ personId: 'somebody', roles: [] }),
  党务干部的账号: () => ({ personId: 'somebody', roles: ['committee_officer'] }),
  管理员的账号: () => ({ personId: 'somebody', roles: ['department_officer', 'audit_admin'] }),
  自己保存的分组: (viewer) => ({ createdBy: viewer.personId }),
  他人保存的分组: () => ({ createdBy: 'somebody' }),
  自己经手的交接: (viewer) => ({ organisationId: otherBranch, personIds: [viewer.personId] }),
  甲支部的交接: () => ({ organisationId: branch, personIds: ['somebody'] }),
  甲支部党员: () => ({ personId: 'somebody', organisationId: branch }),
  名册外人员: () => ({ personId: 'somebody', organisationId: null }),
  自己上传: (viewer) => ({ uploadedBy: viewer.personId, isReachable: false }),
  附在看得到的事项上: () => ({ uploadedBy: 'somebody', isReachable: true }),
  附在看不到的事项上: () => ({ uploadedBy: 'somebody', isReachable: false }),
  部门制作的填报表: () => ({ issuingOrganisationId: committee, department: '安全监察部' }),
  部门的模板: () => ({ issuingOrganisationId: committee, department: '安全监察部' }),
  部门下达的任务: () => task,
  部门下达给支部: () => ({ task, coordinatorIds: [] }),
  经总支下达: () => ({ task, coordinatorIds: [generalBranch] }),
  交给甲支部: () => assignment,
  委托给自己: (viewer) => ({ ...assignment, delegateId: viewer.personId }),
  交给党员本人: () => ({ ...assignment, personId: 'member' }),
  自己是备选审核人: alternate,
  备选人曾在该支部: (viewer) => ({ ...alternate(viewer), viewerBelonged: true }),
  备选人自己代录: (viewer) => ({ ...alternate(viewer), submittedBy: [viewer.personId] }),
  自己是节点审核人: named,
  他人是节点审核人: () => ({ ...assignment, reviewerId: 'somebody' }),
  节点审核人曾在支部: (viewer) => ({ ...named(viewer), viewerBelonged: true }),
  总支分解给甲支部: () => distributed,
  总支人员自己提交: (viewer) => ({ ...distributed, submittedBy: [viewer.personId] }),
  总支无人可初审: () => ({ ...distributed, superiorReviews: false }),
  总支的一份: () => ({ ...assignment, organisationId: generalBranch, part: 'coordinator' }),
  自己销号: (viewer) => ({ ...task, closerId: viewer.personId }),
  他人销号: () => ({ ...task, closerId: 'somebody' }),
  草拟中的通报: () => circular('draft'),
  已发出的通报: () => circular('issued'),
  部门登记的立项: () => ({ issuingOrganisationId: committee, department: '安全监察部' }),
  本人提出的需求: (viewer) => ({ organisationId: otherBranch, byId: viewer.personId }),
  甲支部提出的需求: () => ({ organisationId: branch, byId: 'somebody' }),
  草稿计划: () => plan('draft', true),
  已发布计划: () => plan('published', false),
  上级已发布的计划: () => plan('published', true),
  部门负责的节点: () => ({ organisationId: committee, department: '安全监察部', ownerId: null }),
  自己负责的节点: (viewer) => ({
    organisationId: committee,
    department: '财务部',
    ownerId: viewer.personId,
  }),
  草拟中的办法: () => scheme('draft', true),
  已发布的办法: () => scheme('published', false),
  上级已发布的办法: () => scheme('published', true),
  党委的办法: () => ({ organisationId: committee }),
  党委的季度: () => ({ organisationId: committee }),
  部门归口的指标: () => judged,
  党委归口的指标: () => ({ ...judged, department: null }),
  曾在该支部的指标: () => ({ ...judged, viewerBelonged: true }),
  甲支部的申诉: () => appeal,
  自己评过的申诉: (viewer) => ({ ...appeal, scoredBy: [viewer.personId] }),
  自己提出的申诉: (viewer) => ({ ...appeal, filedBy: viewer.personId }),
  曾在该支部的申诉: () => ({ ...appeal, viewerBelonged: true }),
  指定自己裁定的申诉: (viewer) => ({ ...appeal, deciderId: viewer.personId }),
  指定他人裁定的申诉: () => ({ ...appeal, deciderId: 'somebody-third' }),
  自己曾在该支部: () => ({ ...assignment, viewerBelonged: true }),
  自己提交或代录: (viewer) => ({ ...assignment, submittedBy: [viewer.personId] }),
}

interface Row {
  action: Action
  about: string
  allowed: string[]
}

const [head = '', ...lines] = table.trim().split('\n')
const columns = head.trim().split(/\s+/)
const rows: Row[] = lines.map((line) => {
  const [action = '', about = '', ...marks] = line.trim().split(/\s+/)
  return {
    action: action as Action,
    about,
    allowed: columns.filter((_, index) => marks[index] === '●'),
  }
})

describe('role × relation × action', () => {
  test('the columns are the people above', () => {
    expect(columns).toEqual(Object.keys(viewers))
  })

  test.each(rows)('$action $about', ({ action, about, allowed }) => {
    const subjectFor = subjects[about]
    expect(subjectFor, `no such subject: ${about}`).toBeDefined()
    const ask = can as (viewer: Viewer, action: Action, subject: unknown) => boolean
    const found = columns.filter((column) => {
      const viewer = viewers[column]
      return viewer !== undefined && ask(viewer, action, subjectFor?.(viewer))
    })
    expect(found).toEqual(allowed)
  })

  test('every action of the policy stands in the table, and nothing else', () => {
    expect([...new Set(rows.map((row) => row.action))].sort()).toEqual(Object.keys(rules).sort())
  })

  test('an action that nobody wrote a rule for is refused', () => {
    const ask = can as (viewer: Viewer, action: string) => boolean
    expect(Object.values(viewers).some((viewer) => ask(viewer, 'task.invented'))).toBe(false)
  })
})
