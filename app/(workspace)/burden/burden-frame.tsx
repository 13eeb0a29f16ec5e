import type { ReactNode } from 'react'
import { ComparisonTable } from '@/components/burden/comparison-table'
import { LinkButton } from '@/components/ui/button'
import { FilterChips } from '@/components/ui/filter-chips'
import { LinkTabs } from '@/components/ui/link-tabs'
import { type Crumb, PageHeader } from '@/components/ui/page-header'
import { PrintButton } from '@/components/ui/print-button'
import { PrintHeader } from '@/components/ui/print-header'
import { StatStrip } from '@/components/ui/stat-strip'
import { Unfold } from '@/components/ui/unfold'
import { auditHead } from '@/lib/audit-trail/head'
import type { ViewerContext } from '@/lib/context'
import { formatMoment, formatPeriod } from '@/lib/format'
import { can } from '@/lib/policy'
import { addressOf } from '@/lib/tasks/address'
import type { Account } from '@/lib/tasks/burden/account'
import type { ComparedMonths } from '@/lib/tasks/burden/month'
import { accountRule, burdenMeasures, effortRule, figureWords } from '@/lib/tasks/burden/states'
import { workTabs } from '../work-tabs'

export type BurdenView = 'department' | 'branch' | 'organisation'

type BurdenFrameProps = {
  ctx: ViewerContext
  months: ComparedMonths
  view: BurdenView
  title: string
  crumbs?: Crumb[]
  account: Account
  /** Filters that stay when the month changes; the export has the same. */
  kept: Record<string, string | undefined>
  children: ReactNode
}

/** What every page of the account has: month, figures, comparison, how it was counted. */
export async function BurdenFrame(props: BurdenFrameProps) {
  const { ctx, months, view, title, crumbs, account, kept, children } = props
  const head = await auditHead(ctx.db)
  const at = (month: string) => addressOf('/burden', { ...kept, month })
  return (
    <div data-paper="landscape">
      <PrintHeader
        issuer={`截至 ${formatMoment(ctx.now)}`}
        title={`${title} ${formatPeriod(months.now.key)}`}
        printedAt={formatMoment(ctx.now)}
        checkLine={`审计链 ${head.seq}:${head.hash}`}
      />
      <div className="no-print">
        <PageHeader
          title={title}
          crumbs={crumbs}
          context={`${formatPeriod(months.now.key)}向基层提出了多少要求，只看数量和工时（小时），不评价、不计分。`}
          actions={
            <>
              <LinkButton
                href={addressOf('/api/burden', { ...kept, month: months.now.key })}
                download
              >
                导出 Excel
              </LinkButton>
              <PrintButton />
            </>
          }
        />
        <div className="mb-4 space-y-3">
          <LinkTabs label="任务的来源" items={workTabs(ctx.viewer, '/burden')} />
          <FilterChips label="月份" items={monthChips(months, at)} />
          {view !== 'organisation' && can(ctx.viewer, 'burden.viewDepartments') ? (
            <LinkTabs label="看法" items={viewTabs(view, months.now.key)} />
          ) : null}
        </div>
      </div>
      <StatStrip label="当月总况" items={statsOf(account)} />
      <div className="mt-4 space-y-4">
        {account.total.now.unestimated > 0 ? (
          <p>{`有 ${account.total.now.unestimated} 项任务没有估计用时，工时里没有它们。`}</p>
        ) : null}
        {children}
        <ComparisonTable
          total={account.total}
          months={{
            now: months.now.key,
            before: months.before.key,
            yearAgo: months.yearAgo.key,
          }}
        />
        <Unfold label="怎么计的">
          <p className="text-muted text-sm">{accountRule}</p>
          <p className="mt-2 text-muted text-sm">{effortRule}</p>
        </Unfold>
      </div>
    </div>
  )
}

function monthChips({ now, before, yearAgo, next }: ComparedMonths, at: (month: string) => string) {
  return [yearAgo.key, before.key, now.key, ...(next ? [next] : [])].map((key) => ({
    label: formatPeriod(key),
    href: at(key),
    current: key === now.key,
  }))
}

function viewTabs(view: BurdenView, month: string) {
  return [
    {
      label: '按部门',
      href: addressOf('/burden', { month, by: 'department' }),
      current: view === 'department',
    },
    {
      label: '按支部',
      href: addressOf('/burden', { month, by: 'branch' }),
      current: view === 'branch',
    },
  ]
}

function statsOf({ total: { now } }: Account) {
  const shown = ['tasks', 'copies', 'fields', 'known', 'sms', 'minutes']
  return burdenMeasures
    .filter(({ key }) => shown.includes(key))
    .map(({ key, label, unit }) => ({
      value: figureWords(now, key),
      unit: key === 'minutes' && now.minutes === null ? '' : unit,
      label: key === 'known' ? '填报项中自动带出' : label,
    }))
}
