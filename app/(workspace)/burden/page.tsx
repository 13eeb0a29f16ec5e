import type { Metadata } from 'next'
import { forbidden } from 'next/navigation'
import { AccountTable } from '@/components/burden/account-table'
import { EmptyState } from '@/components/ui/empty-state'
import { Pager } from '@/components/ui/pager'
import { SearchForm } from '@/components/ui/search-form'
import type { ViewerContext } from '@/lib/context'
import { formatPeriod } from '@/lib/format'
import { forPage } from '@/lib/page'
import { can } from '@/lib/policy'
import { requireContext } from '@/lib/session'
import { addressOf } from '@/lib/tasks/address'
import { branchAccount, departmentAccount, organisationAccount } from '@/lib/tasks/burden/account'
import { type ComparedMonths, comparedMonths } from '@/lib/tasks/burden/month'
import { type BurdenAddress, burdenAddress } from '@/lib/tasks/burden/schema'
import { BurdenFrame } from './burden-frame'

export const metadata: Metadata = { title: '减负账' }

/** 减负账: what a month asked of the branches, by who asked and by who was asked. */
export default async function BurdenPage({ searchParams }: PageProps<'/burden'>) {
  const ctx = await requireContext('/burden')
  if (!can(ctx.viewer, 'burden.open')) {
    forbidden()
  }
  const address = burdenAddress.parse(await searchParams)
  const months = comparedMonths(address.month, ctx.now)
  if (address.organisation) {
    return <OrganisationView ctx={ctx} months={months} organisationId={address.organisation} />
  }
  return can(ctx.viewer, 'burden.viewDepartments') && address.by !== 'branch' ? (
    <DepartmentView ctx={ctx} months={months} />
  ) : (
    <BranchView ctx={ctx} months={months} address={address} />
  )
}

type ViewProps = { ctx: ViewerContext; months: ComparedMonths }

async function DepartmentView({ ctx, months }: ViewProps) {
  const account = await departmentAccount(ctx, months)
  return (
    <BurdenFrame
      ctx={ctx}
      months={months}
      view="department"
      title="减负账"
      account={account}
      kept={{ by: 'department' }}
    >
      <AccountTable
        caption="按部门"
        head="部门"
        lines={account.lines}
        empty={<NothingAsked months={months} />}
      />
    </BurdenFrame>
  )
}

async function BranchView({ ctx, months, address }: ViewProps & { address: BurdenAddress }) {
  const account = await branchAccount(ctx, months, { search: address.q, page: address.page })
  const [only] = account.lines
  // Somebody who has one branch to look at has nothing to choose from.
  if (only && account.count === 1 && !address.by) {
    return <OrganisationView ctx={ctx} months={months} organisationId={only.key} />
  }
  const month = months.now.key
  const kept = { by: 'branch', q: address.q }
  const at = (page: number) => addressOf('/burden', { ...kept, month, page: String(page) })
  return (
    <BurdenFrame
      ctx={ctx}
      months={months}
      view="branch"
      title="减负账"
      account={account}
      kept={kept}
    >
      <div className="no-print flex lg:justify-end max-lg:*:grow">
        <SearchForm
          action="/burden"
          label="找党组织"
          defaultValue={address.q}
          keep={{ by: 'branch', month }}
        />
      </div>
      <AccountTable
        caption="按支部"
        head="党组织"
        lines={account.lines}
        hrefOf={(line) => addressOf('/burden', { month, organisation: line.key })}
        empty={<EmptyState title="没有找到党组织">换一个名称再找，或者清空查找。</EmptyState>}
      />
      <Pager
        summary={`共 ${account.count} 个党组织，第 ${account.page} 页，共 ${account.pages} 页。没有收到要求的也列在内。`}
        newerHref={account.page > 1 ? at(account.page - 1) : undefined}
        olderHref={account.page < account.pages ? at(account.page + 1) : undefined}
      />
    </BurdenFrame>
  )
}

async function OrganisationView(props: ViewProps & { organisationId: string }) {
  const { ctx, months, organisationId } = props
  const account = await forPage(organisationAccount(ctx, months, organisationId))
  const month = months.now.key
  return (
    <BurdenFrame
      ctx={ctx}
      months={months}
      view="organisation"
      title={`${account.organisation.name}的减负账`}
      crumbs={[{ label: '减负账', href: addressOf('/burden', { by: 'branch', month }) }]}
      account={account}
      kept={{ organisation: organisationId }}
    >
      <AccountTable
        caption="由谁提出"
        head="由谁提出"
        lines={account.lines}
        empty={<NothingAsked months={months} />}
      />
    </BurdenFrame>
  )
}

function NothingAsked({ months }: { months: ComparedMonths }) {
  return (
    <EmptyState title={`${formatPeriod(months.now.key)}没有下达任务`}>
      可以选别的月份；任务下达以后，这里会自动记上。
    </EmptyState>
  )
}
