import type { Metadata } from 'next'
import { forbidden } from 'next/navigation'
import type { ReactNode } from 'react'
import { BehindList } from '@/components/plan/behind-list'
import { MilestoneTable } from '@/components/plan/milestone-table'
import { CreatePlanForm } from '@/components/plan/plan-acts'
import { YearChart } from '@/components/plan/year-chart'
import { EmptyState } from '@/components/ui/empty-state'
import { FilterChips } from '@/components/ui/filter-chips'
import { LinkTabs } from '@/components/ui/link-tabs'
import { PageHeader } from '@/components/ui/page-header'
import { PrintHeader } from '@/components/ui/print-header'
import { StatStrip } from '@/components/ui/stat-strip'
import { auditHead } from '@/lib/audit-trail/head'
import type { ViewerContext } from '@/lib/context'
import { formatMoment } from '@/lib/format'
import { dayOf } from '@/lib/period'
import { can } from '@/lib/policy'
import { requireContext } from '@/lib/session'
import { addressOf } from '@/lib/tasks/address'
import type { Plan } from '@/lib/tasks/plan/load-plan'
import { type MilestoneRow, planView, visiblePlans } from '@/lib/tasks/plan/plan-queries'
import { planAddress } from '@/lib/tasks/plan/schema'
import { planStateLabels } from '@/lib/tasks/plan/states'
import { workTabs } from '../work-tabs'
import { createPlanAction } from './actions'
import { objectiveActs, PlanHeadActs } from './plan-forms'

export const metadata: Metadata = { title: '年度重点任务' }

/** 年度重点任务: the year on one page, planned against actual, and what is behind. */
export default async function PlanPage({ searchParams }: PageProps<'/plan'>) {
  const ctx = await requireContext('/plan')
  if (!can(ctx.viewer, 'plan.open')) {
    forbidden()
  }
  const { year: asked, view } = planAddress.parse(await searchParams)
  const plans = await visiblePlans(ctx)
  const thisYear = Number(dayOf(ctx.now).slice(0, 4))
  const year = asked ?? plans.find((plan) => plan.year <= thisYear)?.year ?? thisYear
  const plan = plans.find((one) => one.year === year)
  const years = [...new Set([...plans.map((one) => one.year), year])].sort()
  const tabs = workTabs(ctx.viewer, '/plan')
  const places = (
    <>
      {tabs.length > 1 ? <LinkTabs label="任务的来源" items={tabs} /> : null}
      <FilterChips
        label="年份"
        items={years.map((one) => ({
          label: `${one}年`,
          href: addressOf('/plan', { year: String(one) }),
          current: one === year,
        }))}
      />
    </>
  )
  return plan ? (
    <YearView ctx={ctx} plan={plan} view={view} places={places} />
  ) : (
    <>
      <PageHeader title={`${year}年度重点任务`} />
      <div className="mb-4 space-y-3">{places}</div>
      <NoPlan year={year} canCreate={can(ctx.viewer, 'plan.create')} />
    </>
  )
}

function NoPlan({ year, canCreate }: { year: number; canCreate: boolean }) {
  return (
    <EmptyState
      title={`还没有${year}年度计划`}
      actions={canCreate ? <CreatePlanForm create={createPlanAction} year={year} /> : undefined}
    >
      {canCreate
        ? '先建计划，再加目标和按季度的节点，发布后各党组织都能看到，任务可以关联到节点。'
        : '党建部发布后会显示在这里。'}
    </EmptyState>
  )
}

type YearViewProps = {
  ctx: ViewerContext
  plan: Plan
  view: 'chart' | 'table'
  /** The other places, and the other years. */
  places: ReactNode
}

async function YearView({ ctx, plan, view, places }: YearViewProps) {
  const [{ objectives, organisationName, canManage }, head] = await Promise.all([
    planView(ctx, plan),
    auditHead(ctx.db),
  ])
  const milestones = objectives.flatMap((objective) => objective.milestones)
  const at = (given: string | undefined) =>
    addressOf('/plan', { year: String(plan.year), view: given })
  return (
    <div data-paper="landscape">
      <PrintHeader
        issuer={organisationName}
        title={plan.title}
        printedAt={formatMoment(ctx.now)}
        checkLine={`审计链 ${head.seq}:${head.hash}`}
      />
      <div className="no-print">
        <PageHeader
          title={plan.title}
          crumbs={[{ label: planStateLabels[plan.state] }]}
          context={`${organisationName} · 截至 ${formatMoment(ctx.now, ctx.now)}`}
          actions={<PlanHeadActs plan={plan} milestones={milestones} canManage={canManage} />}
        />
      </div>
      <div className="no-print mb-4 space-y-3">{places}</div>
      <StatStrip label="年度总况" items={statsOf(milestones)} />
      <div className="my-4 space-y-4">
        <BehindList rows={milestones} now={ctx.now} />
        <LinkTabs
          label="看法"
          items={[
            { href: at(undefined), label: '时间图', current: view === 'chart' },
            { href: at('table'), label: '表格', current: view === 'table' },
          ]}
        />
        {objectives.length === 0 ? (
          <EmptyState title="计划里还没有目标">
            {canManage ? '按“新增目标”开始，再给每个目标加上季度节点。' : '内容正在编制。'}
          </EmptyState>
        ) : view === 'table' ? (
          <MilestoneTable objectives={objectives} now={ctx.now} />
        ) : (
          <YearChart
            year={plan.year}
            objectives={objectives}
            now={ctx.now}
            actsOf={canManage && plan.state !== 'closed' ? objectiveActs(plan) : undefined}
          />
        )}
      </div>
    </div>
  )
}

function statsOf(milestones: MilestoneRow[]) {
  const count = (is: (row: MilestoneRow) => boolean) => milestones.filter(is).length
  const late = count((row) => row.light === 'late')
  const behind = count((row) => row.light === 'behind')
  return [
    { value: milestones.length, unit: '个', label: '节点' },
    { value: count((row) => row.doneOn !== null), unit: '个', label: '已完成' },
    { value: late, unit: '个', label: '逾期', tone: late > 0 ? ('late' as const) : undefined },
    {
      value: behind,
      unit: '个',
      label: '落后序时进度',
      tone: behind > 0 ? ('behind' as const) : undefined,
    },
    { value: count((row) => row.light === 'soon'), unit: '个', label: '临近时限' },
  ]
}
