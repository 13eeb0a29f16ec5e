import { formatPoints } from '@/lib/format'

export type BarSeries = { key: string; label: string }
export type BarGroup = {
  key: string
  label: string
  /** One value for each series in hundredths of a point, or the word of why there is none. */
  values: (number | string)[]
}

type GroupedBarsProps = { title: string; series: BarSeries[]; groups: BarGroup[] }

/** From dark to light and hatched, so that six series are told apart without colour. */
const fills = [
  'bg-ink',
  'bg-muted',
  'bg-line-strong',
  'bg-soon',
  'bg-gold',
  'border border-ink bg-surface',
]

/** Values as bars from zero, one group under the other; each bar has its figure beside it. */
export function GroupedBars({ title, series, groups }: GroupedBarsProps) {
  const numbers = groups.flatMap(({ values }) =>
    values.filter((value): value is number => typeof value === 'number'),
  )
  const most = Math.max(1, ...numbers)
  const least = Math.min(0, ...numbers)
  const share = (value: number) => (value / (most - least)) * 100
  const zero = share(-least)
  return (
    <figure aria-label={title} className="space-y-3">
      {series.length > 1 ? (
        <ul className="flex flex-wrap gap-x-5 gap-y-1 text-sm">
          {series.map((one, at) => (
            <li key={one.key} className="flex items-center gap-2">
              <span
                aria-hidden="true"
                className={`inline-block size-3 ${fills[at % fills.length]}`}
              />
              {one.label}
            </li>
          ))}
        </ul>
      ) : null}
      <ol className="space-y-2">
        {groups.map((group) => (
          <li
            key={group.key}
            className="grid grid-cols-[7rem_minmax(0,1fr)] lg:grid-cols-[14rem_minmax(0,1fr)] items-center gap-3"
          >
            <span className="min-w-0 text-sm">{group.label}</span>
            <span className="block space-y-0.5">
              {group.values.map((value, at) => (
                <span
                  key={series[at]?.key}
                  className="grid grid-cols-[minmax(0,1fr)_4.5rem] items-center gap-2"
                >
                  <span className="relative block h-3 bg-sunken">
                    {typeof value === 'number' ? (
                      <span
                        className={`absolute inset-y-0 min-w-px print:border print:border-ink ${fills[at % fills.length]}`}
                        style={{
                          insetInlineStart: `${(value < 0 ? zero + share(value) : zero).toFixed(2)}%`,
                          width: `${Math.abs(share(value)).toFixed(2)}%`,
                        }}
                      />
                    ) : null}
                  </span>
                  <span className="whitespace-nowrap text-end text-sm">
                    {typeof value === 'number' ? formatPoints(value) : value}
                  </span>
                </span>
              ))}
            </span>
          </li>
        ))}
      </ol>
      <figcaption className="text-muted text-sm">横轴从零起，单位：分。</figcaption>
    </figure>
  )
}
