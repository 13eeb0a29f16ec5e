import type { Metadata } from 'next'
import { YearGrid } from '@/components/activities/year-grid'
import { LinkButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { FilterChips } from '@/components/ui/filter-chips'
import { PageHeader } from '@/components/ui/page-header'
import { StatStrip } from '@/components/ui/stat-strip'
import { type BranchYear, branchYear } from '@/lib/activities/branch-year'
import { yearAddress } from '@/lib/activities/schema'
import { forPage, pageId } from '@/lib/page'
import { dayOf } from '@/lib/period'
import { can } from '@/lib/policy'
import { requireContext } from '@/lib/session'
import { addressOf } from '@/lib/tasks/address'
import { ActivityTabs } from '../../activity-tabs'

export const metadata: Metadata = { title: '应开展的活动' }

/** What one branch owes in a year: kinds × periods, each with its word. */
export default async function BranchYearPage(
  props: PageProps<'/activities/branches/[organisationId]'>,
) {
  const organisationId = pageId((await props.params).organisationId)
  const path = `/activities/branches/${organisationId}`
  const ctx = await requireContext(path)
  const thisYear = Number(dayOf(ctx.now).slice(0, 4))
  const { year = thisYear } = yearAddress.parse(await props.searchParams)
  const view = await forPage(branchYear(ctx, organisationId, year))
  return (
    <>
      <PageHeader
        title={`${view.organisation.name} ${year}年应开展的活动`}
        crumbs={[{ label: '活动纪实', href: '/activities' }, { label: view.organisation.name }]}
        context="免的注明依据。补录也算开展，但要注明，不增加得分。"
        actions={
          <>
            <LinkButton href={addressOf('/activities', { organisation: organisationId })}>
              看纪实
            </LinkButton>
            {can(ctx.viewer, 'activity.record', { organisationId }) ? (
              <LinkButton
                href={addressOf('/activities/new', { organisation: organisationId })}
                tone="primary"
              >
                记一次活动
              </LinkButton>
            ) : null}
          </>
        }
      />
      <ActivityTabs viewer={ctx.viewer} current={path} />
      <div className="space-y-4">
        <FilterChips
          label="年份"
          items={[year - 1, year, year + 1]
            .filter((one) => one <= thisYear)
            .map((one) => ({
              label: `${one}年`,
              href: addressOf(path, { year: String(one) }),
              current: one === year,
            }))}
        />
        <Counts counts={view.counts} />
        {view.rows.length > 0 ? (
          <YearGrid rows={view.rows} year={year} />
        ) : (
          <EmptyState title={`${year}年没有应开展的事项`}>
            党建部启用三会一课等周期模板后，每期的事项会列在这里。
          </EmptyState>
        )}
      </div>
    </>
  )
}

function Counts({ counts }: Pick<BranchYear, 'counts'>) {
  return (
    <StatStrip
      label="本年情况"
      items={[
        { value: counts.done, unit: '项', label: '已开展' },
        { value: counts.late, unit: '项', label: '补录' },
        {
          value: counts.missed,
          unit: '项',
          label: '未开展',
          tone: counts.missed > 0 ? 'late' : undefined,
        },
        { value: counts.open, unit: '项', label: '未到期' },
        { value: counts.exempt, unit: '项', label: '免' },
      ]}
    />
  )
}
