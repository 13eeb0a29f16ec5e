import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { DayForm } from '@/components/organisation/day-form'
import { VersionHistory } from '@/components/organisation/version-history'
import { LinkButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { TextLink } from '@/components/ui/text-link'
import { organisationAddress } from '@/lib/organisation/address'
import { versionsOf } from '@/lib/organisation/organisation-queries'
import { organisationsOn } from '@/lib/organisation/queries'
import type { OrganisationOnDay } from '@/lib/organisation/schema'
import { pageId } from '@/lib/page'
import { dayOf } from '@/lib/period'
import { requireContext } from '@/lib/session'
import { OrganisationFrame, pathTo } from '../organisation-frame'
import { OrganisationPanel } from '../organisation-panel'

export const metadata: Metadata = { title: '组织' }

/** One organisation on any day, beside the tree of that day. */
export default async function OneOrganisationPage({
  params,
  searchParams,
}: PageProps<'/organisation/[organisationId]'>) {
  const organisationId = pageId((await params).organisationId)
  const path = `/organisation/${organisationId}`
  const ctx = await requireContext(path)
  const today = dayOf(ctx.now)
  const { on: day = today, after } = organisationAddress.parse(await searchParams)
  const organisations = await organisationsOn(ctx.db, day)
  const organisation = organisations.find((one) => one.id === organisationId)
  return (
    <>
      <Crumbs organisations={organisations} organisationId={organisationId} />
      <DayForm path={path} day={day} today={today} />
      <OrganisationFrame
        organisations={organisations}
        day={day}
        today={today}
        currentId={organisationId}
        phone="organisation"
      >
        {organisation ? (
          <OrganisationPanel
            ctx={ctx}
            organisations={organisations}
            organisation={organisation}
            day={day}
            after={after}
            headingLevel={1}
          />
        ) : (
          <NotThatDay versions={await versionsOf(ctx.db, organisationId)} />
        )}
      </OrganisationFrame>
    </>
  )
}

/** The organisation was not there that day; its history says when it was. */
function NotThatDay({ versions }: { versions: Awaited<ReturnType<typeof versionsOf>> }) {
  const [latest] = versions
  if (!latest) {
    notFound()
  }
  return (
    <div className="space-y-4">
      <h1 className="text-xl">{latest.name}</h1>
      <EmptyState
        title="这一天没有这个组织"
        actions={
          latest.mergedIntoId ? (
            <LinkButton href={`/organisation/${latest.mergedIntoId}`}>查看并入的组织</LinkButton>
          ) : null
        }
      >
        可能尚未设立，也可能已经合并或撤销。起止日期见下面的沿革，选择其间的一天可查看当时情况。
      </EmptyState>
      <VersionHistory versions={versions} />
    </div>
  )
}

function Crumbs(props: { organisations: readonly OrganisationOnDay[]; organisationId: string }) {
  const path = pathTo(props.organisations, props.organisationId)
  const above = props.organisations.filter(
    (one) => path.has(one.id) && one.id !== props.organisationId,
  )
  return (
    <nav aria-label="位置" className="no-print mb-2 text-muted text-sm">
      <TextLink href="/organisation" plain>
        组织
      </TextLink>
      {[...path].flatMap((id) =>
        above
          .filter((one) => one.id === id)
          .map((one) => (
            <span key={id}>
              {' / '}
              <TextLink href={`/organisation/${id}`} plain>
                {one.name}
              </TextLink>
            </span>
          )),
      )}
    </nav>
  )
}
