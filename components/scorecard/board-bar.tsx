import { formatPoints } from '@/lib/format'
import type { Board, BoardRow } from '@/lib/scorecard/board/schema'

type Axis = Board['axis']

/** Position on the axis in percent, for a style. */
function at(axis: Axis, hundredths: number): string {
  const share =
    (hundredths - axis.fromHundredths) / Math.max(1, axis.toHundredths - axis.fromHundredths)
  return `${(Math.min(1, Math.max(0, share)) * 100).toFixed(2)}%`
}

/** Middle of the axis, a whole number of hundredths. */
function middleOf({ fromHundredths, toHundredths }: Axis): number {
  return Math.round((fromHundredths + toHundredths) / 2)
}

/** The scale over a column of bars; it need not begin at zero, so it says where it begins. */
export function BarScale({ axis }: { axis: Axis }) {
  const whole = (hundredths: number) => String(Math.round(hundredths / 100))
  return (
    <span className="flex w-full justify-between" aria-hidden="true">
      <span>{whole(axis.fromHundredths)}</span>
      <span>{whole(middleOf(axis))}</span>
      <span>{whole(axis.toHundredths)}</span>
    </span>
  )
}

/** A score on the axis, with the span that other weights and a few more records would give it. */
export function ScoreBar({
  axis,
  row,
}: {
  axis: Axis
  row: Pick<BoardRow, 'interval' | 'totalHundredths'>
}) {
  const { interval, totalHundredths } = row
  const words = interval
    ? `${formatPoints(totalHundredths)} 分，区间 ${formatPoints(interval.low)} 至 ${formatPoints(interval.high)}`
    : `${formatPoints(totalHundredths)} 分`
  return (
    <span role="img" aria-label={words} className="relative block h-5 w-full min-w-32">
      <span
        className="absolute inset-y-1 border-line-strong border-s"
        style={{ insetInlineStart: '50%' }}
      />
      {interval ? (
        <span
          className="absolute inset-y-1.5 min-w-1 rounded-full bg-line-strong print:border print:border-muted"
          style={{
            insetInlineStart: at(axis, interval.low),
            insetInlineEnd: `calc(100% - ${at(axis, interval.high)})`,
          }}
        />
      ) : null}
      <span
        className="absolute inset-y-0.5 -ms-0.5 w-1 rounded-full bg-ink"
        style={{ insetInlineStart: at(axis, totalHundredths) }}
      />
    </span>
  )
}
