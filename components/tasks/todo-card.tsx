import { ActionForm } from '@/components/form/action-form'
import { LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { SubmitButton } from '@/components/ui/submit-button'
import { TextLink } from '@/components/ui/text-link'
import type { FormAction } from '@/lib/form-state'
import { formatMoment } from '@/lib/format'
import { assigneeSteps, stepsDone } from '@/lib/tasks/states'
import type { TodoItem } from '@/lib/tasks/todo-queries'
import { ProgressBar } from '../ui/progress-bar'
import { AssignmentBadge, SoonBadge } from './assignment-badge'

type TodoCardProps = {
  item: TodoItem
  now: Date
  isFirst: boolean
  accept: FormAction
}

/** One thing to do: what it is, what exactly is asked, until when, and one primary action. */
export function TodoCard({ item, now, isFirst, accept }: TodoCardProps) {
  const href = `/tasks/${item.taskId}/assignments/${item.assignmentId}`
  return (
    <Card tone={isFirst ? 'urgent' : 'plain'}>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <AssignmentBadge {...item} stateSince={now} now={now} />
        <SoonBadge {...item} now={now} />
      </div>
      <h2 className="mt-2 break-keep font-semibold text-lg">
        <TextLink href={href} plain>
          {item.title}
        </TextLink>
      </h2>
      <p className="mt-0.5 line-clamp-2 text-muted">
        {item.returnReason ? `需要改：${item.returnReason}` : item.requirement}
      </p>
      <Facts item={item} now={now} />
      {item.state === 'issued' ? null : (
        <div className="mt-3">
          <ProgressBar
            label="办理进度"
            value={stepsDone(item.state)}
            max={assigneeSteps}
            text={progressWords(item, now)}
          />
        </div>
      )}
      <div className="mt-3 grid gap-2 sm:flex">
        {item.state === 'issued' ? (
          <ActionForm action={accept} hidden={{ assignmentId: item.assignmentId }}>
            <SubmitButton tone="primary" size="large" pendingLabel="正在签收…">
              签收
            </SubmitButton>
          </ActionForm>
        ) : (
          <LinkButton href={`${href}#fill`} tone="primary" size="large">
            {item.draftSavedAt || item.state === 'returned' ? '继续填写' : '填写'}
          </LinkButton>
        )}
        {item.state === 'issued' ? (
          <LinkButton href={href} size="large">
            先看要求
          </LinkButton>
        ) : null}
      </div>
    </Card>
  )
}

/** Branch, due, minutes; a line breaks between them, never inside. */
function Facts({ item, now }: { item: TodoItem; now: Date }) {
  const facts = [
    `${item.organisationName} · `,
    `${formatMoment(item.effectiveDueAt, now)} 截止${item.estimatedMinutes ? ' · ' : ''}`,
    item.estimatedMinutes ? `约 ${item.estimatedMinutes} 分钟` : '',
  ]
  return (
    <p className="mt-1 text-muted text-sm">
      {facts.map((fact) => (
        <span key={fact} className="inline-block whitespace-pre-wrap">
          {fact}
        </span>
      ))}
    </p>
  )
}

function progressWords(item: TodoItem, now: Date): string {
  const draft = item.draftSavedAt ? ` · 草稿 ${formatMoment(item.draftSavedAt, now)} 已保存` : ''
  return `${assigneeSteps} 步已完成 ${stepsDone(item.state)} 步${draft}`
}
