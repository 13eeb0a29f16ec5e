import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import { formatPoints } from '@/lib/format'
import type { AppealEffect, MovedBranch, Place } from '@/lib/scorecard/appeals/appeal-effect'

/** Whose total, rank or grade a decision moves, before it is confirmed. */
export function EffectTable({ effect }: { effect: AppealEffect }) {
  const { own, others, compared } = effect
  return (
    <div className="space-y-2">
      <p>
        {others.length > 0
          ? `本类参加比较的 ${compared} 个支部中，除申诉支部外还有 ${others.length} 个的名次或等次随之变动，更正公示时会通知它们。`
          : `本类参加比较的 ${compared} 个支部中，没有其他支部的名次或等次变动。`}
      </p>
      <Table caption="这个决定的影响">
        <thead>
          <tr>
            <HeadCell>支部</HeadCell>
            <HeadCell align="end">得分</HeadCell>
            <HeadCell>名次</HeadCell>
            <HeadCell>等次</HeadCell>
          </tr>
        </thead>
        <tbody>
          <EffectRow moved={own} mark="申诉支部" />
          {others.map((one) => (
            <EffectRow key={one.organisationId} moved={one} mark="随之变动" />
          ))}
        </tbody>
      </Table>
    </div>
  )
}

function EffectRow({ moved, mark }: { moved: MovedBranch; mark: string }) {
  const { name, before, after } = moved
  const change = (words: (place: Place) => string) =>
    words(before) === words(after)
      ? `${words(after)}（不变）`
      : `${words(before)} → ${words(after)}`
  return (
    <tr>
      <RowHead>
        {name}
        <span className="block font-normal text-muted text-sm">{mark}</span>
      </RowHead>
      <Cell label="得分" align="end">
        {change((place) => formatPoints(place.totalHundredths))}
      </Cell>
      <Cell label="名次">
        {change((place) => (place.rank === null ? '未排' : `第 ${place.rank}`))}
      </Cell>
      <Cell label="等次">{change((place) => place.grade ?? '未定')}</Cell>
    </tr>
  )
}
