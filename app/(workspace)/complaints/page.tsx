import type { Metadata } from 'next'
import { ComplaintForm } from '@/components/complaints/complaint-form'
import { ComplaintTable } from '@/components/complaints/complaint-table'
import { Card } from '@/components/ui/card'
import { FilterChips } from '@/components/ui/filter-chips'
import { PageHeader } from '@/components/ui/page-header'
import { Pager } from '@/components/ui/pager'
import { complaintStates } from '@/db/enums'
import { complaintList, myComplaints } from '@/lib/complaints/queries'
import { complaintQuery } from '@/lib/complaints/schema'
import { complaintStateLabels } from '@/lib/complaints/states'
import type { ViewerContext } from '@/lib/context'
import { can } from '@/lib/policy'
import { requireContext } from '@/lib/session'
import { fileComplaintAction } from './actions'

export const metadata: Metadata = { title: '意见与投诉' }

/** Everybody says what is wrong and sees where it stands; the office sees what has come in. */
export default async function ComplaintsPage({ searchParams }: PageProps<'/complaints'>) {
  const ctx = await requireContext('/complaints')
  const mine = await myComplaints(ctx)
  return (
    <>
      <PageHeader
        title="意见与投诉"
        context="直接送到党建部，本支部看不到。每一步办理都会显示在这里。"
      />
      <div className="space-y-6">
        {can(ctx.viewer, 'complaint.list') ? (
          <Office ctx={ctx} query={complaintQuery.parse(await searchParams)} />
        ) : null}
        <div className="max-w-form">
          <Card title="我要反映">
            <ComplaintForm action={fileComplaintAction} complaintId={crypto.randomUUID()} />
          </Card>
        </div>
        <section>
          <h2 className="mb-2 text-lg">我提出的</h2>
          <ComplaintTable
            caption="我提出的意见"
            rows={mine}
            now={ctx.now}
            empty="您还没有提过意见。提出后，收到、受理、答复的时间和内容都会列在这里。"
          />
        </section>
      </div>
    </>
  )
}

type OfficeProps = {
  ctx: ViewerContext
  query: ReturnType<typeof complaintQuery.parse>
}

async function Office({ ctx, query }: OfficeProps) {
  const { rows, next } = await complaintList(ctx, query)
  const address = (state: string | undefined, after?: string | null) =>
    `/complaints?${new URLSearchParams({
      ...(state ? { state } : {}),
      ...(after ? { after } : {}),
    })}`
  return (
    <section>
      <h2 className="mb-2 text-lg">收到的意见</h2>
      <div className="mb-3">
        <FilterChips
          label="按办理状态"
          items={[undefined, ...complaintStates].map((state) => ({
            label: state ? complaintStateLabels[state] : '全部',
            href: address(state),
            current: query.state === state,
          }))}
        />
      </div>
      <ComplaintTable
        caption="收到的意见，新的在前"
        rows={rows}
        now={ctx.now}
        showsAuthor
        empty={query.state ? '没有处于这一状态的意见，请换一个状态查看。' : '还没有收到意见。'}
      />
      <Pager
        newerHref={query.after ? address(query.state) : undefined}
        newerLabel="回到最新"
        olderHref={next ? address(query.state, next) : undefined}
      />
    </section>
  )
}
