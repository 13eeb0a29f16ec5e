import type { Metadata } from 'next'
import { QuestionCard } from '@/components/scorecard/question-card'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkTabs } from '@/components/ui/link-tabs'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { formatMoment, formatPeriod } from '@/lib/format'
import { forPage, pageId } from '@/lib/page'
import { quarterList } from '@/lib/scorecard/board/quarter-list'
import { findQuestions } from '@/lib/scorecard/questions/find-questions'
import { requireContext } from '@/lib/session'
import { scoreTabs } from '../../score-tabs'
import { answerQuestionAction } from '../actions'

export const metadata: Metadata = { title: '疑问' }

type QuestionsPageProps = PageProps<'/scorecard/[quarterId]/questions'>

/** Patterns in the facts as questions to the reviewer; branches never see them. */
export default async function QuestionsPage({ params }: QuestionsPageProps) {
  const quarterId = pageId((await params).quarterId)
  const ctx = await requireContext(`/scorecard/${quarterId}/questions`)
  const questions = await forPage(findQuestions(ctx, quarterId))
  const quarter = (await quarterList(ctx, [])).find((one) => one.quarterId === quarterId)
  const open = questions.filter((one) => one.answers.length === 0)
  const answered = questions.filter((one) => one.answers.length > 0)
  return (
    <>
      <PageHeader
        title="疑问"
        crumbs={[
          {
            label: '党建指数',
            href: quarter ? `/scorecard?period=${quarter.period}` : '/scorecard',
          },
        ]}
        context={`${quarter ? formatPeriod(quarter.period) : ''} · 截至 ${formatMoment(ctx.now, ctx.now)}`}
      />
      <LinkTabs label="党建指数" items={scoreTabs(ctx.viewer, quarter ?? null, 'questions')} />
      <div className="mt-4 space-y-4">
        <Notice>
          这里只提出问题，供评分和评议时核对；不计分，也不影响任何得分。支部看不到疑问和核对的结果。
        </Notice>
        {questions.length === 0 ? (
          <EmptyState title="没有需要核对的疑问">
            季末集中开展、文字雷同、文件相同、事后补记，出现时会列在这里。
          </EmptyState>
        ) : null}
        {[...open, ...answered].map((one) => (
          <QuestionCard
            key={one.key}
            question={one}
            quarterId={quarterId}
            answer={answerQuestionAction}
            now={ctx.now}
          />
        ))}
      </div>
    </>
  )
}
