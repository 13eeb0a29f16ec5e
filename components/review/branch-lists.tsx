import { formatDay, formatPoints } from '@/lib/format'
import type { PackEntry, PackIndicator } from '@/lib/review/pack-schema'
import { indicatorStateLabels } from '@/lib/scorecard/ledger/schema'
import { BranchFrame, type BranchSlideProps } from './branch-slide'
import { PageWords } from './slide-frame'
import { personWord } from './slide-words'
import { pagesOf } from './slides'

type ListProps = Omit<BranchSlideProps, 'hasIntervals'> & { page: number }

export const entriesOnPage = 3
export const indicatorsOnPage = 6

/** 分录: why this score, entry by entry, with what each stands on. */
export function EntriesSlide({ pack, branch, isHidden, page }: ListProps) {
  const { entries } = branch
  const shown = entries.slice(page * entriesOnPage, (page + 1) * entriesOnPage)
  return (
    <BranchFrame pack={pack} branch={branch} isHidden={isHidden} part={`分录 ${entries.length} 条`}>
      {shown.length > 0 ? (
        <ul>
          {shown.map((entry) => (
            <Entry key={entry.id} entry={entry} isHidden={isHidden} />
          ))}
        </ul>
      ) : (
        <p className="text-lg">本季度没有分录，各项按起始分计。</p>
      )}
      <PageWords page={page} pages={pagesOf(entries.length, entriesOnPage)} />
    </BranchFrame>
  )
}

const entryWords: Record<PackEntry['state'], string> = {
  standing: '',
  reversed: '（已冲销）',
  reversal: '（冲销）',
}

function Entry({ entry, isHidden }: { entry: PackEntry; isHidden: boolean }) {
  const evidence = entry.evidence.length > 0 ? `依据：${entry.evidence.join('、')}` : ''
  const handler = entry.handlerName === null ? '系统核算' : personWord(entry.handlerName, isHidden)
  const day = entry.occurredOn ? formatDay(entry.occurredOn) : ''
  const amount =
    entry.effect === 'veto'
      ? '一票否决'
      : entry.effect === 'zero'
        ? '本项计零'
        : formatPoints(entry.amountHundredths, { sign: true })
  return (
    <li
      className={`flex items-start justify-between gap-8 border-line border-b py-3 ${entry.state === 'standing' ? '' : 'text-muted'}`}
    >
      <div className="min-w-0">
        <p className="line-clamp-2 text-base">
          <span className="rounded-sm border border-edge px-2 text-sm">{entry.code}</span>{' '}
          {entry.reason}
          {entryWords[entry.state]}
        </p>
        <p className="line-clamp-2 text-muted text-sm">
          {[entry.indicatorName, day, handler, evidence].filter(Boolean).join(' · ')}
        </p>
      </div>
      <p className="shrink-0 font-semibold text-lg">{amount}</p>
    </li>
  )
}

/** The same as the chart, as a table: every indicator with its full marks and its points. */
export function TableSlide({ pack, branch, isHidden, page }: ListProps) {
  const { indicators } = branch
  const shown = indicators.slice(page * indicatorsOnPage, (page + 1) * indicatorsOnPage)
  return (
    <BranchFrame pack={pack} branch={branch} isHidden={isHidden} part="得分表">
      <table className="w-full text-base">
        <thead className="text-muted text-sm">
          <tr className="border-line-strong border-b text-left">
            <th className="py-2 font-normal">条款</th>
            <th className="font-normal">指标</th>
            <th className="text-right font-normal">满分</th>
            <th className="text-right font-normal">得分</th>
            <th className="text-right font-normal">失分</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((one) => (
            <IndicatorRow key={one.key} one={one} />
          ))}
        </tbody>
      </table>
      <PageWords page={page} pages={pagesOf(indicators.length, indicatorsOnPage)} />
    </BranchFrame>
  )
}

function IndicatorRow({ one }: { one: PackIndicator }) {
  const { fullHundredths: full, totalHundredths: total, state } = one
  const points = total === null ? indicatorStateLabels[state] : formatPoints(total)
  const note = state === 'no_data' ? `（${indicatorStateLabels.no_data}）` : ''
  const lost = full !== null && total !== null ? full - total : 0
  return (
    <tr className={`border-line border-b ${one.level === 0 ? 'font-semibold' : 'text-soft'}`}>
      <td className="py-2 pr-6">{one.code}</td>
      <th scope="row" className={`text-left ${one.level === 0 ? 'font-semibold' : 'font-normal'}`}>
        <span className="line-clamp-1" style={{ paddingInlineStart: `${one.level * 1.5}em` }}>
          {one.name}
          {note}
        </span>
      </th>
      <td className="text-right">{full === null ? '–' : formatPoints(full)}</td>
      <td className="text-right">{points}</td>
      <td className="text-right">{lost > 0 ? formatPoints(-lost) : '–'}</td>
    </tr>
  )
}
