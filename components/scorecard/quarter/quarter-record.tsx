import { ActionForm } from '@/components/form/action-form'
import { TextAreaField } from '@/components/form/form-fields'
import { Card } from '@/components/ui/card'
import { DisclosureDialog } from '@/components/ui/disclosure-dialog'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormAction } from '@/lib/form-state'
import { formatMoment, formatPoints } from '@/lib/format'
import type { MoveView, SetAsideView, SnapshotView } from '@/lib/scorecard/quarter/quarter-overview'
import { checkCode, quarterStateLabels, snapshotKindLabels } from '@/lib/scorecard/quarter/states'

/** 搁置 of the meeting: settled in words before 审定. */
export function SetAsideList(props: { rows: SetAsideView[]; resolve: FormAction; now: Date }) {
  if (props.rows.length === 0) {
    return null
  }
  return (
    <Card title="搁置的分录" id="set-aside" flush>
      <ul className="divide-y divide-line">
        {props.rows.map((row) => (
          <li key={row.id} className="flex flex-wrap justify-between gap-x-4 gap-y-1 px-4 py-3">
            <div className="min-w-0 flex-1">
              <p>
                {row.organisationName} · {row.entryReason}（
                {formatPoints(row.amountHundredths, { sign: true })} 分）
              </p>
              <p className="text-muted text-sm">
                {formatMoment(row.at, props.now)} 搁置：{row.reason}
              </p>
              {row.resolution ? <p className="text-sm">处理结果：{row.resolution}</p> : null}
            </div>
            {row.resolvedAt === null ? (
              <DisclosureDialog trigger="处理" triggerSize="small" title="处理搁置的分录">
                <ActionForm
                  action={props.resolve}
                  hidden={{ setAsideId: row.id }}
                  className="space-y-4"
                >
                  <p>
                    这里只记录处理结果；需要改分的，请在“初评”里更正评分，或在公示期通过申诉更正。
                  </p>
                  <TextAreaField name="resolution" label="处理结果" required rows={2} />
                  <SubmitButton tone="primary">记录</SubmitButton>
                </ActionForm>
              </DisclosureDialog>
            ) : null}
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** Every snapshot with its check code, and every step with who took it. */
export function QuarterRecord(props: { snapshots: SnapshotView[]; moves: MoveView[]; now: Date }) {
  const { snapshots, moves, now } = props
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      <Card title="留存的结果">
        {snapshots.length === 0 ? <p className="text-muted">进入反馈核对后开始留存。</p> : null}
        <ul className="space-y-1.5">
          {snapshots.map((one) => (
            <li key={one.id}>
              {one.revision > 1 ? `第 ${one.revision} 修订版 · ` : ''}
              {snapshotKindLabels[one.kind]}
              {one.number > 1 ? `（第 ${one.number} 次）` : ''} · {formatMoment(one.at, now)}
              <span className="block break-all text-muted text-sm">
                校验码 {checkCode(one.sha256)} · SHA-256 {one.sha256}
              </span>
            </li>
          ))}
        </ul>
      </Card>
      <Card title="办理记录">
        <ol className="space-y-1.5">
          {moves.map((move) => (
            <li key={move.at.toISOString() + move.toState}>
              {moveWords(move)}
              <span className="text-muted text-sm">
                {' '}
                {move.byName} {formatMoment(move.at, now)}
              </span>
              {move.reason ? (
                <span className="block break-all text-muted text-sm">{move.reason}</span>
              ) : null}
            </li>
          ))}
        </ol>
      </Card>
    </div>
  )
}

function moveWords({ kind, toState, revision }: MoveView): string {
  switch (kind) {
    case 'correct_publication':
      return '更正公示'
    case 'reopen':
      return `第 ${revision} 修订版，重新公示`
    case 'advance':
      return `进入“${quarterStateLabels[toState]}”`
  }
}
