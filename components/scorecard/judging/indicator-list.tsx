import { classNames } from '@/components/ui/class-names'
import type { JudgingSheet } from '@/lib/scorecard/judging/states'

/** The indicators that departments judge, the viewer's own first, with how many are still 未评. */
export function IndicatorList({ sheet }: { sheet: JudgingSheet }) {
  const mine = sheet.indicators.filter((one) => one.mine > 0)
  const others = sheet.indicators.filter((one) => one.mine === 0)
  return (
    <nav aria-label="指标" className="space-y-4">
      <Group title="由我评分" rows={mine} sheet={sheet} />
      <Group title="由他人评分" rows={others} sheet={sheet} />
    </nav>
  )
}

type GroupProps = { title: string; rows: JudgingSheet['indicators']; sheet: JudgingSheet }

function Group({ title, rows, sheet }: GroupProps) {
  if (rows.length === 0) {
    return null
  }
  return (
    <section aria-label={title}>
      <h2 className="mb-1 font-semibold">{title}</h2>
      <ul className="divide-y divide-line rounded-card border border-line bg-surface">
        {rows.map((one) => {
          const isCurrent = one.key === sheet.chosen?.key
          const left = one.branches - one.judged
          return (
            <li key={one.key}>
              <a
                href={`/scorecard/${sheet.quarter.quarterId}/judge?indicator=${encodeURIComponent(one.key)}`}
                data-soft="stay"
                aria-current={isCurrent ? 'true' : undefined}
                className={classNames(
                  'flex min-h-target items-center justify-between gap-3 px-3 py-2 -outline-offset-2 hover:bg-sunken',
                  isCurrent && 'bg-sunken font-semibold',
                )}
              >
                <span className="min-w-0">
                  {one.code} {one.name}
                  <span className="block font-normal text-muted text-sm">
                    {one.department ?? '党建部'}
                  </span>
                </span>
                <span
                  className={classNames('shrink-0 text-sm', left > 0 ? 'text-soon' : 'text-done')}
                >
                  {left > 0 ? `未评 ${left}` : '评完'}
                </span>
              </a>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
