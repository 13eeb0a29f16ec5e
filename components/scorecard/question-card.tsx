import { ActionForm } from '@/components/form/action-form'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { SubmitButton } from '@/components/ui/submit-button'
import { TextAreaField } from '@/components/ui/text-field'
import { TextLink } from '@/components/ui/text-link'
import { Unfold } from '@/components/ui/unfold'
import type { FormAction } from '@/lib/form-state'
import { formatDay, formatMoment } from '@/lib/format'
import { type Question, questionKindLabels } from '@/lib/scorecard/questions/schema'

type QuestionCardProps = {
  question: Question
  quarterId: string
  answer: FormAction
  now: Date
}

/** A pattern as a question, the rows behind it, and what reviewers have said. It changes no score. */
export function QuestionCard({ question, quarterId, answer, now }: QuestionCardProps) {
  const { key, kind, words, rows, total, answers } = question
  return (
    <Card
      title={words}
      aside={
        <Badge tone={answers.length > 0 ? 'done' : 'neutral'}>{questionKindLabels[kind]}</Badge>
      }
    >
      <ul className="divide-y divide-line text-sm">
        {rows.map((row) => (
          <li
            key={`${row.id} ${row.label}`}
            className="flex flex-wrap justify-between gap-x-4 py-1.5"
          >
            <span className="min-w-0">
              {row.organisationName}　<TextLink href={row.href}>{row.label}</TextLink>
            </span>
            <span className="text-muted">
              {formatDay(row.on, now)}，{formatMoment(row.recordedAt, now)}记录
            </span>
          </li>
        ))}
      </ul>
      {total > rows.length ? (
        <p className="text-muted text-sm">另有 {total - rows.length} 条。</p>
      ) : null}
      {answers.map((one) => (
        <p
          key={`${one.byName} ${one.at.toISOString()}`}
          className="mt-2 rounded-control bg-sunken px-3 py-2"
        >
          {one.words}
          <span className="ms-2 text-muted text-sm">
            {one.byName} · {formatMoment(one.at, now)}
          </span>
        </p>
      ))}
      <Unfold label={answers.length > 0 ? '再写一条' : '写下核对的结果'}>
        <ActionForm
          action={answer}
          hidden={{ quarterId, questionKey: key }}
          className="mt-2 space-y-3"
        >
          <TextAreaField name="words" label="核对的结果" required rows={2} />
          <SubmitButton>记下</SubmitButton>
        </ActionForm>
      </Unfold>
    </Card>
  )
}
