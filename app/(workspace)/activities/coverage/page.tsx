import type { Metadata } from 'next'
import { forbidden } from 'next/navigation'
import { CoverageTable, CoveredBranches } from '@/components/activities/coverage-table'
import { FilterChips } from '@/components/ui/filter-chips'
import { PageHeader } from '@/components/ui/page-header'
import { type CoverageRow, coverage, coveredBranches } from '@/lib/activities/coverage'
import { coverageAddress } from '@/lib/activities/schema'
import { formatPeriod } from '@/lib/format'
import { dayOf } from '@/lib/period'
import { can } from '@/lib/policy'
import { requireContext } from '@/lib/session'
import { addressOf } from '@/lib/tasks/address'
import { ActivityTabs } from '../activity-tabs'

export const metadata: Metadata = { title: '活动覆盖情况' }

/** 覆盖情况: which duties of the year have been done by how many branches, and by which. */
export default async function CoveragePage({ searchParams }: PageProps<'/activities/coverage'>) {
  const ctx = await requireContext('/activities/coverage')
  if (!can(ctx.viewer, 'activity.viewCoverage')) {
    forbidden()
  }
  const thisYear = Number(dayOf(ctx.now).slice(0, 4))
  const { year = thisYear, template, period } = coverageAddress.parse(await searchParams)
  const at = (given: Record<string, string | undefined>) =>
    addressOf('/activities/coverage', {
      year: year === thisYear ? undefined : String(year),
      ...given,
    })
  const rows = await coverage(ctx, year)
  const open = rows.find((row) => row.templateId === template && row.period === period)
  const branches = open ? await coveredBranches(ctx, open) : null
  const hrefOf = (row: CoverageRow) => at({ template: row.templateId, period: row.period })
  return (
    <>
      <PageHeader
        title={open ? `${formatPeriod(open.period)} ${open.name}` : '活动覆盖情况'}
        crumbs={
          open
            ? [{ label: '活动覆盖情况', href: at({}) }, { label: open.name }]
            : [{ label: '活动纪实', href: '/activities' }]
        }
        context={
          open
            ? `应开展 ${open.owing} 个支部：已开展 ${open.done}，补录 ${open.late}，未开展 ${open.missed}，未到期 ${open.open}；另免 ${open.exempt}。`
            : '应开展的分母按下达当天的组织设置：没有支委会、党小组的支部，不算应开展。'
        }
      />
      <ActivityTabs viewer={ctx.viewer} current="/activities/coverage" />
      {branches ? (
        <CoveredBranches rows={branches} year={year} />
      ) : (
        <div className="space-y-3">
          <FilterChips
            label="年份"
            items={[thisYear - 1, thisYear].map((one) => ({
              label: `${one}年`,
              href: addressOf('/activities/coverage', { year: String(one) }),
              current: one === year,
            }))}
          />
          <CoverageTable rows={rows} now={ctx.now} hrefOf={hrefOf} />
        </div>
      )}
    </>
  )
}
