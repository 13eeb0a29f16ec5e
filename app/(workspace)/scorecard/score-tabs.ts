import type { LinkTab } from '@/components/ui/link-tabs'
import { can } from '@/lib/policy'
import type { Viewer } from '@/lib/policy/viewer'

/** Views of the index for staff; those of one quarter only where there is one. */
export function scoreTabs(
  viewer: Viewer,
  quarter: { quarterId: string; period: string } | null,
  current: 'board' | 'query' | 'judge' | 'manage' | 'appeals' | 'questions' | 'schemes',
): LinkTab[] {
  if (!can(viewer, 'score.viewBoard')) {
    return []
  }
  const manages = viewer.roles.some(
    ({ organisationId }) => organisationId && can(viewer, 'quarter.manage', { organisationId }),
  )
  const at = quarter ? `/scorecard/${quarter.quarterId}` : null
  const board = quarter ? `/scorecard?period=${quarter.period}` : '/scorecard'
  const tabs = [
    { key: 'board', href: board, label: '看板' },
    { key: 'query', href: '/scorecard/query', label: '指标查询' },
    ...(at
      ? [
          { key: 'judge', href: `${at}/judge`, label: '初评' },
          { key: 'questions', href: `${at}/questions`, label: '疑问' },
          { key: 'appeals', href: `${at}/appeals`, label: '申诉' },
          ...(manages ? [{ key: 'manage', href: `${at}/manage`, label: '进度' }] : []),
        ]
      : []),
    { key: 'schemes', href: '/scorecard/schemes', label: '考核办法' },
  ]
  return tabs.map(({ key, ...tab }) => ({ ...tab, current: key === current }))
}
