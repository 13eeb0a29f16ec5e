import type { LinkTab } from '@/components/ui/link-tabs'
import { can } from '@/lib/policy'
import type { Viewer } from '@/lib/policy/viewer'

const tabs = [
  { href: '/tasks', label: '任务', isFor: (viewer: Viewer) => can(viewer, 'task.viewBoard') },
  { href: '/supervision', label: '督导', isFor: supervises },
  { href: '/activities', label: '活动', isFor: takesPart },
  { href: '/templates', label: '模板', isFor: (viewer: Viewer) => can(viewer, 'template.list') },
  {
    href: '/requirements',
    label: '立项',
    isFor: (viewer: Viewer) => can(viewer, 'requirement.list'),
  },
  { href: '/proposals', label: '需求', isFor: seesProposals },
  { href: '/plan', label: '年度重点', isFor: (viewer: Viewer) => can(viewer, 'plan.open') },
  { href: '/burden', label: '减负账', isFor: (viewer: Viewer) => can(viewer, 'burden.open') },
  { href: '/forms', label: '填报表', isFor: (viewer: Viewer) => can(viewer, 'form.list') },
] as const

export type WorkPlace = (typeof tabs)[number]['href']

/** From demand to task: the places under 任务, those the viewer has. */
export function workTabs(viewer: Viewer, current: WorkPlace): LinkTab[] {
  const own = ownTasks(viewer)
  return [
    ...(own ? [{ href: own, label: '本级任务', current: current === '/tasks' }] : []),
    ...tabs
      .filter(({ isFor }) => isFor(viewer))
      .map(({ href, label }) => ({ href, label, current: href === current })),
  ]
}

/** Where somebody in post finds the tasks of his organisation; the officers have the board. */
export function ownTasks(viewer: Viewer): string | undefined {
  const [post] = viewer.posts
  return post && !can(viewer, 'task.viewBoard')
    ? `/tasks/branches/${post.organisationId}`
    : undefined
}

/** Officers, and whoever in post answers for more than one organisation, as in a 党总支. */
export function supervises(viewer: Viewer): boolean {
  return (
    can(viewer, 'task.viewBoard') ||
    viewer.posts.some(({ reach }) => reach === 'all' || reach.size > 1)
  )
}

/** Members, those in post and officers; the three administrators have no activities. */
export function takesPart(viewer: Viewer): boolean {
  return (
    viewer.memberOf.length > 0 || viewer.posts.length > 0 || can(viewer, 'activity.viewCoverage')
  )
}

function seesProposals(viewer: Viewer): boolean {
  return can(viewer, 'proposal.list') || can(viewer, 'proposal.make')
}
