import type { ReactNode } from 'react'
import { DispatchBurdenLines } from '@/components/burden/dispatch-burden-lines'
import { ActionForm } from '@/components/form/action-form'
import { LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { Notice } from '@/components/ui/notice'
import { StatStrip } from '@/components/ui/stat-strip'
import { SubmitButton } from '@/components/ui/submit-button'
import { Unfold } from '@/components/ui/unfold'
import type { FormAction } from '@/lib/form-state'
import { formatHours } from '@/lib/tasks/burden/states'
import type { DispatchEffect } from '@/lib/tasks/dispatch-effect'
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
  const warnings = warningsOf(effect)
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
      {warnings.length > 0 ? (
        <Notice tone="warning" title="请先看这几点" className="mt-4">
          <ul className="list-disc space-y-1 ps-5">
            {warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </Notice>
      ) : null}
      {effect.gone.length > 0 ? (
        <Notice
          tone="warning"
          title={`草稿里的 ${effect.gone.length} 个对象已不在，不会收到`}
          className="mt-4"
        >
          <ul className="list-disc space-y-1 ps-5">
            {effect.gone.map(({ name, reason }) => (
              <li key={`${name}${reason}`}>
                {name}：{reason}
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
      {effect.withoutNumber.length > 0 ? (
        <Unfold label={`没有手机号的 ${effect.withoutNumber.length} 人`}>
          <ul className="gap-6 ps-5 text-muted sm:columns-2">
            {effect.withoutNumber.map((person) => (
              <li key={`${person.name}${person.organisationName}`}>
                {person.name}（{person.organisationName}）
              </li>
            ))}
          </ul>
        </Unfold>
      ) : null}
      <div className="mt-4 flex flex-wrap gap-3">
        {copies > 0 && !effect.isDuePast ? (
          <ConfirmDialog
            trigger="下达"
            triggerTone="primary"
            triggerSize="large"
            title="确认下达"
            summary={`将向 ${effect.branches} 个党组织、${effect.told} 人下达，预计 ${effect.messages} 条短信，${dueWords} 截止，${task.isScored ? '计分' : '不计分'}。`}
            warnings={[...goneWords(effect), ...warnings]}
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

function warningsOf(effect: DispatchEffect): string[] {
  return [
    effect.branches + effect.persons === 0 ? '还没有选中任何党组织或人员。' : null,
    effect.isDuePast ? '截止时间已过，请先修改。' : null,
    effect.dueOnRestDay ? `截止日是休息日（${effect.dueOnRestDay}）。` : null,
    effect.nobodyInPost.length > 0
      ? `${effect.nobodyInPost.length} 个党组织没有在任的书记或支委，无人接收：${namesOf(effect.nobodyInPost)}。`
      : null,
    effect.withoutNumber.length > 0
      ? `${effect.withoutNumber.length} 人没有手机号，收不到短信，请当面、电话或书面告知。`
      : null,
    effect.includesViewer ? '您自己也在接收人里：这一份不能由您审核。' : null,
    effect.nobodyToReview.length > 0
      ? `${effect.nobodyToReview.length} 个党组织报来的材料无人可审核（下达人员都属于该组织），请填备选审核人：${namesOf(effect.nobodyToReview)}。`
      : null,
    effect.collisions > 0 ? `${effect.collisions} 个党组织当天还有别的任务截止。` : null,
  ].filter((warning) => warning !== null)
}

function goneWords({ gone }: DispatchEffect): string[] {
  const names = gone.map(({ name, reason }) => `${name}（${reason}）`)
  return gone.length > 0 ? [`${gone.length} 个对象已不在，不会收到：${namesOf(names)}。`] : []
}

/** The first five, and whether there are more. */
function namesOf(names: string[]): string {
  return `${names.slice(0, 5).join('、')}${names.length > 5 ? '等' : ''}`
}
