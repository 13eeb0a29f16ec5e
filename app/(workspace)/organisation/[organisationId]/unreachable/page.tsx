import type { Metadata } from 'next'
import { forbidden, notFound } from 'next/navigation'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { Pager } from '@/components/ui/pager'
import { PrintButton } from '@/components/ui/print-button'
import { PrintHeader } from '@/components/ui/print-header'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import { TextLink } from '@/components/ui/text-link'
import { formatMoment } from '@/lib/format'
import { unreachableAddress } from '@/lib/organisation/address'
import { peopleWithoutPhone } from '@/lib/organisation/people-without-phone'
import { organisationOn, subtreeOn } from '@/lib/organisation/queries'
import { pageId } from '@/lib/page'
import { dayOf } from '@/lib/period'
import { can } from '@/lib/policy'
import { requireContext } from '@/lib/session'

export const metadata: Metadata = { title: '须另行告知的党员' }

const pageSize = 100

/** Members without a number: to be told 当面、电话或纸质. Prints with room to note how and when. */
export default async function UnreachablePage({
  params,
  searchParams,
}: PageProps<'/organisation/[organisationId]/unreachable'>) {
  const organisationId = pageId((await params).organisationId)
  const path = `/organisation/${organisationId}`
  const ctx = await requireContext(`${path}/unreachable`)
  const day = dayOf(ctx.now)
  const organisation = await organisationOn(ctx.db, organisationId, day)
  if (!organisation) {
    notFound()
  }
  if (!can(ctx.viewer, 'organisation.viewPeople', { organisationId })) {
    forbidden()
  }
  const { after } = unreachableAddress.parse(await searchParams)
  const rows = await peopleWithoutPhone(ctx.db, {
    organisationIds: await subtreeOn(ctx.db, organisationId, day),
    day,
    after,
    limit: pageSize,
  })
  const last = rows.length === pageSize ? rows.at(-1) : undefined
  return (
    <>
      <PrintHeader
        issuer={organisation.name}
        title="须另行告知的党员"
        printedAt={formatMoment(ctx.now)}
      />
      <PageHeader
        title="须另行告知的党员"
        crumbs={[
          { label: '组织', href: '/organisation' },
          { label: organisation.name, href: path },
        ]}
        context="没有登记手机号，短信到不了；请当面、电话（单位或家属转告）或纸质告知，并记下方式和时间。"
        actions={<PrintButton>打印</PrintButton>}
      />
      {rows.length > 0 ? (
        <Table caption="没有手机号的党员">
          <thead>
            <tr>
              <HeadCell>姓名</HeadCell>
              <HeadCell>工号</HeadCell>
              <HeadCell>党支部</HeadCell>
              <HeadCell className="print-only">告知方式、时间、告知人</HeadCell>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.personId}>
                <RowHead>
                  <TextLink href={`/organisation/people/${row.personId}`} plain>
                    {row.name}
                  </TextLink>
                </RowHead>
                <Cell label="工号">{row.employeeNumber ?? '无工号'}</Cell>
                <Cell label="党支部">{row.organisationName}</Cell>
                <Cell className="print-only" phone="hidden" />
              </tr>
            ))}
          </tbody>
        </Table>
      ) : (
        <EmptyState title={after ? '后面没有了' : '都登记了手机号'}>
          {after ? '已经列完。' : '这个组织的党员都能收到短信。'}
        </EmptyState>
      )}
      <Pager
        newerHref={after ? `${path}/unreachable` : undefined}
        newerLabel="回到第一页"
        olderHref={last ? `${path}/unreachable?after=${last.personId}` : undefined}
        olderLabel="下一页"
      />
    </>
  )
}
