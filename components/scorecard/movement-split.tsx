import { formatPoints } from '@/lib/format'
import type { Movement } from '@/lib/scorecard/honesty/movement'
import { movementWords } from './score-words'

/** Movement since the last quarter; what it is made of opens in place. */
export function MovementSplit({ movement }: { movement: Movement | null }) {
  if (!movement) {
    return <span className="text-muted">上季未计</span>
  }
  const parts = [
    ['事实变化', movement.dataHundredths],
    ['办法调整', movement.ruleHundredths],
    ['申诉更正', movement.appealHundredths],
  ] as const
  return (
    <details className="group relative z-10">
      <summary className="inline-flex min-h-target-small items-center gap-1 whitespace-nowrap underline decoration-dotted decoration-line-strong underline-offset-4">
        <span className="sr-only">较上季</span>
        {movementWords(movement.allHundredths)}
      </summary>
      <dl className="pb-1 text-sm">
        {parts.map(([term, hundredths]) => (
          <div key={term} className="flex justify-between gap-3 whitespace-nowrap">
            <dt className="text-muted">{term}</dt>
            <dd>{formatPoints(hundredths, { sign: true })}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
