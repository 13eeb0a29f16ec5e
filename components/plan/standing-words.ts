import { formatDay } from '@/lib/format'
import type { MilestoneRow } from '@/lib/tasks/plan/plan-queries'

type Standing = Pick<MilestoneRow, 'doneOn' | 'doneShare' | 'elapsed' | 'figures'>

const percent = (share: number) => `${Math.floor(share * 100)}%`

/** What is done against the time gone by: 完成 45% · 序时 60%. */
export function standingWords(
  { doneOn, doneShare, elapsed, figures }: Standing,
  now: Date,
): string {
  if (doneOn !== null) {
    return `${formatDay(doneOn, now)}完成`
  }
  if (doneShare === 1) {
    return '任务已办完，待登记完成'
  }
  if (elapsed === 0) {
    return '未开始'
  }
  const done =
    doneShare === null
      ? figures.tasks > 0
        ? '任务未下达'
        : '未关联任务'
      : `完成 ${percent(doneShare)}`
  return `${done} · 序时 ${percent(elapsed)}`
}
