import { Card } from '@/components/ui/card'
import { TextLink } from '@/components/ui/text-link'
import { formatDay } from '@/lib/format'
import { dayOf } from '@/lib/period'
import type { ScoreTask } from '@/lib/scorecard/quarter/score-work'

/** What of the index waits for the viewer: 自评, 初评, 核对, answers, appeals. */
export function ScoreWorkList({ tasks, now }: { tasks: ScoreTask[]; now: Date }) {
  if (tasks.length === 0) {
    return null
  }
  return (
    <Card title="党建指数" aside={`${tasks.length} 件`} flush>
      <ul className="divide-y divide-line">
        {tasks.map((task) => (
          <li
            key={task.key}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 py-3 max-sm:flex-col max-sm:items-start"
          >
            <div className="min-w-0 flex-1">
              <TextLink href={task.href}>{task.title}</TextLink>
              <p className="text-muted text-sm">{task.detail}</p>
            </div>
            {task.dueOn ? (
              <span
                className={task.dueOn < dayOf(now) ? 'text-late text-sm' : 'text-muted text-sm'}
              >
                {formatDay(task.dueOn, now)}
                {task.dueOn < dayOf(now) ? '已过' : '前'}
              </span>
            ) : null}
          </li>
        ))}
      </ul>
    </Card>
  )
}
