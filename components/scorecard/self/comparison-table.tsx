import { Badge } from '@/components/ui/badge'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import { formatMoment, formatPoints } from '@/lib/format'
import { indicatorStateLabels } from '@/lib/scorecard/ledger/schema'
import { checkCode, snapshotKindLabels } from '@/lib/scorecard/quarter/states'
import type { Comparison, ComparisonRow, Figure, KeptResult } from '@/lib/scorecard/self/comparison'

/** 自评, 初评 and what stands now side by side; what differs is marked with a word. */
export function ComparisonTable({
  shown,
  presentLabel,
}: {
  shown: Comparison
  presentLabel: string
}) {
  return (
    <Table caption={`自评、初评与${presentLabel}对照`}>
      <thead>
        <tr>
          <HeadCell>指标</HeadCell>
          <HeadCell align="end">满分</HeadCell>
          <HeadCell align="end">自评</HeadCell>
          <HeadCell align="end">初评</HeadCell>
          <HeadCell align="end">{presentLabel}</HeadCell>
          <HeadCell>不同之处</HeadCell>
        </tr>
      </thead>
      <tbody>
        {shown.rows.map((row) => (
          <tr key={row.key}>
            <RowHead>
              {row.code} {row.name}
              <span className="block font-normal text-muted text-sm">
                {row.department ?? '党建部'}
                {row.basis ? ` · ${row.basis}` : ''}
              </span>
            </RowHead>
            <Cell label="满分" align="end">
              {row.fullHundredths === null ? '—' : formatPoints(row.fullHundredths)}
            </Cell>
            <Cell label="自评" align="end">
              {figureWords(row.self, '未填')}
            </Cell>
            <Cell label="初评" align="end">
              {row.preliminary ? figureWords(row.preliminary) : '—'}
            </Cell>
            <Cell label={presentLabel} align="end">
              {figureWords(row.present)}
            </Cell>
            <Cell label="不同之处">
              <Differences row={row} presentLabel={presentLabel} />
            </Cell>
          </tr>
        ))}
        <tr className="font-semibold">
          <RowHead>合计</RowHead>
          <Cell label="满分" align="end">
            {formatPoints(shown.totals.full)}
          </Cell>
          <Cell label="自评" align="end">
            {shown.totals.self === null ? '未填' : formatPoints(shown.totals.self)}
          </Cell>
          <Cell label="初评" align="end">
            {shown.totals.preliminary === null ? '—' : formatPoints(shown.totals.preliminary)}
          </Cell>
          <Cell label={presentLabel} align="end">
            {formatPoints(shown.totals.present)}
          </Cell>
          <Cell phone="hidden"> </Cell>
        </tr>
      </tbody>
    </Table>
  )
}

function figureWords(figure: Figure, none?: string): string {
  return figure.hundredths === null
    ? (none ?? indicatorStateLabels[figure.state ?? 'no_data'])
    : formatPoints(figure.hundredths)
}

function Differences({ row, presentLabel }: { row: ComparisonRow; presentLabel: string }) {
  const self = row.self.hundredths
  const before = row.preliminary?.hundredths ?? null
  const now = row.present.hundredths
  return (
    <span className="flex flex-wrap gap-1">
      {row.selfDiffers ? (
        <Badge tone="behind">
          初评比自评{self !== null && before !== null ? ` ${signed(before - self)}` : '不同'}
        </Badge>
      ) : null}
      {row.presentDiffers ? (
        <Badge tone="soon">
          {presentLabel}比初评
          {now !== null && before !== null ? ` ${signed(now - before)}` : '不同'}
        </Badge>
      ) : null}
      {row.selfDiffers === false && row.presentDiffers === false ? '一致' : ''}
    </span>
  )
}

function signed(hundredths: number): string {
  return formatPoints(hundredths, { sign: true })
}

/** Every result that was kept of a branch, revisions beside each other. */
export function KeptResults({ rows, now }: { rows: KeptResult[]; now: Date }) {
  if (rows.length === 0) {
    return null
  }
  return (
    <section>
      <h2 className="mb-2 text-lg">留存的各次结果</h2>
      <Table caption="留存的各次结果">
        <thead>
          <tr>
            <HeadCell>结果</HeadCell>
            <HeadCell>时间</HeadCell>
            <HeadCell align="end">得分</HeadCell>
            <HeadCell>同类名次</HeadCell>
            <HeadCell>等次</HeadCell>
            <HeadCell>校验码</HeadCell>
          </tr>
        </thead>
        <tbody>
          {rows.map((one) => (
            <tr key={one.sha256 + one.kind + one.number}>
              <RowHead>
                {one.revision > 1 ? `第 ${one.revision} 修订版 · ` : ''}
                {snapshotKindLabels[one.kind]}
              </RowHead>
              <Cell label="时间">{formatMoment(one.at, now)}</Cell>
              <Cell label="得分" align="end">
                {formatPoints(one.totalHundredths)}
              </Cell>
              <Cell label="同类名次">{one.rank === null ? '—' : `第 ${one.rank}`}</Cell>
              <Cell label="等次">{one.grade ?? '—'}</Cell>
              <Cell label="校验码">{checkCode(one.sha256)}</Cell>
            </tr>
          ))}
        </tbody>
      </Table>
    </section>
  )
}
