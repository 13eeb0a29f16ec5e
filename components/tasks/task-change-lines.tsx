import { formatDay, withoutFinalStop } from '@/lib/format'
import { dayOf } from '@/lib/period'
import type { TaskChange } from '@/lib/tasks/task-changes'

/** Who became 备选审核人 or 销号人 in whose place, when and why: a line each. */
export function TaskChangeLines({ changes, now }: { changes: TaskChange[]; now: Date }) {
  return changes.length > 0 ? (
    <ul aria-label="人员变更" className="mt-3 space-y-1 text-muted text-sm">
      {changes.map((change) => (
        <li key={change.id}>
          {formatDay(dayOf(change.at), now)} {wordsOf(change)}：{withoutFinalStop(change.reason)}。
        </li>
      ))}
    </ul>
  ) : null
}

const posts = { reviewer: '备选审核人', closer: '销号人' } as const

function wordsOf({ kind, fromName, toName, byName }: TaskChange): string {
  const post = posts[kind]
  if (fromName === null) {
    return `${byName} 指定 ${toName} 为${post}`
  }
  return toName === null
    ? `${byName} 取消了${post}（原为 ${fromName}）`
    : `${byName} 将${post}由 ${fromName} 改为 ${toName}`
}
