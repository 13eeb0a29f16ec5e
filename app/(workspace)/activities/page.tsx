import type { Metadata } from 'next'
import { ActivityTable } from '@/components/activities/activity-table'
import { LinkButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { FilterChips } from '@/components/ui/filter-chips'
import { PageHeader } from '@/components/ui/page-header'
import { Pager } from '@/components/ui/pager'
import { type ActivityKind, activityKinds } from '@/db/enums'
import { activityList } from '@/lib/activities/queries'
import { activityAddress } from '@/lib/activities/schema'
import { can } from '@/lib/policy'
import { requireContext } from '@/lib/session'
import { addressOf, cursorText } from '@/lib/tasks/address'
import { activityKindLabels } from '@/lib/tasks/states'
import { ActivityTabs } from './activity-tabs'

export const metadata: Metadata = { title: '活动纪实' }

/** 活动纪实: what branches have held, one's own or those one is in charge of. */
export default async function ActivitiesPage({ searchParams }: PageProps<'/activities'>) {
  const ctx = await requireContext('/activities')
  const { kind, late, organisation, after } = activityAddress.parse(await searchParams)
  const page = await activityList(ctx, {
    kind,
    organisationId: organisation,
    isLateOnly: late === '1',
    after,
  })
  const at = (given: Record<string, string | undefined>) =>
    addressOf('/activities', { kind, late, organisation, ...given })
  const { posts } = ctx.viewer
  const canRecord = posts.some((post) => can(ctx.viewer, 'activity.record', post))
  const isFiltered = Boolean(kind || late || organisation || after)
  return (
    <>
      <PageHeader
        title="活动纪实"
        context="开展一次记一份：时间、人数、缺席原因、内容。合办的几项活动一份就够，同时计入各项任务。"
        actions={
          canRecord ? (
            <LinkButton href="/activities/new" tone="primary">
              记一次活动
            </LinkButton>
          ) : null
        }
      />
      <ActivityTabs viewer={ctx.viewer} current="/activities" />
      <div className="mb-3">
        <FilterChips label="按类型" items={chips(kind, late, at)} />
      </div>
      <ActivityTable
        rows={page.rows}
        now={ctx.now}
        showsBranch={new Set(page.rows.map((row) => row.organisationId)).size > 1}
        empty={
          <EmptyState title={isFiltered ? '没有符合条件的纪实' : '还没有活动纪实'}>
            {isFiltered
              ? '换个类型，或去掉筛选再看。'
              : canRecord
                ? '开展活动后按“记一次活动”，名单自动带出，只改没来的人。'
                : '党支部记了活动以后，这里就能看到。'}
          </EmptyState>
        }
      />
      <Pager
        newerHref={after ? at({ after: undefined }) : undefined}
        newerLabel="回到最新"
        olderHref={page.next ? at({ after: cursorText(page.next) }) : undefined}
      />
    </>
  )
}

type At = (given: Record<string, string | undefined>) => string

function chips(kind: ActivityKind | undefined, late: string | undefined, at: At) {
  return [
    { label: '全部', href: at({ kind: undefined, late: undefined }), current: !kind && !late },
    ...activityKinds.map((value) => ({
      label: activityKindLabels[value],
      href: at({ kind: value }),
      current: kind === value,
    })),
    { label: '补录', href: at({ late: late ? undefined : '1' }), current: late === '1' },
  ]
}
