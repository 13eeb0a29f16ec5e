import { Card } from '@/components/ui/card'
import { formatPoints } from '@/lib/format'
import type { Board, WeakIndicator } from '@/lib/scorecard/board/schema'
import { classWords } from './score-words'

/** 失分最多的三项 of the whole company, as bars from zero with their figures. */
export function WeakestCard({
  items,
  href,
}: {
  items: WeakIndicator[]
  href: (key: string) => string
}) {
  const most = Math.max(1, ...items.map((one) => one.lostHundredths))
  return (
    <Card title="全公司失分最多的三项">
      {items.length === 0 ? (
        <p className="text-muted">还没有失分的指标。</p>
      ) : (
        <ol className="space-y-3">
          {items.map((one) => (
            <li key={one.key}>
              <a href={href(one.key)} data-soft="" className="block hover:underline">
                <span className="flex justify-between gap-3">
                  <span className="min-w-0">
                    {one.code} {one.name}
                  </span>
                  <span className="whitespace-nowrap text-sm">
                    {formatPoints(one.lostHundredths)} 分
                  </span>
                </span>
              </a>
              <span className="mt-1 block h-2 rounded-full bg-sunken" aria-hidden="true">
                <span
                  className="block h-full rounded-full bg-muted"
                  style={{ width: `${(one.lostHundredths / most) * 100}%` }}
                />
              </span>
              <span className="text-muted text-sm">
                {one.branches} 个支部，共 {formatPoints(one.fullHundredths)} 分
              </span>
            </li>
          ))}
        </ol>
      )}
    </Card>
  )
}

/** How many branches of the class lie where: a list of bars that reads as a table too. */
export function DistributionCard({ board }: { board: Board }) {
  const most = Math.max(1, ...board.distribution.map((one) => one.branches))
  const whole = (hundredths: number) => String(hundredths / 100)
  return (
    <Card title={`${classWords(board.class)}得分分布`}>
      {board.distribution.length === 0 ? (
        <p className="text-muted">还没有得分。</p>
      ) : (
        <ul className="space-y-1">
          {board.distribution.map((one) => (
            <li
              key={one.fromHundredths}
              className="grid grid-cols-[5.5rem_minmax(0,1fr)_3.5rem] items-center gap-2 text-sm"
            >
              <span className="text-muted">
                {whole(one.fromHundredths)}–{whole(one.toHundredths)} 分
              </span>
              <span className="block h-2.5 rounded-sm bg-sunken" aria-hidden="true">
                <span
                  className="block h-full rounded-sm bg-muted"
                  style={{ width: `${(one.branches / most) * 100}%` }}
                />
              </span>
              <span className="text-end">{one.branches} 个</span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
