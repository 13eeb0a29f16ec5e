import type { Metadata } from 'next'
import { ScoreWorkList } from '@/components/scorecard/quarter/score-work-list'
import { RequestList } from '@/components/tasks/request-list'
import { ReviewList } from '@/components/tasks/review-list'
import { TodoCard } from '@/components/tasks/todo-card'
import { LinkButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { TextLink } from '@/components/ui/text-link'
import { formatPeriod, formatPoints } from '@/lib/format'
import { dayOf } from '@/lib/period'
import { can } from '@/lib/policy'
import { possibleNow } from '@/lib/scorecard/guidance/possible-now'
import { scoreWork } from '@/lib/scorecard/quarter/score-work'
import { requireContext } from '@/lib/session'
import { addressOf, cursorText, todoAddress } from '@/lib/tasks/address'
import { requestsWaiting } from '@/lib/tasks/requests/requests-waiting'
import { reviewsWaiting } from '@/lib/tasks/review-queries'
import { todoOf, waitingCounts } from '@/lib/tasks/todo-queries'
import { acceptAction } from './tasks/actions'

export const metadata: Metadata = { title: '待办' }

/** 待办: what the viewer himself has to do, the first thing first. */
export default async function TodoPage({ searchParams }: PageProps<'/'>) {
  const ctx = await requireContext('/')
  const { reviewsAfter } = todoAddress.parse(await searchParams)
  const supervises = can(ctx.viewer, 'task.viewBoard')
  const [todo, scores, possible, reviews, requests] = await Promise.all([
    todoOf(ctx),
    scoreWork(ctx),
    possibleNow(ctx),
    reviewsWaiting(ctx, { after: reviewsAfter }),
    requestsWaiting(ctx),
  ])
  const isPaged = reviews.next !== null || reviewsAfter !== undefined
  const branchId = ctx.viewer.posts[0]?.organisationId
  const today = todo.items.filter((item) => dayOf(item.effectiveDueAt) <= dayOf(ctx.now)).length
  return (
    <div className="mx-auto max-w-3xl space-y-4">
      <h1 className="font-semibold text-2xl">{headline(todo.total, today)}</h1>
      {todo.items.map((item, index) => (
        <TodoCard
          key={item.assignmentId}
          item={item}
          now={ctx.now}
          isFirst={index === 0}
          accept={acceptAction}
        />
      ))}
      {todo.total > todo.items.length ? (
        <p className="text-muted">
          先列出最急的 {todo.items.length} 件，办完后会显示其余 {todo.total - todo.items.length}{' '}
          件。
        </p>
      ) : null}
      <ScoreWorkList tasks={scores} now={ctx.now} />
      {possible ? (
        <p>
          <TextLink href={`/scorecard/${possible.quarterId}/${possible.organisationId}`}>
            {formatPeriod(possible.period)}党建指数：尚可完成 {formatPoints(possible.hundredths)} 分
          </TextLink>
        </p>
      ) : null}
      <RequestList {...requests} now={ctx.now} />
      <ReviewList
        items={reviews.rows}
        now={ctx.now}
        total={isPaged ? (await waitingCounts(ctx)).reviews : undefined}
        newerHref={reviewsAfter ? '/' : undefined}
        olderHref={
          reviews.next ? addressOf('/', { reviewsAfter: cursorText(reviews.next) }) : undefined
        }
      />
      {branchId ? (
        <p className="flex flex-wrap gap-x-6">
          <TextLink href={`/tasks/branches/${branchId}?show=all`}>全部任务，办完的也在</TextLink>
          {ctx.viewer.posts.some((post) => can(ctx.viewer, 'activity.record', post)) ? (
            <TextLink href="/activities/new">记一次活动</TextLink>
          ) : null}
          {can(ctx.viewer, 'proposal.make') ? (
            <TextLink href="/proposals/new">提出需求</TextLink>
          ) : null}
        </p>
      ) : null}
      {todo.total + scores.length + reviews.rows.length + requests.total === 0 ? (
        <EmptyState
          title="没有要办的事"
          actions={supervises ? <LinkButton href="/tasks/new">新建任务</LinkButton> : undefined}
        >
          有新任务时会发短信提醒，也会出现在这里。
        </EmptyState>
      ) : null}
    </div>
  )
}

function headline(total: number, today: number): string {
  if (total === 0) {
    return '待办'
  }
  return today > 0 ? `今天 ${today} 件，先做这件` : `${total} 件待办，先做这件`
}
