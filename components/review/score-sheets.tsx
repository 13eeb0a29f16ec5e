import { formatDay, formatMoment, formatPeriod, formatPoints } from '@/lib/format'
import type { MeetingPack, PackBranch } from '@/lib/review/pack-schema'
import { indicatorStateLabels } from '@/lib/scorecard/ledger/schema'
import { classWord, placeWords } from './slide-words'

type ScoreSheetsProps = { pack: MeetingPack; auditHead: string }

/** 得分单: one sheet of paper for each branch, as of the snapshot. */
export function ScoreSheets({ pack, auditHead }: ScoreSheetsProps) {
  return pack.branches.map((branch) => (
    <article key={branch.id} className="score-sheet">
      <header className="border-ink border-b-2 pb-2">
        <p className="text-sm">
          {formatPeriod(pack.period)}党建指数得分单（评议，未审定） · {classWord(branch)} · 议程{' '}
          {branch.number} / {pack.branches.length}
        </p>
        <h2 className="text-xl">
          {branch.name}：{formatPoints(branch.totalHundredths)} 分
        </h2>
        <p className="text-sm">
          满分 {formatPoints(branch.fullHundredths)} 分 · {placeWords(branch, false)}
          {branch.vetoes.length > 0 ? ` · 一票否决：${branch.vetoes.join('，')}` : ''}
        </p>
      </header>
      <Indicators branch={branch} />
      <Entries branch={branch} />
      <footer className="mt-3 break-all text-muted text-xs">
        快照 {pack.snapshot.name}，截至 {formatMoment(new Date(pack.snapshot.at))}，校验{' '}
        {pack.snapshot.sha256}
        <br />
        审计链 {auditHead}
      </footer>
    </article>
  ))
}

function Indicators({ branch }: { branch: PackBranch }) {
  return (
    <table className="sheet sheet-wide sheet-rows mt-3 text-sm">
      <caption className="sr-only">{branch.name}各项得分</caption>
      <thead>
        <tr>
          <th scope="col">条款</th>
          <th scope="col">指标</th>
          <th scope="col">满分</th>
          <th scope="col">得分</th>
        </tr>
      </thead>
      <tbody>
        {branch.indicators.map((one) => (
          <tr key={one.key} className={one.level === 0 ? 'font-semibold' : undefined}>
            <td>{one.code}</td>
            <td>{one.name}</td>
            <td>{one.fullHundredths === null ? '–' : formatPoints(one.fullHundredths)}</td>
            <td>
              {one.totalHundredths === null
                ? indicatorStateLabels[one.state]
                : formatPoints(one.totalHundredths)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Entries({ branch }: { branch: PackBranch }) {
  const standing = branch.entries.filter((one) => one.state === 'standing')
  if (standing.length === 0) {
    return <p className="mt-3 text-sm">本季度没有分录。</p>
  }
  return (
    <table className="sheet sheet-wide sheet-rows mt-3 text-sm">
      <caption className="sr-only">{branch.name}分录</caption>
      <thead>
        <tr>
          <th scope="col">条款</th>
          <th scope="col">分录</th>
          <th scope="col">日期</th>
          <th scope="col">分值</th>
        </tr>
      </thead>
      <tbody>
        {standing.map((one) => (
          <tr key={one.id}>
            <td>{one.code}</td>
            <td>{one.reason}</td>
            <td>{one.occurredOn ? formatDay(one.occurredOn) : ''}</td>
            <td>
              {one.effect === 'points'
                ? formatPoints(one.amountHundredths, { sign: true })
                : one.effect === 'zero'
                  ? '本项计零'
                  : '一票否决'}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
