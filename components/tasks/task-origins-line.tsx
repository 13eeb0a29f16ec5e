import { TextLink } from '@/components/ui/text-link'
import type { TaskOrigin } from '@/lib/tasks/task-origins'

/** What a task stands on, each one click away; nothing for a task that stands alone. */
export function TaskOriginsLine({ origins }: { origins: TaskOrigin[] }) {
  if (origins.length === 0) {
    return null
  }
  return (
    <ul className="-mt-2 mb-4 flex flex-wrap gap-x-5 gap-y-1 text-sm" aria-label="任务来源">
      {origins.map(({ label, href }) => (
        <li key={label}>{href ? <TextLink href={href}>{label}</TextLink> : label}</li>
      ))}
    </ul>
  )
}
