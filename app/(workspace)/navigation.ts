import type { PaletteEntry } from '@/components/shell/palette-match'
import { pinyinKeys } from '@/components/shell/pinyin-keys'
import type { Place } from '@/components/shell/workspace-shell'
import { env } from '@/lib/env'
import { can } from '@/lib/policy'
import type { Viewer } from '@/lib/policy/viewer'
import type { WaitingCounts } from '@/lib/tasks/todo-queries'
import { ownTasks, takesPart, supervises as watchesOver } from './work-tabs'

/** What has no place of its own in the sidebar: found as tabs under 任务. */
const underTasks = [
  '/supervision',
  '/activities',
  '/templates',
  '/requirements',
  '/proposals',
  '/plan',
  '/burden',
  '/forms',
  '/circulars',
]

const noCounts: WaitingCounts = { todo: 0, reviews: 0, requests: 0 }

/** The places a viewer has, for the sidebar, the phone's bar and the name's menu. */
export function navigationOf(viewer: Viewer, counts: WaitingCounts) {
  const supervises = can(viewer, 'task.viewBoard')
  // Hand-ins to review are counted beside the board; who has none finds them under 待办 only.
  const waiting = counts.todo + counts.requests + (supervises ? 0 : counts.reviews)
  const todo: Place = { href: '/', label: '待办', icon: 'todo', count: waiting }
  const board: Place = {
    href: '/tasks',
    label: '任务',
    icon: 'task',
    count: counts.reviews,
    alsoAt: underTasks,
  }
  const own = ownTasks(viewer)
  const tasks: Place | undefined = own
    ? { href: own, label: '任务', icon: 'task', alsoAt: ['/tasks', ...underTasks] }
    : undefined
  const scorecard: Place = { href: '/scorecard', label: '党建指数', icon: 'index' }
  const organisation: Place = { href: '/organisation', label: '组织', icon: 'organisation' }
  const me: Place = { href: '/me', label: '我的', icon: 'me' }
  const administration: Place[] = [
    ...(can(viewer, 'account.list')
      ? [{ href: '/accounts', label: '账号', icon: 'settings' } as const]
      : []),
    ...(can(viewer, 'calendar.change')
      ? [{ href: '/calendar', label: '工作日历', icon: 'todo' } as const]
      : []),
    // The office finds it under the name: its sidebar is for the places of its work.
    ...(can(viewer, 'setting.change') && !supervises
      ? [{ href: '/settings', label: '设置', icon: 'settings' } as const]
      : []),
    ...(can(viewer, 'audit.read')
      ? [{ href: '/audit', label: '审计', icon: 'audit' } as const]
      : []),
  ]
  const work = supervises ? [board] : tasks ? [tasks] : []
  const places = [todo, ...work, scorecard, organisation, ...administration]
  const viewerLinks = [
    { href: '/me', label: '我的' },
    ...(takesPart(viewer) && !supervises ? [{ href: '/activities', label: '活动' }] : []),
    ...(!supervises && watchesOver(viewer) ? [{ href: '/supervision', label: '督导' }] : []),
    ...(can(viewer, 'proposal.make') ? [{ href: '/proposals', label: '需求建议' }] : []),
    ...(can(viewer, 'plan.open') && !supervises ? [{ href: '/plan', label: '年度重点' }] : []),
    ...(can(viewer, 'burden.open') && !supervises ? [{ href: '/burden', label: '减负账' }] : []),
    { href: '/notices', label: '消息' },
    { href: '/complaints', label: '意见与投诉' },
    ...(can(viewer, 'setting.change') && supervises ? [{ href: '/settings', label: '设置' }] : []),
    ...(env().DEMO ? [{ href: '/sms-inbox', label: '短信收件箱（演示）' }] : []),
  ]
  return {
    places,
    phonePlaces: [todo, supervises ? board : scorecard, organisation, me],
    viewerLinks,
  }
}

/** What neither the phone's bar nor its head has room for: listed under 我的 on a phone. */
export function furtherPlaces(viewer: Viewer): { href: string; label: string }[] {
  const { places, phonePlaces, viewerLinks } = navigationOf(viewer, noCounts)
  const inBar = new Set(phonePlaces.map((place) => place.href))
  return [...viewerLinks, { href: '/search', label: '查找' }, ...places].filter(
    (link) => !inBar.has(link.href),
  )
}

/** What the officers find under 任务, for ⌘K. */
function workLinks(viewer: Viewer, supervises: boolean): { href: string; label: string }[] {
  return [
    ...(can(viewer, 'requirement.list')
      ? [
          { href: '/requirements', label: '立项' },
          { href: '/requirements/new', label: '登记立项' },
        ]
      : []),
    ...(can(viewer, 'proposal.list') ? [{ href: '/proposals', label: '收到的需求' }] : []),
    ...(can(viewer, 'proposal.make') ? [{ href: '/proposals/new', label: '提出需求' }] : []),
    ...(supervises ? [{ href: '/supervision', label: '督导' }] : []),
    ...(supervises ? [{ href: '/plan', label: '年度重点' }] : []),
    ...(can(viewer, 'template.list') ? [{ href: '/templates', label: '任务模板' }] : []),
    ...(supervises ? [{ href: '/activities', label: '活动' }] : []),
    ...(viewer.posts.some((post) => can(viewer, 'activity.record', post))
      ? [{ href: '/activities/new', label: '记一次活动' }]
      : []),
    ...(can(viewer, 'activity.viewCoverage')
      ? [{ href: '/activities/coverage', label: '活动覆盖情况' }]
      : []),
    ...(supervises ? [{ href: '/burden', label: '减负账' }] : []),
    ...(can(viewer, 'form.list')
      ? [
          { href: '/forms', label: '填报表' },
          { href: '/forms/new', label: '新建填报表' },
        ]
      : []),
    ...(can(viewer, 'score.viewBoard') ? [{ href: '/scorecard/schemes', label: '考核办法' }] : []),
    ...(viewer.roles.some(({ role }) => role === 'committee_officer')
      ? [{ href: '/scorecard/simulator', label: '试算' }]
      : []),
  ]
}

/** Every place and a few acts, for ⌘K, with the sounds of their names. */
export function paletteEntries(viewer: Viewer): PaletteEntry[] {
  const { places, viewerLinks } = navigationOf(viewer, noCounts)
  const supervises = can(viewer, 'task.viewBoard')
  const acts = supervises ? [{ href: '/tasks/new', label: '新建任务' }] : []
  const links = [...acts, ...places, ...workLinks(viewer, supervises), ...viewerLinks]
  return links.map(({ href, label }) => ({
    href,
    label,
    group: '前往',
    keys: pinyinKeys(label),
  }))
}
