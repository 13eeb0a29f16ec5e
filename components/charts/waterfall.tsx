import { formatPoints } from '@/lib/format'

export type WaterfallStep = {
  key: string
  label: string
  /** Where the bar begins and ends, hundredths of a point. */
  from: number
  to: number
  /** `whole` for the first and the last bar, which stand on the axis. */
  kind: 'whole' | 'step' | 'total'
  /** Instead of a figure: 不适用. */
  words?: string
}

const tens = 1000

/** From full marks to the result, one bar a step; where the axis begins is written under it. */
export function Waterfall({ steps, label }: { steps: WaterfallStep[]; label: string }) {
  const values = steps.flatMap((one) => [one.from, one.to])
  const most = Math.max(...values)
  const least = Math.min(...values.filter((_, at) => at > 0))
  const begins = Math.max(0, least - (((least % tens) + tens) % tens) - tens)
  const axis = { from: least < 0 ? least : begins, to: most }
  const at = (value: number) =>
    `${(((Math.max(value, axis.from) - axis.from) / Math.max(1, axis.to - axis.from)) * 100).toFixed(2)}%`
  return (
    <figure aria-label={label}>
      <ol className="space-y-1.5">
        {steps.map((one) => {
          const [low, high] = [Math.min(one.from, one.to), Math.max(one.from, one.to)]
          const start = one.kind === 'step' ? low : axis.from
          return (
            <li
              key={one.key}
              className="grid grid-cols-[7rem_minmax(0,1fr)_4.5rem] items-center gap-3 lg:grid-cols-[14rem_minmax(0,1fr)_5rem]"
            >
              <span className={one.kind === 'step' ? 'min-w-0' : 'min-w-0 font-semibold'}>
                {one.label}
              </span>
              <span className="relative block h-5 bg-sunken print:border print:border-line">
                <span
                  className={`absolute inset-y-0 min-w-px ${tone(one)}`}
                  style={{ insetInlineStart: at(start), width: `calc(${at(high)} - ${at(start)})` }}
                />
              </span>
              <span
                className={`whitespace-nowrap text-end ${one.kind === 'step' ? '' : 'font-semibold'}`}
              >
                {one.words ??
                  formatPoints(one.kind === 'step' ? one.to - one.from : one.to, {
                    sign: one.kind === 'step',
                  })}
              </span>
            </li>
          )
        })}
      </ol>
      <figcaption className="mt-2 text-muted text-sm">
        横轴从 {formatPoints(axis.from)} 分起。
      </figcaption>
    </figure>
  )
}

// Told apart in greyscale: what is taken is light, what is added dark, wholes the darkest.
function tone(step: WaterfallStep): string {
  if (step.kind !== 'step') {
    return 'bg-ink print:border-y-8 print:border-ink'
  }
  return step.to >= step.from
    ? 'bg-muted print:border-y-8 print:border-muted'
    : 'bg-line-strong print:border print:border-muted'
}
