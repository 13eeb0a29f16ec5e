import type { Metadata } from 'next'
import { MilestoneActs } from '@/components/plan/milestone-acts'
import { MilestoneBadge } from '@/components/plan/milestone-badge'
import { standingWords } from '@/components/plan/standing-words'
import { FiguresWords } from '@/components/requirements/figures-words'
import { LinkedTaskTable } from '@/components/requirements/linked-task-table'
import { ProposalTable } from '@/components/requirements/proposal-table'
import { Card } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { PageHeader } from '@/components/ui/page-header'
import { TextLink } from '@/components/ui/text-link'
import { Timeline } from '@/components/ui/timeline'
import { formatDay, formatMoment, formatPeriod } from '@/lib/format'
import { forPage, pageId } from '@/lib/page'
import { dayOf } from '@/lib/period'
import { can } from '@/lib/policy'
import { requireContext } from '@/lib/session'
import { type MilestoneDetail, milestoneDetail } from '@/lib/tasks/plan/milestone-detail'
import * as actions from '../../actions'

export const metadata: Metadata = { title: '年度节点' }

/** One milestone: its tasks, planned against actual, and every move of its due day. */
export default async function MilestonePage(props: PageProps<'/plan/milestones/[milestoneId]'>) {
  const milestoneId = pageId((await props.params).milestoneId)
  const ctx = await requireContext(`/plan/milestones/${milestoneId}`)
  const detail = await forPage(milestoneDetail(ctx, milestoneId))
  const { milestone, plan, row } = detail
  return (
    <>
      <PageHeader
        title={milestone.title}
        crumbs={[
          { label: plan.title, href: `/plan?year=${plan.year}` },
          { label: detail.objective.title },
        ]}
        context={`${formatPeriod(milestone.quarter)} · ${formatDay(milestone.startsOn, ctx.now)}–${formatDay(milestone.dueOn, ctx.now)}`}
        actions={
          <MilestoneActs
            detail={detail}
            today={dayOf(ctx.now)}
            canIssue={can(ctx.viewer, 'task.create')}
            actions={actions}
          />
        }
      />
      <div className="space-y-4">
        <Card title="节点" aside={<MilestoneBadge row={row} now={ctx.now} />}>
          <Facts detail={detail} now={ctx.now} />
        </Card>
        <section aria-labelledby="tasks-of">
          <h2 id="tasks-of" className="mb-2 text-lg">
            任务{' '}
            <span className="font-normal text-muted text-sm">
              <FiguresWords figures={row.figures} />
            </span>
          </h2>
          <LinkedTaskTable tasks={detail.tasks} total={row.figures.tasks} now={ctx.now} />
        </section>
        {detail.proposals.length > 0 ? (
          <section aria-labelledby="proposals-of">
            <h2 id="proposals-of" className="mb-2 text-lg">
              采纳到这里的需求
            </h2>
            <ProposalTable
              caption="采纳的需求"
              rows={detail.proposals}
              now={ctx.now}
              empty={null}
            />
          </section>
        ) : null}
        {detail.moves.length > 0 ? <Moves detail={detail} now={ctx.now} /> : null}
      </div>
    </>
  )
}

function Facts({ detail, now }: { detail: MilestoneDetail; now: Date }) {
  const { milestone, row, doneByName, carriedFrom, carriedTo } = detail
  const carried = [
    carriedFrom ? { term: '结转自', one: carriedFrom } : null,
    carriedTo ? { term: '已结转到', one: carriedTo } : null,
  ].filter((entry) => entry !== null)
  return (
    <DescriptionList
      items={[
        { term: '衡量标准', detail: milestone.measure },
        {
          term: '责任',
          detail: [row.department, row.ownerName].filter(Boolean).join(' ') || '未定',
        },
        { term: '进度', detail: standingWords(row, now) },
        ...(milestone.doneOn
          ? [{ term: '完成情况', detail: `${milestone.result}（${doneByName ?? ''}登记）` }]
          : []),
        ...carried.map(({ term, one }) => ({
          term,
          detail: (
            <TextLink href={`/plan/milestones/${one.id}`}>{`${one.year}年 ${one.title}`}</TextLink>
          ),
        })),
      ]}
    />
  )
}

function Moves({ detail, now }: { detail: MilestoneDetail; now: Date }) {
  return (
    <Card title="完成时限的调整">
      <Timeline
        label="完成时限的调整"
        items={detail.moves.map((move) => ({
          key: move.at.toISOString(),
          title: `${formatDay(move.from, now)} → ${formatDay(move.to, now)}`,
          person: move.byName,
          at: formatMoment(move.at, now),
          dateTime: move.at.toISOString(),
          detail: <p>{move.reason}</p>,
          tone: 'neutral' as const,
        }))}
      />
    </Card>
  )
}
