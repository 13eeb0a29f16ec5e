import { formatPeriod, formatPoints } from '@/lib/format'
import type { MeetingPack, PackBranch, PackDecision, PackGap } from '@/lib/review/pack-schema'
import { SlideFrame } from './slide-frame'
import {
  branchName,
  classWord,
  intervalWords,
  keptColours,
  keptSigns,
  keptWords,
  personWord,
  placeWords,
} from './slide-words'
import { Waterfall } from './waterfall'
import { waterfallOf } from './waterfall-scale'

export type BranchSlideProps = {
  pack: MeetingPack
  branch: PackBranch
  isHidden: boolean
  hasIntervals: boolean
}

/** One branch on one page: from full marks to the result, its band, three gaps, what was decided. */
export function BranchSlide({ pack, branch, isHidden, hasIntervals }: BranchSlideProps) {
  const scale = waterfallOf(branch)
  const lost = branch.fullHundredths - branch.totalHundredths
  const axis =
    scale.axisHundredths === 0
      ? '纵轴自 0 分起'
      : `纵轴自 ${formatPoints(scale.axisHundredths)} 分起`
  return (
    <BranchFrame pack={pack} branch={branch} isHidden={isHidden}>
      <div className="grid min-h-0 grow grid-cols-[minmax(0,2fr)_minmax(0,1fr)] gap-14 max-lg:grid-cols-1">
        <section className="flex min-h-0 flex-col max-lg:min-h-96">
          <h2 className="text-lg">
            失分情况 {formatPoints(Math.max(0, lost))} 分{' '}
            <span className="font-normal text-muted text-sm">{axis}</span>
          </h2>
          <Waterfall
            scale={scale}
            label={`从满分 ${formatPoints(branch.fullHundredths)} 分到评议分 ${formatPoints(branch.totalHundredths)} 分，按 T 看表格`}
          />
          <p className="mt-5 text-base text-soft">{placeWords(branch, isHidden)}</p>
          {hasIntervals ? <p className="text-base text-soft">{intervalWords(branch)}</p> : null}
          <Remarks branch={branch} />
        </section>
        <section className="flex min-h-0 flex-col">
          <h2 className="text-lg">差距最大的三项</h2>
          {branch.gaps.length > 0 ? (
            <ul className="mt-2">
              {branch.gaps.map((gap) => (
                <Gap key={gap.key} gap={gap} />
              ))}
            </ul>
          ) : (
            <p className="mt-4 text-base text-muted">已评的各项没有失分。</p>
          )}
          <LastDecisions
            decisions={pack.earlier.decisions.filter((one) => one.organisationId === branch.id)}
            isHidden={isHidden}
            heldOn={pack.heldOn}
          />
        </section>
      </div>
    </BranchFrame>
  )
}

/** The head of every page about a branch: name, agenda, score. */
export function BranchFrame(props: {
  pack: MeetingPack
  branch: PackBranch
  isHidden: boolean
  /** What of the branch is shown, where it is not the page itself. */
  part?: string
  children: React.ReactNode
}) {
  const { pack, branch, isHidden, part, children } = props
  const over = `${formatPeriod(pack.period)}评议 · ${classWord(branch)} · 议程 ${branch.number} / ${pack.branches.length}`
  return (
    <SlideFrame
      over={part ? `${over} · ${part}` : over}
      title={branchName(branch, isHidden)}
      aside={<Score branch={branch} />}
    >
      {children}
    </SlideFrame>
  )
}

function Score({ branch }: { branch: PackBranch }) {
  const { before, totalHundredths } = branch
  const moved = before ? totalHundredths - before.totalHundredths : 0
  const sign = moved > 0 ? '▲' : moved < 0 ? '▼' : '持平'
  return (
    <div className="shrink-0 text-right">
      <p className="font-semibold text-display leading-none">{formatPoints(totalHundredths)}</p>
      <p className="mt-2 text-muted text-sm">
        {branch.unscoredCount > 0 ? '暂计分（有未评）' : '评议分（未审定）'}
        {before ? ` · 上季 ${formatPoints(before.totalHundredths)} ${sign}` : ' · 上季未参评'}
        {moved === 0 ? '' : ` ${formatPoints(Math.abs(moved))}`}
      </p>
    </div>
  )
}

function Remarks({ branch }: { branch: PackBranch }) {
  return (
    <>
      {branch.vetoes.length > 0 ? (
        <p className="text-base text-late">! 一票否决：{branch.vetoes.join('，')}（分数不变）</p>
      ) : null}
      {branch.isConsistent ? null : (
        <p className="text-base text-late">! 明细相加与快照不一致，以快照总分为准</p>
      )}
    </>
  )
}

function Gap({ gap }: { gap: PackGap }) {
  const [first, ...others] = gap.words
  return (
    <li className="flex items-start justify-between gap-6 border-line border-b py-3">
      <div className="min-w-0">
        <p className="line-clamp-2 text-base">
          {gap.name} <span className="rounded-sm border border-edge px-2 text-sm">{gap.code}</span>
        </p>
        <p className="line-clamp-2 text-muted text-sm">
          {first}
          {others.length > 0 ? `，另 ${others.length} 条` : ''}
        </p>
      </div>
      <p className="shrink-0 font-semibold text-lg">{formatPoints(-gap.lostHundredths)}</p>
    </li>
  )
}

function LastDecisions(props: {
  decisions: readonly PackDecision[]
  isHidden: boolean
  heldOn: string
}) {
  const { decisions, isHidden, heldOn } = props
  const [first, ...others] = decisions
  if (!first) {
    return null
  }
  return (
    <div className="mt-6 border-gold border-l-8 pl-5">
      <p className="line-clamp-2 font-semibold text-base text-gold">上季决定：{first.words}</p>
      <p className="text-base">
        {personWord(first.personName, isHidden)} ·{' '}
        <span className={keptColours[first.kept]}>
          {keptSigns[first.kept]} {keptWords(first, heldOn)}
        </span>
        {others.length > 0 ? <span className="text-muted">（另 {others.length} 条）</span> : null}
      </p>
    </div>
  )
}
