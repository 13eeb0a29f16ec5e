import { DispatchBurdenLines } from '@/components/burden/dispatch-burden-lines'
import { ActionForm } from '@/components/form/action-form'
import { LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { StatStrip } from '@/components/ui/stat-strip'
import { SubmitButton } from '@/components/ui/submit-button'
import { Unfold } from '@/components/ui/unfold'
import type { FormAction } from '@/lib/form-state'
import type { SupplementEffect } from '@/lib/tasks/supplement-plan'
import { EffectNotes } from './effect-notes'

type SupplementPanelProps = {
  taskId: string
  requestKey: string
  effect: SupplementEffect
  dueWords: string
  changeHref: string
  supplement: FormAction
}

/** What 补充下达 will do, in numbers, and the button that sends exactly that. */
export function SupplementPanel(props: SupplementPanelProps) {
  const { taskId, requestKey, effect, dueWords, changeHref, supplement } = props
  const { spared } = effect
  const copies = effect.branches + effect.persons
  return (
    <Card title="补充下达前看一眼" tone="urgent">
      <StatStrip
        label="补充下达的影响"
        items={[
          { value: effect.branches, unit: '个', label: '新增党组织' },
          { value: effect.persons, unit: '人', label: '直接交办到人' },
          { value: effect.told, unit: '人', label: '收到通知' },
          { value: effect.messages, unit: '条', label: '预计短信' },
          { value: spared.length, unit: '个', label: '已有这项任务' },
        ]}
      />
      <p className="mt-3">{dueWords} 截止。不影响已有这项任务的党组织，另出一份回执。</p>
      {spared.length > 0 ? (
        <Unfold label={`已有这项任务的 ${spared.length} 个`}>
          <ul className="gap-6 ps-5 text-muted sm:columns-2">
            {spared.map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
        </Unfold>
      ) : null}
      <DispatchBurdenLines burden={effect.burden} />
      <EffectNotes effect={effect} />
      <div className="mt-4 flex flex-wrap items-start gap-3">
        {copies > 0 && !effect.isDuePast ? (
          <ActionForm
            action={supplement}
            hidden={{ taskId, requestKey, seen: effect.seen }}
            className="max-lg:w-full"
          >
            <SubmitButton tone="primary" size="large" pendingLabel="正在下达…">
              确认补充下达
            </SubmitButton>
          </ActionForm>
        ) : null}
        <LinkButton href={changeHref} size="large">
          修改
        </LinkButton>
      </div>
    </Card>
  )
}
