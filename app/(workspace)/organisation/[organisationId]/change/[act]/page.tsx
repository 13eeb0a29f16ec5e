import type { Metadata } from 'next'
import { forbidden, notFound } from 'next/navigation'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { changeActLabels, changeParams, organisationAddress } from '@/lib/organisation/address'
import { organisationsOn } from '@/lib/organisation/queries'
import { dayOf } from '@/lib/period'
import { can } from '@/lib/policy'
import { requireContext } from '@/lib/session'
import { ChangePanel } from './change-panel'

export const metadata: Metadata = { title: '组织变更' }

/** One change of one organisation: what it means, then its form. */
export default async function ChangePage({
  params,
  searchParams,
}: PageProps<'/organisation/[organisationId]/change/[act]'>) {
  const given = changeParams.safeParse(await params)
  if (!given.success) {
    notFound()
  }
  const { organisationId, act } = given.data
  const path = `/organisation/${organisationId}`
  const ctx = await requireContext(`${path}/change/${act}`)
  if (!can(ctx.viewer, 'organisation.restructure', { organisationId })) {
    forbidden()
  }
  const { into } = organisationAddress.parse(await searchParams)
  const organisations = await organisationsOn(ctx.db, dayOf(ctx.now))
  const organisation = organisations.find((one) => one.id === organisationId)
  if (!organisation) {
    notFound()
  }
  return (
    <>
      <PageHeader
        title={`${changeActLabels[act]} · ${organisation.name}`}
        crumbs={[
          { label: '组织', href: '/organisation' },
          { label: organisation.name, href: path },
        ]}
        context="从生效日起按新的情况记录，以前的日子保持原样；办理人、依据、时间都会留存。"
      />
      <Card className="max-w-form">
        <ChangePanel
          ctx={ctx}
          act={act}
          organisation={organisation}
          organisations={organisations}
          intoId={into}
        />
      </Card>
    </>
  )
}
