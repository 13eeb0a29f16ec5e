import type { Metadata } from 'next'
import { DayForm } from '@/components/organisation/day-form'
import { LinkButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { organisationAddress } from '@/lib/organisation/address'
import { organisationsOn } from '@/lib/organisation/queries'
import { buildTree } from '@/lib/organisation/tree'
import { dayOf } from '@/lib/period'
import { can } from '@/lib/policy'
import { requireContext } from '@/lib/session'
import { OrganisationFrame } from './organisation-frame'
import { OrganisationPanel } from './organisation-panel'

export const metadata: Metadata = { title: '组织' }

/** 组织: the tree of any day, with the top organisation beside it. */
export default async function OrganisationPage({ searchParams }: PageProps<'/organisation'>) {
  const ctx = await requireContext('/organisation')
  const today = dayOf(ctx.now)
  const { on: day = today } = organisationAddress.parse(await searchParams)
  const organisations = await organisationsOn(ctx.db, day)
  const [root] = buildTree(organisations)
  const canImport = can(ctx.viewer, 'organisation.import')
  return (
    <>
      <PageHeader
        title="组织"
        context="更名、隶属、人员、任职按日期留存，任何一天的组织都能查看。"
        actions={
          <>
            {can(ctx.viewer, 'organisation.saveGroup') ? (
              <LinkButton href="/organisation/groups">常用分组</LinkButton>
            ) : null}
            {canImport ? <LinkButton href="/organisation/import">导入花名册</LinkButton> : null}
          </>
        }
      />
      <DayForm path="/organisation" day={day} today={today} />
      {root ? (
        <OrganisationFrame
          organisations={organisations}
          day={day}
          today={today}
          currentId={root.id}
          phone="tree"
        >
          <OrganisationPanel
            ctx={ctx}
            organisations={organisations}
            organisation={root}
            day={day}
            headingLevel={2}
          />
        </OrganisationFrame>
      ) : (
        <FirstUse isToday={day === today} canImport={canImport} />
      )}
    </>
  )
}

function FirstUse({ isToday, canImport }: { isToday: boolean; canImport: boolean }) {
  if (!isToday) {
    return (
      <EmptyState
        title="这一天还没有组织记录"
        actions={<LinkButton href="/organisation">回到今天</LinkButton>}
      >
        组织记录从首次导入花名册开始，请选择更晚的日期。
      </EmptyState>
    )
  }
  return (
    <EmptyState
      title="还没有组织"
      actions={
        canImport ? (
          <LinkButton href="/organisation/import" tone="primary">
            导入花名册
          </LinkButton>
        ) : null
      }
    >
      {canImport
        ? '从党办的 Excel 花名册导入：先预览、改正，再确认，导入前不会写入任何内容。'
        : '请联系党建部导入花名册。'}
    </EmptyState>
  )
}
