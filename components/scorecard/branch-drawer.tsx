import type { ReactNode } from 'react'
import { Badge } from '@/components/ui/badge'
import { LinkButton } from '@/components/ui/button'
import { Drawer } from '@/components/ui/drawer'
import { formatPoints } from '@/lib/format'
import type { BoardAddress } from '@/lib/scorecard/board/schema'
import type { Guidance } from '@/lib/scorecard/guidance/schema'
import type { BranchResult, IndicatorResultView, LedgerLine } from '@/lib/scorecard/ledger/schema'
import { boardHref } from './board-href'
import { EntryDetail, EntryState, entryAmount } from './entry-detail'
import { flattened, pathTo, stepKey } from './find-indicator'
import { GuidanceList, type GuidanceRights, guidanceTitle } from './guidance-list'
import { markOf, StateWord } from './state-word'

type BranchDrawerProps = {
  result: BranchResult
  guidance: Guidance | null
  rights: GuidanceRights
  address: BoardAddress
  now: Date
}

/** One branch beside the board, down to the evidence and back: branch, indicator, entry. */
export function BranchDrawer(props: BranchDrawerProps) {
  const { result, address } = props
  const { quarter, subject } = result
  const line = result.entries.find((one) => one.id === address.entry)
  const path = pathTo(result.indicators, line?.indicatorKey ?? address.indicator ?? '')
  const indicator = path.at(-1)
  const isDeep = line !== undefined || indicator !== undefined
  return (
    <Drawer
      title={subject.name}
      closeHref={boardHref(address, { open: undefined, indicator: undefined, entry: undefined })}
      actions={
        <LinkButton href={`/scorecard/${quarter.quarterId}/${subject.organisationId}`}>
          完整得分单
        </LinkButton>
      }
    >
      {isDeep ? <Trail path={path} hasEntry={line !== undefined} address={address} /> : null}
      {line ? (
        <EntryDetail line={line} now={props.now} />
      ) : indicator ? (
        <IndicatorPart indicator={indicator} entries={result.entries} address={address} />
      ) : (
        <BranchPart {...props} />
      )}
    </Drawer>
  )
}

type TrailProps = { path: IndicatorResultView[]; hasEntry: boolean; address: BoardAddress }

/** The way back, one link for each level. */
function Trail({ path, hasEntry, address }: TrailProps) {
  const above = hasEntry ? path : path.slice(0, -1)
  const to = (key?: string) => boardHref(address, { indicator: key, entry: undefined })
  return (
    <nav aria-label="返回" className="mb-3 flex flex-wrap gap-x-3 text-sm">
      <Back href={to()}>全部指标</Back>
      {above.map((one) => (
        <Back key={one.key} href={to(one.key)}>
          {one.code} {one.name}
        </Back>
      ))}
    </nav>
  )
}

function Back({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a
      href={href}
      data-soft="stay"
      className="inline-flex min-h-target-small items-center text-muted hover:underline"
    >
      ‹ {children}
    </a>
  )
}

function BranchPart({ result, guidance, rights, address, now }: BranchDrawerProps) {
  const { standing, vetoes } = result
  return (
    <div className="space-y-4">
      <p>
        <span className="font-semibold text-2xl">{formatPoints(standing.totalHundredths)}</span> /{' '}
        {formatPoints(standing.fullHundredths)} 分
        {standing.unscoredHundredths > 0 ? (
          <span className="ms-2">
            <Badge tone="paused">{`未评 ${formatPoints(standing.unscoredHundredths)}`}</Badge>
          </span>
        ) : null}
      </p>
      {vetoes.map((veto) => (
        <p key={veto.entryId}>
          <Badge tone="late">一票否决</Badge> {veto.words}
        </p>
      ))}
      {guidance ? (
        <section className="rounded-card border border-line">
          <h3 className="rounded-t-card bg-sunken px-3 py-2 text-lg">{guidanceTitle(guidance)}</h3>
          <div className="px-3 py-2">
            <GuidanceList
              {...rights}
              guidance={guidance}
              organisationId={result.subject.organisationId}
              now={now}
            />
          </div>
        </section>
      ) : null}
      <section>
        <h3 className="mb-1 text-lg">指标</h3>
        <ul className="divide-y divide-line border-line border-y">
          {flattened(result.indicators).map(({ indicator, depth }) => (
            <IndicatorLine key={indicator.key} {...{ indicator, depth, address }} />
          ))}
        </ul>
      </section>
    </div>
  )
}

type LineProps = { indicator: IndicatorResultView; depth?: number; address: BoardAddress }

function IndicatorLine({ indicator, depth = 0, address }: LineProps) {
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

function IndicatorPart({ indicator, entries, address }: IndicatorPartProps) {
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
