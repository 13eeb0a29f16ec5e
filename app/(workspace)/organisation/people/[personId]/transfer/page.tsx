import type { Metadata } from 'next'
import { forbidden } from 'next/navigation'
import { AttachForm, TransferForm } from '@/components/organisation/person-forms'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { loadPersonSubject, personPage } from '@/lib/organisation/person-queries'
import { organisationsOn } from '@/lib/organisation/queries'
import { forPage, pageId } from '@/lib/page'
import { dayOf } from '@/lib/period'
import { can } from '@/lib/policy'
import { requireContext } from '@/lib/session'
import { attachHere, transferHere } from '../../../actions'

export const metadata: Metadata = { title: '转接与编入' }

/** 转接组织关系, or 编入 beside it. */
export default async function TransferPage({
  params,
}: PageProps<'/organisation/people/[personId]/transfer'>) {
  const personId = pageId((await params).personId)
  const path = `/organisation/people/${personId}`
  const ctx = await requireContext(`${path}/transfer`)
  const today = dayOf(ctx.now)
  const { organisationId } = await forPage(loadPersonSubject(ctx.db, personId, ctx.now))
  const mayPlace = (id: string) =>
    can(ctx.viewer, 'organisation.restructure', { organisationId: id })
  if (organisationId === null || !mayPlace(organisationId)) {
    forbidden()
  }
  const [person, organisations] = await Promise.all([
    personPage(ctx.db, personId),
    organisationsOn(ctx.db, today),
  ])
  const reachable = organisations.filter((one) => mayPlace(one.id))
  const branches = reachable.filter((one) => one.kind !== 'group')
  const groups = reachable.filter((one) => one.kind === 'group')
  const current = organisations.find((one) => one.id === organisationId)
  return (
    <>
      <PageHeader
        title={`转接与编入 · ${person.name}`}
        crumbs={[
          { label: '组织', href: '/organisation' },
          { label: person.name, href: path },
        ]}
        context={`现在的组织关系在${current?.name ?? '已撤销的组织'}；每天只有一个组织关系。`}
      />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Card title="转接组织关系">
          <TransferForm
            action={transferHere}
            personId={personId}
            branches={branches}
            groups={groups}
            today={today}
          />
        </Card>
        <Card title="编入（借调、流动）">
          <AttachForm action={attachHere} personId={personId} branches={branches} today={today} />
        </Card>
      </div>
    </>
  )
}
