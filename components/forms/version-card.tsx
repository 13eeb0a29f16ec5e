import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { formatMoment } from '@/lib/format'
import type { FormView } from '@/lib/forms/queries'
import { formVersionStateLabels } from '@/lib/forms/states'

/** The versions of a form, and what the latest changed. */
export function VersionCard({ view, now }: { view: FormView; now: Date }) {
  const { versions, changes } = view
  return (
    <Card title="版本">
      <ul className="space-y-2">
        {versions.map((one) => (
          <li key={one.version} className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="font-medium">第 {one.version} 版</span>
            <Badge tone={one.state === 'frozen' ? 'done' : 'neutral'}>
              {formVersionStateLabels[one.state]}
            </Badge>
            <span className="text-muted text-sm">
              {one.frozenAt
                ? `${formatMoment(one.frozenAt, now)} 定版`
                : `${formatMoment(one.changedAt, now)} 保存`}
            </span>
          </li>
        ))}
      </ul>
      {changes.length > 0 ? (
        <>
          <p className="mt-4 font-medium">与上一版相比</p>
          <ul className="mt-1 list-disc space-y-1 ps-5">
            {changes.map((change) => (
              <li key={change.kind + change.words}>{change.words}</li>
            ))}
          </ul>
        </>
      ) : null}
    </Card>
  )
}
