import type { ReactNode } from 'react'
import { DispatchBurdenLines } from '@/components/burden/dispatch-burden-lines'
import { ActionForm } from '@/components/form/action-form'
import { LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { StatStrip } from '@/components/ui/stat-strip'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormAction } from '@/lib/form-state'
import { formatHours } from '@/lib/tasks/burden/states'
import type { DispatchEffect } from '@/lib/tasks/dispatch-effect'
import { EffectNotes, effectWarnings } from './effect-notes'
import { ScoredBadge } from './scored-badge'

type DispatchPanelProps = {
  task: { id: string; version: number; isScored: boolean }
  effect: DispatchEffect
  dueWords: string
  dispatch: FormAction
  /** How it goes out beyond the common case. */
  children?: ReactNode
}

/** What pressing 下达 will do, in numbers, what to look at first, and the button. */
export function DispatchPanel(props: DispatchPanelProps) {
  const { task, effect, dueWords, dispatch, children } = props
  const copies = effect.branches + effect.persons
  return (
    <Card title="下达前看一眼" tone="urgent">
      <StatStrip
        label="下达的影响"
        items={[
          { value: effect.branches, unit: '个', label: '党组织' },
          { value: effect.persons, unit: '人', label: '直接交办到人' },
          { value: effect.told, unit: '人', label: '收到通知' },
          { value: effect.messages, unit: '条', label: '预计短信' },
          {
            value: effect.totalMinutes === null ? '—' : formatHours(effect.totalMinutes),
            unit: effect.totalMinutes === null ? '' : '小时',
            label: effect.totalMinutes === null ? '没有估计用时' : '全公司预计工时',
          },
        ]}
      />
      <p className="mt-3">
        <ScoredBadge isScored={task.isScored} />{' '}
        {task.isScored
          ? '评价的分值会记入各支部的党建指数。'
          : '只评等次和评语，不影响党建指数；要计分请先修改草稿。'}
      </p>
      <DispatchBurdenLines burden={effect.burden} />
      {children}
      <EffectNotes effect={effect} />
      <div className="mt-4 flex flex-wrap gap-3">
        {copies > 0 && !effect.isDuePast && effect.formsNotReady.length === 0 ? (
          <ConfirmDialog
            trigger="下达"
            triggerTone="primary"
            triggerSize="large"
            title="确认下达"
            summary={`将向 ${effect.branches} 个党组织、${effect.told} 人下达，预计 ${effect.messages} 条短信，${dueWords} 截止，${task.isScored ? '计分' : '不计分'}。`}
            warnings={effectWarnings(effect)}
          >
            <ActionForm
              action={dispatch}
              hidden={{
                taskId: task.id,
                version: String(task.version),
                copies: String(copies),
                seen: effect.seen,
              }}
            >
              <SubmitButton tone="primary" size="large" pendingLabel="正在下达…">
                确认下达
              </SubmitButton>
            </ActionForm>
          </ConfirmDialog>
        ) : null}
        <LinkButton href={`/tasks/${task.id}/edit`} size="large">
          修改
        </LinkButton>
      </div>
    </Card>
  )
}
