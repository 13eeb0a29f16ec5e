import { classNames } from '@/components/ui/class-names'
import { StatusIcon } from '@/components/ui/status-icon'
import { type QuarterState, quarterStates } from '@/db/enums'
import { formatDay, formatMoment } from '@/lib/format'
import type { QuarterOverview } from '@/lib/scorecard/quarter/quarter-overview'
import { quarterStateLabels } from '@/lib/scorecard/quarter/states'

/** The steps of a quarter as a line: when each began, until when it lasts. */
export function QuarterSteps({ overview, now }: { overview: QuarterOverview; now: Date }) {
  const { quarter, moves } = overview
  const at = quarterStates.indexOf(quarter.state)
  const began = (state: QuarterState) =>
    moves.findLast((move) => move.toState === state && move.revision === quarter.revision) ??
    moves.findLast((move) => move.toState === state)
  return (
    <ol
      aria-label="本季度的各步"
      className="grid gap-px overflow-hidden rounded-card border border-line bg-line sm:grid-cols-4 xl:grid-cols-8"
    >
      {quarterStates.map((state, position) => {
        const move = position <= at ? began(state) : undefined
        const until = lastDayOf(overview, state)
        return (
          <li
            key={state}
            aria-current={position === at ? 'step' : undefined}
            className={classNames(
              'min-w-0 bg-surface px-3 py-2.5',
              position === at && 'shadow-[inset_0_-3px_0_var(--color-ink)]',
            )}
          >
            <p
              className={classNames(
                'flex items-center gap-1.5 font-medium',
                position > at && 'text-muted',
              )}
            >
              <StatusIcon
                tone={position < at ? 'done' : position === at ? 'soon' : 'neutral'}
                className={position < at ? 'text-done' : position === at ? 'text-soon' : undefined}
              />
              {quarterStateLabels[state]}
              {position < at ? <span className="sr-only">（已办）</span> : null}
              {position === at ? <span className="sr-only">（现在）</span> : null}
            </p>
            <p className="text-muted text-sm">{move ? formatMoment(move.at, now) : ' '}</p>
            {until && position <= at ? (
              <p className="text-muted text-sm">截至 {formatDay(until, now)}</p>
            ) : null}
          </li>
        )
      })}
    </ol>
  )
}

function lastDayOf({ quarter }: QuarterOverview, state: QuarterState): string | null {
  switch (state) {
    case 'self':
      return quarter.selfDueOn
    case 'preliminary':
      return quarter.preliminaryDueOn
    case 'verification':
      return quarter.verificationEndsOn
    case 'publication':
      return quarter.publicationEndsOn
    default:
      return null
  }
}
