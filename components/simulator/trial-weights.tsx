import { Notice } from '@/components/ui/notice'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import { Unfold } from '@/components/ui/unfold'
import type { TrialData } from '@/lib/scorecard/simulator/schema'
import type { TrialAnswer } from './worker'

type TrialWeightsProps = { data: TrialData; answer: TrialAnswer }

const percent = (share: number) => `${(100 * share).toFixed(1)}%`

/** What each indicator is meant to weigh and what it does decide, and pairs that say the same. */
export function TrialWeights({ data, answer }: TrialWeightsProps) {
  const { effective, correlated } = answer
  const name = (at: number) => `${data.indicators[at]?.code} ${data.indicators[at]?.name}`
  return (
    <>
      {correlated.map(({ one, other, r }) => (
        <Notice key={`${one} ${other}`} tone="warning" title="两项指标几乎说的是同一件事">
          “{name(one)}”与“{name(other)}”的相关系数 {r.toFixed(2)}，可以考虑合并或调低其中一项。
        </Notice>
      ))}
      <Unfold label="名义权重和实际权重">
        <p className="mb-2 text-muted text-sm">
          实际权重是这一项拉开差距的份额：大家得分都一样的指标，满分再高也分不出先后。
        </p>
        <Table caption="名义权重和实际权重">
          <thead>
            <tr>
              <HeadCell>指标</HeadCell>
              <HeadCell align="end">名义权重</HeadCell>
              <HeadCell align="end">实际权重</HeadCell>
            </tr>
          </thead>
          <tbody>
            {effective.map((weight, at) => (
              <tr key={data.indicators[at]?.key}>
                <RowHead>{name(at)}</RowHead>
                <Cell label="名义权重" align="end">
                  {percent(weight.nominal)}
                </Cell>
                <Cell label="实际权重" align="end">
                  {weight.effective === null ? '—' : percent(weight.effective)}
                </Cell>
              </tr>
            ))}
          </tbody>
        </Table>
      </Unfold>
    </>
  )
}
