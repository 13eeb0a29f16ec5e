import { classNames } from '@/components/ui/class-names'
import { addDays, type Day } from '@/lib/period'
import type { MilestoneRow } from '@/lib/tasks/plan/plan-queries'
import type { YearScale } from './year-scale'

type MilestoneTrackProps = {
  row: MilestoneRow
  scale: YearScale
  /** Null when today lies in another year. */
  today: Day | null
  /** What the bar shows, in words. */
  label: string
}

const edges = { late: 'stroke-late', behind: 'stroke-behind', soon: 'stroke-soon' }

/** Planned as an outline, actual as what is filled of it, today as a dashed line across. */
export function MilestoneTrack({ row, scale, today, label }: MilestoneTrackProps) {
  const start = scale.at(row.startsOn)
  const width = Math.max(0.6, scale.at(addDays(row.dueOn, 1)) - start)
  const share = row.doneShare ?? 0
  const [first] = row.movedFrom
  return (
    <svg role="img" aria-label={label} className="year-track">
      <title>{label}</title>
      <Grid scale={scale} />
      <g transform="translate(0 -7)">
        <rect
          x={`${start}%`}
          y="50%"
          width={`${width}%`}
          height="14"
          rx="3"
          strokeWidth="1.5"
          strokeDasharray={row.doneShare === null ? '4 3' : undefined}
          className={classNames('fill-sunken', row.light ? edges[row.light] : 'stroke-edge')}
        />
        {share > 0 ? (
          <rect
            x={`${start}%`}
            y="50%"
            width={`${width * share}%`}
            height="14"
            rx="3"
            className={row.doneOn === null ? 'fill-muted' : 'fill-done'}
          />
        ) : null}
        {first ? <FirstDue x={scale.at(addDays(first, 1))} /> : null}
      </g>
      {today ? <Today x={scale.at(today)} /> : null}
    </svg>
  )
}

/** The months over the rows, and where today is. */
export function YearAxis({ scale, today }: Pick<MilestoneTrackProps, 'scale' | 'today'>) {
  return (
    <svg aria-hidden="true" className="year-track">
      <Grid scale={scale} />
      {scale.months.map((month) => (
        <text
          key={month.label}
          x={`${(month.from + month.to) / 2}%`}
          y="1.6rem"
          textAnchor="middle"
          className="fill-muted text-xs"
        >
          {month.label}
        </text>
      ))}
      {today ? <Today x={scale.at(today)} /> : null}
    </svg>
  )
}

/** The due day as it was first published. */
function FirstDue({ x }: { x: number }) {
  return (
    <svg x={`${x}%`} y="50%" width="2" height="14" className="overflow-visible">
      <title>原定时限</title>
      <path d="M0 -3V17" strokeWidth="2" className="stroke-ink" />
    </svg>
  )
}

function Today({ x }: { x: number }) {
  return (
    <line
      x1={`${x}%`}
      x2={`${x}%`}
      y1="0"
      y2="100%"
      strokeWidth="1.5"
      strokeDasharray="2 3"
      className="stroke-ink"
    />
  )
}

function Grid({ scale }: { scale: YearScale }) {
  return (
    <>
      {scale.months.map((month, index) => (
        <line
          key={month.label}
          x1={`${month.from}%`}
          x2={`${month.from}%`}
          y1="0"
          y2="100%"
          className={index % 3 === 0 ? 'stroke-line-strong' : 'stroke-line'}
        />
      ))}
    </>
  )
}
