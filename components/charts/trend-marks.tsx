/** How the lines of a trend look: told apart by dash and marker, so that no colour is needed. */
const looks = [
  { color: 'var(--color-ink)', dash: undefined },
  { color: 'var(--color-soon)', dash: '9 4' },
  { color: 'var(--color-gold-ink)', dash: '2 4' },
  { color: 'var(--color-done)', dash: '12 4 2 4' },
  { color: 'var(--color-brand)', dash: '5 3' },
  { color: 'var(--color-muted)', dash: '16 5' },
] as const

/** The look of the line at a place, from 0. */
export function lookOf(at: number) {
  return looks[at % looks.length] ?? looks[0]
}

const shapes = [
  'M0 -4A4 4 0 1 1 0 4A4 4 0 1 1 0 -4Z',
  'M-4 -4H4V4H-4Z',
  'M0 -5L5 4H-5Z',
  'M0 -5.5L5.5 0L0 5.5L-5.5 0Z',
  'M0 5L5 -4H-5Z',
  'M-4 -4L4 4M-4 4L4 -4',
]

/** The marker of a line at a point; every second one is hollow. */
export function TrendMarker({ at, x, y }: { at: number; x: number; y: number }) {
  const { color } = lookOf(at)
  return (
    <path
      d={shapes[at % shapes.length]}
      transform={`translate(${x} ${y})`}
      fill={at % 2 === 0 ? color : 'var(--color-surface)'}
      stroke={color}
      strokeWidth={2}
    />
  )
}

/** The whole names of the lines, each with its dash and marker. */
export function TrendLegend({ series }: { series: { key: string; label: string }[] }) {
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-1 text-sm">
      {series.map((one, at) => (
        <li key={one.key} className="flex items-center gap-2">
          <svg width="36" height="14" aria-hidden="true" className="shrink-0">
            <path
              d="M0 7H36"
              stroke={lookOf(at).color}
              strokeDasharray={lookOf(at).dash}
              strokeWidth={2}
            />
            <TrendMarker at={at} x={18} y={7} />
          </svg>
          {one.label}
        </li>
      ))}
    </ul>
  )
}
