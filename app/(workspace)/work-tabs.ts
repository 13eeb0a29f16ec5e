import type { LinkTab } from '@/components/ui/link-tabs'
import { can } from '@/lib/policy'
import type { Viewer } from '@/lib/policy/viewer'

const tabs = [
  { href: '/tasks', label: '任务', action: 'task.viewBoard' },
  { href: '/supervision', label: '督导', action: 'task.viewBoard' },
  { href: '/templates', label: '模板', action: 'template.list' },
  { href: '/requirements', label: '立项', action: 'requirement.list' },
  { href: '/proposals', label: '需求', action: 'proposal.list' },
  { href: '/plan', label: '年度重点', action: 'plan.open' },
  { href: '/burden', label: '减负账', action: 'burden.open' },
  { href: '/forms', label: '填报表', action: 'form.list' },
] as const

export type WorkPlace = (typeof tabs)[number]['href']

/** From demand to task: the places under 任务, those the viewer has. */
export function workTabs(viewer: Viewer, current: WorkPlace): LinkTab[] {
  return tabs
    .filter(
      ({ href, action }) => can(viewer, action) || (href === '/proposals' && proposes(viewer)),
    )
    .map(({ href, label }) => ({ href, label, current: href === current }))
}

function proposes(viewer: Viewer): boolean {
  return can(viewer, 'proposal.make')
}
