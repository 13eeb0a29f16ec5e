import type { ReactNode } from 'react'
import { TextLink } from '@/components/ui/text-link'
import { formatDay } from '@/lib/format'
import { dayOf } from '@/lib/period'
import type { MilestoneRow, ObjectiveRow } from '@/lib/tasks/plan/plan-queries'
import { MilestoneBadge } from './milestone-badge'
import { MilestoneTrack, YearAxis } from './milestone-track'
import { standingWords } from './standing-words'
import { type YearScale, yearScale } from './year-scale'

type YearChartProps = {
  year: number
  objectives: ObjectiveRow[]
  now: Date
  /** What may be done about an objective. */
  actsOf?: (objective: ObjectiveRow) => ReactNode
}

/** The year on one axis: planned against actual, and today. Each milestone opens. */
export function YearChart({ year, objectives, now, actsOf }: YearChartProps) {
  const scale = yearScale(year)
  const today = dayOf(now).startsWith(`${year}-`) ? dayOf(now) : null
  return (
    <>
      <p className="text-muted text-sm">框是计划，实心是实际完成；虚线是今天，短竖线是原定时限。</p>
      <div className="overflow-hidden rounded-card border border-line bg-surface">
        <div className="year-row year-head border-t-0 text-muted text-sm">
          <span>目标和节点</span>
          <span className="year-cell">
            <YearAxis scale={scale} today={today} />
          </span>
          <span>进度</span>
        </div>
        {objectives.map((objective, index) => (
          <section key={objective.id} aria-labelledby={`objective-${index}`}>
            <ObjectiveHead objective={objective} index={index} acts={actsOf?.(objective)} />
            <ul>
              {objective.milestones.map((row) => (
                <Row key={row.id} row={row} scale={scale} today={today} now={now} />
              ))}
            </ul>
            {objective.milestones.length === 0 ? (
              <p className="border-line border-t px-4 py-3 text-muted">这个目标下还没有节点。</p>
            ) : null}
          </section>
        ))}
      </div>
    </>
  )
}

type ObjectiveHeadProps = { objective: ObjectiveRow; index: number; acts: ReactNode }

function ObjectiveHead({ objective, index, acts }: ObjectiveHeadProps) {
  const { title, measure, department, ownerName, carriedFromId, milestones } = objective
  const done = milestones.filter((one) => one.doneOn !== null).length
  return (
    <header
      data-keep
      className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 border-line-strong border-t bg-sunken px-4 py-2"
    >
      <div className="min-w-0">
        <h2 id={`objective-${index}`} className="text-lg">
          {`${index + 1}. ${title}`}
          {carriedFromId ? <span className="font-normal text-muted text-sm"> 上年结转</span> : null}
        </h2>
        <p className="text-muted text-sm">
          {[
            `衡量标准：${measure}`,
            [department, ownerName].filter(Boolean).join(' '),
            `完成 ${done} / ${milestones.length} 个节点`,
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      {acts ? <div className="no-print flex flex-wrap gap-2">{acts}</div> : null}
    </header>
  )
}

type RowProps = { row: MilestoneRow; scale: YearScale; today: string | null; now: Date }

function Row({ row, scale, today, now }: RowProps) {
  const words = standingWords(row, now)
  const span = `${formatDay(row.startsOn, now)}–${formatDay(row.dueOn, now)}`
  const moved = row.movedFrom[0] ? ` · 原定 ${formatDay(row.movedFrom[0], now)}` : ''
  return (
    <li className="year-row" data-keep>
      <div className="min-w-0">
        <TextLink href={`/plan/milestones/${row.id}`} plain>
          {row.title}
        </TextLink>
        <p className="text-muted text-sm">
          {span}
          {moved}
        </p>
      </div>
      <div className="year-cell">
        <MilestoneTrack row={row} scale={scale} today={today} label={`计划${span}，${words}`} />
      </div>
      <div className="flex flex-wrap items-center gap-x-2 lg:flex-col lg:items-start">
        <MilestoneBadge row={row} now={now} />
        <span className="text-muted text-sm">{words}</span>
      </div>
    </li>
  )
}
