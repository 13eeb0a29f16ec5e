import { Badge } from '@/components/ui/badge'
import type { Tone } from '@/components/ui/status-icon'
import { formatPoints } from '@/lib/format'
import { type IndicatorState, indicatorStateLabels } from '@/lib/scorecard/ledger/schema'

const tones: Record<Exclude<IndicatorState, 'scored'>, Tone> = {
  zero: 'neutral',
  unscored: 'paused',
  no_data: 'neutral',
  not_applicable: 'neutral',
}

type StateWordProps = {
  state: IndicatorState
  totalHundredths: number | null
  fullHundredths?: number | null | undefined
}

/** What of an indicator the word is made of. */
export function markOf({ state, totalHundredths, fullHundredths }: StateWordProps): StateWordProps {
  return { state, totalHundredths, fullHundredths }
}

/** A mark, or the word of why there is none: 未评, 无数据, 不适用 and 零 are four things. */
export function StateWord({ state, totalHundredths, fullHundredths }: StateWordProps) {
  const isShown = totalHundredths !== null && state !== 'not_applicable'
  return (
    <span className="inline-flex flex-wrap items-center justify-end gap-x-2">
      {isShown ? (
        <span className="whitespace-nowrap">
          {formatPoints(totalHundredths)}
          {fullHundredths ? (
            <span className="text-muted text-sm"> / {formatPoints(fullHundredths)}</span>
          ) : null}
        </span>
      ) : null}
      {state === 'scored' ? null : <Badge tone={tones[state]}>{indicatorStateLabels[state]}</Badge>}
    </span>
  )
}

const meanings: Record<Exclude<IndicatorState, 'scored'>, string> = {
  unscored: '归口部门还没有评分',
  no_data: '本季度没有应办事项，也没有记录',
  not_applicable: '本支部没有这一项，不计',
  zero: '评过，得 0.00 分',
}

/** What the four words mean, under a table that shows them. */
export function StateLegend() {
  return (
    <p className="mt-3 text-muted text-sm">
      {Object.entries(meanings).map(([state, meaning]) => (
        <span key={state} className="me-4 inline-block">
          {indicatorStateLabels[state as IndicatorState]}：{meaning}
        </span>
      ))}
    </p>
  )
}
