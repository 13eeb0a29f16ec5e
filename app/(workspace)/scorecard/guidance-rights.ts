import type { GuidanceRights } from '@/components/scorecard/guidance-list'
import { can } from '@/lib/policy'
import { holdsPostAbove, type Viewer } from '@/lib/policy/viewer'

/** What the viewer may open of what a branch can still complete. */
export function guidanceRights(viewer: Viewer, organisationId: string): GuidanceRights {
  const isStaff = can(viewer, 'score.viewBoard')
  return {
    opensWork: can(viewer, 'activity.record', { organisationId }),
    opensTasks: isStaff || holdsPostAbove(viewer, organisationId),
    opensTemplates: can(viewer, 'template.list'),
  }
}
