import type { MadePerson } from '@/db/testing/factories'
import { activityRounds } from './activity-pages'
import { administratorRounds } from './administrator-pages'
import { formRounds } from './form-pages'
import { furtherRounds } from './further-pages'
import { type Stage, stages, taskAt } from './stages'
import { supervisionRounds } from './supervision-pages'
import { workRounds } from './work-pages'
import { type Copy, draft, type World } from './world'

/** A page as somebody meets it. */
export interface Visit {
  name: string
  path: string
  /** Buttons whose dialogs are looked at too. */
  opens?: (string | RegExp)[]
}

/** The pages of one person; null is somebody not signed in. */
export interface Round {
  who: MadePerson | null
  visits: Visit[]
  /** What the browser holds besides its session. */
  cookie?: { name: string; value: string }
}

const own: Visit[] = [
  { name: '消息', path: '/notices' },
  { name: '我的', path: '/me' },
  { name: '意见与投诉', path: '/complaints' },
  { name: '党建指数', path: '/scorecard' },
  { name: '组织', path: '/organisation' },
  { name: '查找', path: '/search?q=学习' },
  { name: '没有找到', path: '/tasks/nothing-here' },
]

/** The pages as they are before anything has happened. */
export function firstPages({ officer, secretaries, branches }: World): Record<string, Round> {
  return {
    nobody: {
      who: null,
      visits: [
        { name: '登录', path: '/sign-in' },
        { name: '短信登录', path: '/sign-in?by=sms' },
        { name: '设置密码', path: '/set-up' },
      ],
    },
    officer: {
      who: officer,
      visits: [
        { name: '待办（空）', path: '/' },
        { name: '任务（空）', path: '/tasks' },
        { name: '按支部（空）', path: '/tasks?by=branch' },
        { name: '新建任务', path: '/tasks/new' },
        { name: '考核办法（空）', path: '/scorecard/schemes' },
        { name: '试算（空）', path: '/scorecard/simulator' },
      ],
    },
    secretary: {
      who: secretaries[0],
      visits: [
        { name: '待办（空）', path: '/' },
        { name: '得分（空）', path: `/scorecard?organisation=${branches[0].id}` },
        ...own,
      ],
    },
  }
}

/** Tasks at every stage and what goes with them, by those who meet them; makes that work. */
export async function taskPages(world: World): Promise<Record<string, Round>> {
  const { officer, secretaries, members } = world
  const unsent = await draft(world, {
    title: '开展“党员身边无违章”专项行动并报送总结',
    dueOn: '2090-01-01',
  })
  const copies = {} as Record<Stage, Copy>
  for (const stage of stages) {
    copies[stage] = await taskAt(world, stage)
  }
  return {
    officer: { who: officer, visits: officerVisits(world, copies, `/tasks/${unsent.id}`) },
    secretary: { who: secretaries[0], visits: secretaryVisits(copies) },
    member: { who: members[0], visits: [{ name: '待办（受托）', path: '/' }, ...own] },
    ...(await administratorRounds(world)),
    ...(await furtherRounds(world, copies.代录签收待确认.path)),
  }
}

/** What tasks come from and lead to: 立项, the year, forms, activities, supervision. */
export async function planningPages(world: World): Promise<Record<string, Round>> {
  return {
    ...(await workRounds(world)),
    ...(await formRounds(world)),
    ...(await activityRounds(world)),
    ...(await supervisionRounds(world)),
  }
}

const supervisorDialogs: Partial<Record<Stage, string[]>> = {
  待签收: ['代录签收'],
  办理中: ['代录报告'],
  待审核: ['通过', '退回修改'],
  已评价: ['更正评价'],
}
const assigneeDialogs: Partial<Record<Stage, string[]>> = {
  待签收: ['委托他人'],
  办理中: ['改请他人承办', '收回委托'],
}

function officerVisits(world: World, copies: Record<Stage, Copy>, unsent: string): Visit[] {
  const open = copies.待审核
  const [branch] = world.branches
  return [
    { name: '待办（审核）', path: '/' },
    { name: '任务', path: '/tasks' },
    { name: '按支部', path: '/tasks?by=branch' },
    { name: '减负账', path: '/burden' },
    { name: '减负账按支部', path: '/burden?by=branch' },
    { name: '没有搜到', path: '/tasks?q=没有这样的任务' },
    { name: '草稿', path: unsent },
    { name: '修改草稿', path: `${unsent}/edit` },
    {
      name: '任务详情',
      path: `/tasks/${open.taskId}`,
      opens: [/^催办未完成/, '办结', '撤销任务'],
    },
    { name: '任务抽屉', path: `/tasks/${open.taskId}?open=${open.assignmentId}` },
    { name: '下达回执', path: `/tasks/${open.taskId}/receipt` },
    ...stages.map((stage) => ({
      name: `督办-${stage}`,
      path: copies[stage].path,
      opens: supervisorDialogs[stage],
    })),
    { name: '支部任务', path: `/tasks/branches/${branch.id}?show=all` },
    { name: '支部页', path: `/organisation/${branch.id}`, opens: ['任命'] },
    { name: '更名', path: `/organisation/${branch.id}/change/rename` },
    { name: '增加党员', path: `/organisation/${branch.id}/add-person` },
    { name: '撤销组织', path: `/organisation/${branch.id}/change/end` },
    { name: '短信收件箱', path: '/sms-inbox' },
    {
      name: '更换书记',
      path: `/organisation/${branch.id}/secretary`,
      opens: ['免去，暂不接任'],
    },
    { name: '无号码名单', path: `/organisation/${world.committee.id}/unreachable` },
    { name: '常用分组', path: '/organisation/groups' },
    {
      name: '个人页',
      path: `/organisation/people/${world.secretaries[0].id}`,
      opens: ['更正信息', '查看号码', '结束组织关系'],
    },
    { name: '得分', path: `/scorecard?organisation=${branch.id}` },
  ]
}

function secretaryVisits(copies: Record<Stage, Copy>): Visit[] {
  return [
    { name: '待办', path: '/' },
    { name: '本支部的减负账', path: '/burden' },
    ...stages.map((stage) => ({
      name: `承办-${stage}`,
      path: copies[stage].path,
      opens: assigneeDialogs[stage],
    })),
    { name: '消息', path: '/notices' },
  ]
}
