import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { AnswerForms } from '@/components/complaints/answer-forms'
import { ComplaintBadge } from '@/components/complaints/complaint-badge'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { Timeline } from '@/components/ui/timeline'
import { complaintDetail } from '@/lib/complaints/queries'
import { complaintKindLabels, complaintStateLabels } from '@/lib/complaints/states'
import { DomainError } from '@/lib/errors'
import { formatMoment } from '@/lib/format'
import { pageId } from '@/lib/page'
import { requireContext } from '@/lib/session'
import { answerComplaintAction, closeComplaintAction, takeUpComplaintAction } from '../actions'

export const metadata: Metadata = { title: '意见与投诉' }

/** One complaint: what was said, every step since, and what can be done now. */
export default async function ComplaintPage({ params }: PageProps<'/complaints/[complaintId]'>) {
  const complaintId = pageId((await params).complaintId)
  const ctx = await requireContext(`/complaints/${complaintId}`)
  const complaint = await complaintDetail(ctx, complaintId).catch((error: unknown) => {
    if (error instanceof DomainError && error.code === 'not_found') {
      notFound()
    }
    throw error
  })
  return (
    <>
      <PageHeader
        title={complaint.number}
        crumbs={[{ label: '意见与投诉', href: '/complaints' }]}
        context={`${complaintKindLabels[complaint.kind]} · ${complaint.personName} · ${formatMoment(complaint.createdAt, ctx.now)}`}
      />
      <div className="max-w-reading space-y-4">
        <Card title="反映的情况" aside={<ComplaintBadge state={complaint.state} />}>
          <p className="whitespace-pre-line">{complaint.text}</p>
        </Card>
        <Card title="办理进度">
          <Timeline
            label="办理进度"
            items={complaint.steps.map((step, index) => ({
              key: step.id,
              title: complaintStateLabels[step.state],
              person: step.byName,
              at: formatMoment(step.at, ctx.now),
              dateTime: step.at.toISOString(),
              detail: <p className="whitespace-pre-line">{step.words}</p>,
              tone: step.state === 'closed' ? 'done' : 'neutral',
              current: index === complaint.steps.length - 1,
            }))}
          />
        </Card>
        <AnswerForms
          complaintId={complaint.id}
          takeUp={
            complaint.canHandle && complaint.state === 'received'
              ? takeUpComplaintAction
              : undefined
          }
          answer={complaint.canHandle ? answerComplaintAction : undefined}
          close={complaint.canClose ? closeComplaintAction : undefined}
        />
      </div>
    </>
  )
}
