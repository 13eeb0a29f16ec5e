'use client'

import { useState } from 'react'
import { DataTable } from '@/components/data-table/data-table'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { formatPoints } from '@/lib/format'
import { classLabels } from '@/lib/scorecard/scheme/states'
import type { Trial, TrialData } from '@/lib/scorecard/simulator/schema'
import type { TrialAnswer } from './worker'

type TrialRanksProps = { data: TrialData; bands: Trial['bands']; answer: TrialAnswer }

/** Scores, ranks, intervals and grades of one class, before and after. */
export function TrialRanks({ data, bands, answer }: TrialRanksProps) {
  const classes = [...new Set(data.branches.map((one) => one.class))]
  const [shown, setShown] = useState(classes[0] ?? null)
  const { totals, ranks, grades, intervals, tiers, moved } = answer.result
  const moves = new Map(moved.map((move) => [move.branch, move]))
  const rows = data.branches
    .map((branch, at) => ({ branch, at, rank: ranks[at] ?? 0 }))
    .filter(({ branch }) => branch.class === shown)
    .sort((a, b) => a.rank - b.rank || a.at - b.at)
  const grade = (position: number | undefined) => bands[position ?? bands.length]?.grade ?? '—'
  const changes = [...moves.values()].filter((move) => move.gradeBefore !== move.gradeAfter).length
  return (
    <section aria-label="试算结果" className="space-y-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 className="text-lg">试算结果</h2>
        <p className="text-muted" aria-live="polite">
          {moves.size} 个支部有变动，{changes} 个等次不同
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        {classes.map((one) => (
          <Button
            key={one ?? 'none'}
            size="small"
            aria-pressed={one === shown}
            tone={one === shown ? 'primary' : 'secondary'}
            onClick={() => setShown(one)}
          >
            {one ? classLabels[one] : '未分类'}
          </Button>
        ))}
      </div>
      <DataTable
        caption="试算：得分、名次和等次，前后对照"
        rows={rows}
        rowKey={({ branch }) => branch.id}
        columns={[
          { key: 'name', header: '支部', rowHead: true, cell: ({ branch }) => branch.name },
          {
            key: 'total',
            header: '得分',
            align: 'end',
            width: '8rem',
            cell: ({ at }) =>
              change(formatPoints(totals[at] ?? 0), before(moves.get(at)?.totalBefore)),
          },
          {
            key: 'rank',
            header: '名次',
            align: 'end',
            width: '6rem',
            cell: ({ at }) =>
              change(String(ranks[at] ?? ''), moves.get(at)?.rankBefore?.toString()),
          },
          {
            key: 'interval',
            header: '名次区间',
            align: 'end',
            width: '6rem',
            cell: ({ at }) => `${intervals.low[at]}–${intervals.high[at]}`,
          },
          { key: 'tier', header: '档', align: 'end', width: '4rem', cell: ({ at }) => tiers[at] },
          {
            key: 'grade',
            header: '等次',
            width: '7rem',
            cell: ({ at }) => {
              const was = moves.get(at)?.gradeBefore
              return change(grade(grades[at]), was === undefined ? undefined : grade(was))
            },
          },
        ]}
        empty={<EmptyState title="没有可以试算的支部" />}
      />
      <p className="text-muted text-sm">
        名次区间和档按 2000 次抽样推算：满分在 ±25%
        内变动，并计入考核次数多少带来的误差；同档不分先后。
      </p>
    </section>
  )
}

const before = (hundredths: number | undefined) =>
  hundredths === undefined ? undefined : formatPoints(hundredths)

/** 92.50（原 90.00） where it differs. */
function change(now: string, was: string | undefined) {
  return was === undefined || was === now ? (
    now
  ) : (
    <>
      {now}
      <span className="block text-muted text-sm">原 {was}</span>
    </>
  )
}
