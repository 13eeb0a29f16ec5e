import { ActionForm } from '@/components/form/action-form'
import { SelectField } from '@/components/form/form-fields'
import { SubmitButton } from '@/components/ui/submit-button'
import { Unfold } from '@/components/ui/unfold'
import type { FormAction } from '@/lib/form-state'
import { formatPeriod } from '@/lib/format'
import type { TaskPlace } from '@/lib/scorecard/placing/schema'

type TaskPlaceFormProps = {
  task: { id: string; version: number; isScored: boolean }
  place: TaskPlace
  /** Absent where the viewer may not change the draft. */
  save: FormAction | undefined
}

/** In which indicator a draft stands: 计分（指标 5.2）, or 不计分, which is the usual. */
export function TaskPlaceForm({ task, place, save }: TaskPlaceFormProps) {
  const { scheme, choices, chosen, period } = place
  if (!scheme || choices.length === 0) {
    return null
  }
  const version = `${scheme.year}年第 ${scheme.version} 版办法`
  return (
    <div className="mt-3 rounded-card bg-sunken px-4 py-3">
      <p>
        {chosen && task.isScored
          ? `计分（指标 ${chosen.code} ${chosen.name}），记入${formatPeriod(period)}。`
          : task.isScored
            ? `没有选指标：评价和办结情况不记入${formatPeriod(period)}的指数。`
            : `不计分：办结情况和评价都不记入${formatPeriod(period)}的指数。`}
      </p>
      {chosen && task.isScored ? (
        <ul className="list-disc ps-5 text-muted text-sm">
          {chosen.sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      ) : null}
      {save ? (
        <Unfold label="选择列入哪个指标">
          <ActionForm
            action={save}
            hidden={{ taskId: task.id, version: String(task.version) }}
            className="space-y-3 pb-1"
          >
            <SelectField
              name="indicatorKey"
              label="列入的指标"
              hint={`${version}${scheme.isFrozen ? '，本季度已冻结' : '，本季度尚未打开'}；只列从任务取数的指标`}
              placeholder="不计分"
              choices={choices.map((one) => ({ value: one.key, label: `${one.code} ${one.name}` }))}
              defaultValue={task.isScored ? chosen?.key : undefined}
            />
            <SubmitButton pendingLabel="正在保存…">保存</SubmitButton>
          </ActionForm>
        </Unfold>
      ) : null}
    </div>
  )
}
