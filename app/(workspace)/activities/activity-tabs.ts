import type { LinkTab } from '@/components/ui/link-tabs'
import { can } from '@/lib/policy'
import type { Viewer } from '@/lib/policy/viewer'

/** The views of activities the viewer has: records, what his branch owes, 覆盖情况. */
export function activityTabs(viewer: Viewer, current: string): LinkTab[] {
  const branches = viewer.posts.map((post) => post.organisationId)
  const [own] = branches.filter((organisationId) =>
    can(viewer, 'activity.record', { organisationId }),
  )
  const tabs = [
    { href: '/activities', label: '活动纪实' },
    ...(own ? [{ href: `/activities/branches/${own}`, label: '本支部应开展' }] : []),
    ...(can(viewer, 'activity.viewCoverage')
      ? [{ href: '/activities/coverage', label: '覆盖情况' }]
      : []),
  ]
  return tabs.map((tab) => ({ ...tab, current: tab.href === current }))
}
