import { formatMoment } from '@/lib/format'
import type { Task } from '../load'
import type { CircularFigures, CircularRow } from './schema'

/** The counts a circular speaks of. */
export function totalsOf({ rows }: CircularFigures) {
  const count = (which: (row: CircularRow) => boolean) => rows.filter(which).length
  const isFinished = (row: CircularRow) => row.state === 'approved' || row.state === 'evaluated'
  return {
    recipients: rows.length,
    accepted: count((row) => row.isAccepted),
    handedIn: count((row) => row.handedIn === row.nodes),
    onTime: count((row) => row.isOnTime === true),
    afterDue: count((row) => row.isOnTime === false),
    finished: count(isFinished),
    late: count((row) => row.isLate),
  }
}

/** 标题 of a new circular; quotation marks inside the quoted title become single ones. */
export function titleOf(task: Pick<Task, 'title'>): string {
  const title = task.title.replaceAll('“', '‘').replaceAll('”', '’')
  return `关于“${title}”办理情况的通报`
}

/**
 * The text a circular begins with: nothing but what the figures say, for the officer to go on from.
 * Names in the order of the list, never in an order of merit.
 */
export function bodyOf(
  task: Pick<Task, 'dispatchedAt' | 'dueAt'>,
  figures: CircularFigures,
  at: Date,
): string {
  const totals = totalsOf(figures)
  const names = (which: (row: CircularRow) => boolean) =>
    figures.rows.filter(which).map((row) => row.name)
  const dispatched = task.dispatchedAt ? `于 ${formatMoment(task.dispatchedAt)} 下达，` : ''
  const overall = `一、总体情况。本项任务${dispatched}交办 ${totals.recipients} 个承办单位，要求 ${formatMoment(task.dueAt)} 前完成。截至 ${formatMoment(at)}，签收 ${totals.accepted} 个，全部提交 ${totals.handedIn} 个（其中按时 ${totals.onTime} 个、逾期提交 ${totals.afterDue} 个），审核通过 ${totals.finished} 个。`
  const parts = [
    listed(
      '已办结',
      names((row) => row.state === 'approved' || row.state === 'evaluated'),
    ),
    listed(
      '等待审核',
      names((row) => row.state === 'submitted'),
    ),
    listed(
      '正在修改',
      names((row) => row.state === 'returned' && !row.isLate),
    ),
    listed(
      '正在办理',
      names((row) => row.state === 'accepted' && !row.isLate),
    ),
    listed(
      '尚未签收',
      names((row) => row.state === 'issued' && !row.isLate),
    ),
    listed(
      '暂停计时',
      names((row) => row.state === 'paused'),
    ),
    listed(
      '已过截止时间、尚未提交',
      names((row) => row.isLate),
    ),
  ].filter((line) => line !== null)
  return [overall, `二、分类情况。${parts.join('')}`].join('\n\n')
}

function listed(label: string, names: readonly string[]): string | null {
  return names.length === 0 ? null : `${label} ${names.length} 个：${names.join('、')}。`
}
