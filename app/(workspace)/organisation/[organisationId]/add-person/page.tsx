import type { Metadata } from 'next'
import { forbidden, notFound } from 'next/navigation'
import { AddPersonForm } from '@/components/organisation/add-person-form'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { organisationsOn } from '@/lib/organisation/queries'
import { pageId } from '@/lib/page'
import { dayOf } from '@/lib/period'
import { can } from '@/lib/policy'
import { requireContext } from '@/lib/session'
import { addPersonHere } from '../../actions'

export const metadata: Metadata = { title: '登记党员' }

/** 登记党员: one member by hand, where a whole roster would be too much. */
export default async function AddPersonPage({
  params,
}: PageProps<'/organisation/[organisationId]/add-person'>) {
  const organisationId = pageId((await params).organisationId)
  const path = `/organisation/${organisationId}`
  const ctx = await requireContext(`${path}/add-person`)
  const today = dayOf(ctx.now)
  const organisations = await organisationsOn(ctx.db, today)
  const branch = organisations.find((one) => one.id === organisationId)
  if (!branch || branch.kind === 'group') {
    notFound()
  }
  if (!can(ctx.viewer, 'organisation.addPerson', { organisationId })) {
    forbidden()
  }
  const groups = organisations.filter(
    (one) => one.kind === 'group' && one.parentId === organisationId,
  )
  return (
    <>
      <PageHeader
        title={`登记党员 · ${branch.name}`}
        crumbs={[
          { label: '组织', href: '/organisation' },
          { label: branch.name, href: path },
        ]}
        context="逐人登记新转入或新发展的党员，账号同时开通。已在其他支部的同志请到本人页面办理“转接与编入”。"
      />
      <div className="max-w-form">
        <Card>
          <AddPersonForm action={addPersonHere} branch={branch} groups={groups} today={today} />
        </Card>
      </div>
    </>
  )
}
