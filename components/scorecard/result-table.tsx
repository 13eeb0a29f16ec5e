import { classNames } from '@/components/ui/class-names'
import { Cell, HeadCell, Table } from '@/components/ui/table'
import { formatPoints } from '@/lib/format'
import type { BranchResult, IndicatorResultView, ResultStep } from '@/lib/scorecard/ledger/schema'
import { flattened, stepKey } from './find-indicator'
import { markOf, StateLegend, StateWord } from './state-word'

/** What a branch claimed and what its department gave, beside what stands now; null is nothing said. */
export type SideBySide = {
  selfHundredths: number | null
  preliminaryHundredths: number | null
}

type ResultTableProps = {
  result: BranchResult
  /** By indicator key; the columns are left out where nothing was compared yet. */
  comparison?: ReadonlyMap<string, SideBySide> | undefined
}

/** Every indicator with how its marks came about; differences to 自评 and 初评 are marked. */
export function ResultTable({ result, comparison }: ResultTableProps) {
  return (
    <div>
      <Table caption="指标得分">
        <thead>
          <tr>
            <HeadCell>指标</HeadCell>
            <HeadCell>怎么得来的</HeadCell>
            {comparison ? (
              <>
                <HeadCell align="end">自评</HeadCell>
                <HeadCell align="end">初评</HeadCell>
              </>
            ) : null}
            <HeadCell align="end">得分 / 满分</HeadCell>
          </tr>
        </thead>
        <tbody>
          {flattened(result.indicators).map(({ indicator, depth }) => (
            <tr key={indicator.key} id={`indicator-${indicator.key}`}>
              <th scope="row" className="max-lg:break-keep">
                <span className={classNames(depth === 0 ? 'font-semibold' : 'lg:ps-4')}>
                  {indicator.code} {indicator.name}
                </span>
              </th>
              <Cell className="align-top">
                <Steps indicator={indicator} />
              </Cell>
              {comparison ? (
                <>
                  <Compared
                    label="自评"
                    indicator={indicator}
                    value={comparison.get(indicator.key)?.selfHundredths}
                  />
                  <Compared
                    label="初评"
                    indicator={indicator}
                    value={comparison.get(indicator.key)?.preliminaryHundredths}
                  />
                </>
              ) : null}
              <Cell label="得分" align="end">
                <StateWord {...markOf(indicator)} />
              </Cell>
            </tr>
          ))}
        </tbody>
      </Table>
      <StateLegend />
    </div>
  )
}

type ComparedProps = {
  label: string
  indicator: IndicatorResultView
  value: number | null | undefined
}

function Compared({ label, indicator, value }: ComparedProps) {
  const isOther = typeof value === 'number' && value !== indicator.totalHundredths
  return (
    <Cell label={label} align="end">
      {typeof value === 'number' ? (
        <span className={isOther ? 'font-semibold text-behind' : undefined}>
          {formatPoints(value)}
          {isOther ? <span aria-hidden="true"> ≠</span> : null}
          {isOther ? <span className="sr-only">，与得分不同</span> : null}
        </span>
      ) : (
        '—'
      )}
    </Cell>
  )
}

/** The steps of an indicator with rules of its own; of a level above the sum is enough. */
function Steps({ indicator }: { indicator: IndicatorResultView }) {
  const steps = indicator.steps.filter((step) => step.kind !== 'child')
  const isPlain = steps.length <= 1 && indicator.rules.length === 0
  if (isPlain) {
    return indicator.children.length > 0 ? (
      <span className="text-muted text-sm">下列各项相加</span>
    ) : null
  }
  return (
    <ul className="space-y-0.5 text-sm">
      {steps.map((step) => (
        <li key={stepKey(step)} className="flex justify-between gap-4">
          <StepWords step={step} />
          <span className="whitespace-nowrap">
            {formatPoints(step.amountHundredths, { sign: step.kind !== 'base' })}
          </span>
        </li>
      ))}
    </ul>
  )
}

function StepWords({ step }: { step: ResultStep }) {
  return step.entryId ? (
    <a
      href={`#entry-${step.entryId}`}
      className="min-w-0 underline decoration-line-strong underline-offset-4"
    >
      {step.words}
    </a>
  ) : (
    <span className="min-w-0 text-muted">{step.words}</span>
  )
}
