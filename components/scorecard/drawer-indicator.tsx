import type { ReactNode } from 'react'
import { formatPoints } from '@/lib/format'
import type { BoardAddress } from '@/lib/scorecard/board/schema'
import type { IndicatorResultView, LedgerLine } from '@/lib/scorecard/ledger/schema'
import { boardHref } from './board-href'
import { EntryState, entryAmount } from './entry-detail'
import { stepKey } from './find-indicator'
import { markOf, StateWord } from './state-word'

type LineProps = { indicator: IndicatorResultView; depth?: number; address: BoardAddress }

/** An indicator in a list, with its mark; opens it in the drawer. */
export function IndicatorLine({ indicator, depth = 0, address }: LineProps) {
  const { key, code, name, state, totalHundredths, fullHundredths } = indicator
  return (
    <li>
      <a
        href={boardHref(address, { indicator: key, entry: undefined })}
        data-soft="stay"
        className="flex min-h-target items-center justify-between gap-3 py-1 hover:bg-sunken"
      >
        <span className={depth > 0 ? 'min-w-0 ps-4' : 'min-w-0 font-semibold'}>
          {code} {name}
        </span>
        <StateWord {...{ state, totalHundredths, fullHundredths }} />
      </a>
    </li>
  )
}

type IndicatorPartProps = {
  indicator: IndicatorResultView
  entries: LedgerLine[]
  address: BoardAddress
}

/** An indicator in the drawer: its rules and how its marks came about. */
export function IndicatorPart({ indicator, entries, address }: IndicatorPartProps) {
  const own = entries.filter((line) => line.indicatorKey === indicator.key)
  const undone = own.filter((line) => line.state !== 'standing')
  return (
    <div className="space-y-4">
      <div className="flex items-start justify-between gap-3">
        <h3 className="text-lg">
          {indicator.code} {indicator.name}
        </h3>
        <StateWord {...markOf(indicator)} />
      </div>
      <p className="text-muted text-sm">
        {indicator.department ?? '党委党务工作部门'}负责
        {indicator.basis ? ` · 依据${indicator.basis}` : ''}
      </p>
      {indicator.rules.length > 0 ? (
        <ul className="space-y-1 text-sm">
          {indicator.rules.map((rule) => (
            <li key={rule.key}>{rule.sentence}</li>
          ))}
        </ul>
      ) : null}
      <StepList indicator={indicator} address={address} />
      {undone.length > 0 ? (
        <section>
          <h4 className="text-muted text-sm">已冲销的分录和冲销</h4>
          <ul className="divide-y divide-line">
            {undone.map((line) => (
              <li key={line.id}>
                <EntryLink id={line.id} address={address} words={line.reason}>
                  <EntryState state={line.state} /> {entryAmount(line)}
                </EntryLink>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </div>
  )
}

/** The reckoning line by line; an entry opens, and so does an indicator below. */
function StepList({
  indicator,
  address,
}: {
  indicator: IndicatorResultView
  address: BoardAddress
}) {
  if (indicator.steps.length === 0) {
    return <p className="text-muted">不适用，不计分。</p>
  }
  return (
    <ol className="divide-y divide-line border-line border-y">
      {indicator.steps.filter(isTelling).map((step) => {
        const amount = formatPoints(step.amountHundredths, { sign: step.kind !== 'base' })
        const key = stepKey(step)
        if (step.entryId) {
          return (
            <li key={key}>
              <EntryLink id={step.entryId} address={address} words={step.words}>
                {amount}
              </EntryLink>
            </li>
          )
        }
        const child = indicator.children.find((one) => one.key === step.childKey)
        return child ? (
          <IndicatorLine key={key} indicator={child} address={address} />
        ) : (
          <li key={key} className="flex min-h-target items-center justify-between gap-3 text-muted">
            <span>{step.words}</span>
            <span>{amount}</span>
          </li>
        )
      })}
      <li className="flex min-h-target items-center justify-between gap-3 font-semibold">
        <span>合计</span>
        <span>{formatPoints(indicator.steps.at(-1)?.totalHundredths ?? 0)}</span>
      </li>
    </ol>
  )
}

/** A level above begins at nothing; that need not be said. */
function isTelling({ kind, amountHundredths }: IndicatorResultView['steps'][number]): boolean {
  return kind !== 'base' || amountHundredths !== 0
}

type EntryLinkProps = { id: string; address: BoardAddress; words: string; children: ReactNode }

function EntryLink({ id, address, words, children }: EntryLinkProps) {
  return (
    <a
      href={boardHref(address, { entry: id })}
      data-soft="stay"
      className="flex min-h-target items-center justify-between gap-3 py-1 hover:bg-sunken"
    >
      <span className="min-w-0">{words}</span>
      <span className="whitespace-nowrap">{children}</span>
    </a>
  )
}
