import { formatPoints } from '@/lib/format'
import { percentOf, type Waterfall as Scale, type WaterfallColumn } from './waterfall-scale'

const fills: Record<WaterfallColumn['kind'], string> = {
  full: 'bg-line-strong',
  loss: 'bg-brand',
  gain: 'bg-done',
  result: 'bg-gold',
}

/** From full marks to the result, as columns; the number stands over each. */
export function Waterfall({ scale, label }: { scale: Scale; label: string }) {
  return (
    <div className="flex min-h-0 grow flex-col" role="img" aria-label={label}>
      <div className="relative mt-12 flex grow items-end gap-4 border-line-strong border-b">
        {scale.columns.map((column) => (
          <Column key={column.key} scale={scale} column={column} />
        ))}
      </div>
      <div className="mt-2 flex gap-4" aria-hidden="true">
        {scale.columns.map((column) => (
          <span
            key={column.key}
            className="line-clamp-2 min-w-0 flex-1 text-center text-muted text-sm leading-tight"
          >
            {column.label}
          </span>
        ))}
      </div>
    </div>
  )
}

function Column({ scale, column }: { scale: Scale; column: WaterfallColumn }) {
  const bottom = percentOf(scale, column.fromHundredths)
  const top = percentOf(scale, column.toHundredths)
  const isStep = column.kind === 'loss' || column.kind === 'gain'
  return (
    <div className="relative h-full min-w-0 flex-1">
      <div
        className={`absolute inset-x-0 min-h-[0.2rem] rounded-t-sm ${fills[column.kind]}`}
        style={{ bottom: `${bottom}%`, height: `${top - bottom}%` }}
      />
      <span
        className="-inset-x-4 absolute pb-1 text-center font-semibold text-base leading-none"
        style={{ bottom: `${top}%` }}
      >
        {formatPoints(column.amountHundredths, { sign: isStep })}
      </span>
    </div>
  )
}
