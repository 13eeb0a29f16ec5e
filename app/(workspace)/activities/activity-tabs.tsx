import { type LinkTab, LinkTabs } from '@/components/ui/link-tabs'
import { can } from '@/lib/policy'
import type { Viewer } from '@/lib/policy/viewer'
import { workTabs } from '../work-tabs'

/** Where 活动 stands among the places under 任务, and below it its own views; one alone is no choice. */
export function ActivityTabs({ viewer, current }: { viewer: Viewer; current: string }) {
  const work = workTabs(viewer, '/activities')
  const views = activityTabs(viewer, current)
  return (
    <div className="mb-4 space-y-2">
      {work.length > 1 ? <LinkTabs label="任务的来源" items={work} /> : null}
      {views.length > 1 ? <LinkTabs label="活动" items={views} /> : null}
    </div>
  )
}

/** The views of activities the viewer has: records, what his branch owes, 覆盖情况. */
function activityTabs(viewer: Viewer, current: string): LinkTab[] {
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
