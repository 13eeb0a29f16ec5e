import type { LinkedFigures } from '@/lib/tasks/linked-figures'

/** How far the tasks on something are, in words: 2 项任务 · 审核通过 12 / 28 份. */
export function FiguresWords({ figures }: { figures: LinkedFigures }) {
  const { tasks, drafts, copies, approved } = figures
  if (tasks === 0) {
    return <span className="text-muted">未关联任务</span>
  }
  const parts = [
    `${tasks} 项任务`,
    copies > 0 ? `审核通过 ${approved} / ${copies} 份` : '',
    drafts > 0 ? `草稿 ${drafts} 项` : '',
  ]
  return <>{parts.filter(Boolean).join(' · ')}</>
}
