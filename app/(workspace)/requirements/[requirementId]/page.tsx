import type { Metadata } from 'next'
import { FiguresWords } from '@/components/requirements/figures-words'
import { LinkedTaskTable } from '@/components/requirements/linked-task-table'
import { ProposalTable } from '@/components/requirements/proposal-table'
import { RequirementActs } from '@/components/requirements/requirement-acts'
import { RequirementBadge } from '@/components/requirements/requirement-badge'
import { Card } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { FileList } from '@/components/ui/file-list'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { formatDay, formatMoment } from '@/lib/format'
import { forPage, pageId } from '@/lib/page'
import { requireContext } from '@/lib/session'
import {
  type ReopeningNote,
  type RequirementDetail,
  reopenings,
  requirementDetail,
} from '@/lib/tasks/requirements/detail'
import { requirementSourceLabels } from '@/lib/tasks/requirements/states'
import { closeRequirementAction, reopenRequirementAction } from '../actions'

export const metadata: Metadata = { title: '立项' }

/** One requirement: where it came from, the tasks that answer it, what came of it. */
export default async function RequirementPage(props: PageProps<'/requirements/[requirementId]'>) {
  const requirementId = pageId((await props.params).requirementId)
  const ctx = await requireContext(`/requirements/${requirementId}`)
  const detail = await forPage(requirementDetail(ctx, requirementId))
  const notes = await reopenings(ctx, requirementId)
  const { requirement: one } = detail
  return (
    <>
      <PageHeader
        title={one.title}
        crumbs={[{ label: '立项', href: '/requirements' }, { label: one.number }]}
        context={contextOf(detail, ctx.now)}
        actions={
          <RequirementActs
            detail={detail}
            close={closeRequirementAction}
            reopen={reopenRequirementAction}
          />
        }
      />
      {one.state === 'closed' && one.closedAt ? (
        <Notice tone="done" title="已销号" className="mb-4">
          <p className="whitespace-pre-line">{one.result}</p>
          <p className="text-muted text-sm">
            {detail.closedByName} {formatMoment(one.closedAt, ctx.now)}
          </p>
        </Notice>
      ) : null}
      <div className="space-y-4">
        <Card
          title="要求"
          aside={
            <RequirementBadge
              state={one.state}
              light={detail.light}
              dueOn={one.dueOn}
              now={ctx.now}
            />
          }
        >
          <p className="max-w-reading whitespace-pre-line">{one.content}</p>
          <div className="mt-3">
            <FileList
              files={detail.files.map((file) => ({ ...file, href: `/api/files/${file.id}` }))}
            />
          </div>
        </Card>
        <section aria-labelledby="tasks-of">
          <h2 id="tasks-of" className="mb-2 text-lg">
            任务{' '}
            <span className="font-normal text-muted text-sm">
              <FiguresWords figures={detail.figures} />
            </span>
          </h2>
          <LinkedTaskTable tasks={detail.tasks} total={detail.figures.tasks} now={ctx.now} />
        </section>
        {detail.proposals.length > 0 ? (
          <section aria-labelledby="proposals-of">
            <h2 id="proposals-of" className="mb-2 text-lg">
              来自这些需求
            </h2>
            <ProposalTable caption="来源需求" rows={detail.proposals} now={ctx.now} empty={null} />
          </section>
        ) : null}
        {notes.length > 0 ? <Reopenings notes={notes} now={ctx.now} /> : null}
      </div>
    </>
  )
}

function Reopenings({ notes, now }: { notes: ReopeningNote[]; now: Date }) {
  return (
    <Card title="恢复办理的记录">
      <DescriptionList
        items={notes.map((note) => ({
          term: `${formatMoment(note.at, now)} ${note.byName}`,
          detail: `${note.reason}\n原办理结果：${note.result}`,
        }))}
      />
    </Card>
  )
}

function contextOf({ requirement: one, createdByName }: RequirementDetail, now: Date): string {
  return [
    requirementSourceLabels[one.source],
    one.reference,
    `${formatDay(one.receivedOn, now)}收到`,
    one.dueOn ? `${formatDay(one.dueOn, now)}前办结` : '未定时限',
    `${one.department ?? '党建部'} ${createdByName} 登记`,
  ]
    .filter(Boolean)
    .join(' · ')
}
