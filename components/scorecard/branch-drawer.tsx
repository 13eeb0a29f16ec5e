import type { ReactNode } from 'react'
import { Badge } from '@/components/ui/badge'
import { LinkButton } from '@/components/ui/button'
import { Drawer } from '@/components/ui/drawer'
import { formatPoints } from '@/lib/format'
import type { BoardAddress } from '@/lib/scorecard/board/schema'
import type { Guidance } from '@/lib/scorecard/guidance/schema'
import type { BranchResult, IndicatorResultView } from '@/lib/scorecard/ledger/schema'
import { boardHref } from './board-href'
import { IndicatorLine, IndicatorPart } from './drawer-indicator'
import { EntryDetail } from './entry-detail'
import { flattened, pathTo } from './find-indicator'
import { GuidanceList, type GuidanceRights, guidanceTitle } from './guidance-list'

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
