import { LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { classNames } from '@/components/ui/class-names'
import { EmptyState } from '@/components/ui/empty-state'
import { TextLink } from '@/components/ui/text-link'
import { formatPoints } from '@/lib/format'
import type { SchemeView } from '@/lib/scorecard/scheme/drafting/queries'
import type { Indicator } from '@/lib/scorecard/scheme/schema'
import { classLabels } from '@/lib/scorecard/scheme/states'

type SchemeTreeProps = {
  view: SchemeView
  openKey: string | undefined
  canEdit: boolean
}

/** The table of a scheme: levels with their marks, every rule as its sentence. */
export function SchemeTree({ view, openKey, canEdit }: SchemeTreeProps) {
  const { scheme, sentences } = view
  const path = `/scorecard/schemes/${scheme.id}`
  const { indicators } = scheme.document
  const add = canEdit ? <LinkButton href={`${path}?part=indicator`}>添加一级指标</LinkButton> : null
  if (indicators.length === 0) {
    return (
      <EmptyState title="还没有指标" actions={add}>
        先添加一级指标，再在下面添加指标和规则。
      </EmptyState>
    )
  }
  return (
    <>
      {indicators.map((indicator) => (
        <Card
          key={indicator.key}
          id={indicator.key}
          title={<Name indicator={indicator} path={path} openKey={openKey} />}
          aside={<Marks indicator={indicator} />}
          flush
        >
          <Rules indicator={indicator} sentences={sentences} />
          <Levels levels={indicator.children} {...{ path, openKey, sentences }} />
        </Card>
      ))}
      {add}
    </>
  )
}

type LevelsProps = {
  levels: readonly Indicator[]
  path: string
  openKey: string | undefined
  sentences: Record<string, string>
}

function Levels({ levels, ...rest }: LevelsProps) {
  if (levels.length === 0) {
    return null
  }
  return (
    <ul className="divide-y divide-line">
      {levels.map((one) => (
        <li
          key={one.key}
          id={one.key}
          className={classNames(rest.openKey === one.key && 'bg-sunken')}
        >
          <div className="flex flex-wrap items-baseline justify-between gap-x-4 px-4 pt-2">
            <h3 className="text-base">
              <Name indicator={one} path={rest.path} openKey={rest.openKey} />
            </h3>
            <p className="text-muted text-sm">
              <Marks indicator={one} />
            </p>
          </div>
          <Rules indicator={one} sentences={rest.sentences} />
          <div className="ps-4">
            <Levels levels={one.children} {...rest} />
          </div>
        </li>
      ))}
    </ul>
  )
}

function Name({
  indicator,
  path,
  openKey,
}: {
  indicator: Indicator
  path: string
  openKey: string | undefined
}) {
  return (
    <TextLink
      plain
      href={`${path}?open=${encodeURIComponent(indicator.key)}#${encodeURIComponent(indicator.key)}`}
      className={classNames('max-lg:-my-3 max-lg:py-3', openKey === indicator.key && 'underline')}
    >
      {indicator.code} {indicator.name}
    </TextLink>
  )
}

function Marks({ indicator }: { indicator: Indicator }) {
  const { fullHundredths, classes, department } = indicator
  return [
    fullHundredths === null ? null : `${formatPoints(fullHundredths)} 分`,
    classes === null ? null : classes.map((one) => classLabels[one]).join('、'),
    department,
  ]
    .filter((part) => part !== null)
    .join(' · ')
}

function Rules({
  indicator,
  sentences,
}: {
  indicator: Indicator
  sentences: Record<string, string>
}) {
  if (indicator.rules.length === 0) {
    return null
  }
  return (
    <ul className="list-disc space-y-0.5 py-2 ps-9 pe-4 marker:text-muted">
      {indicator.rules.map((rule) => (
        <li key={rule.key}>{sentences[rule.key] ?? rule.words}</li>
      ))}
    </ul>
  )
}
