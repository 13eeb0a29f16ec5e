import { type FormEvent, type KeyboardEvent, useEffect, useState } from 'react'
import { addDays } from '@/lib/period'
import type { MeetingPack, PackBranch } from '@/lib/review/pack-schema'
import { decisionInput } from '@/lib/review/schema'
import { BranchFrame } from './branch-slide'
import {
  keepUnsaved,
  newRequestKey,
  type QueuedDecision,
  readUnsaved,
  type UnsavedDecision,
} from './decision-store'

type DecisionFormProps = {
  pack: MeetingPack
  branch: PackBranch
  isHidden: boolean
  /** One that has not been synced and is changed. */
  given: QueuedDecision | null
  onSave: (decision: QueuedDecision) => void
  onCancel: () => void
}

const usualDays = 30

/** A decision on the spot: what, who, by when. What is typed survives the closing of the window. */
export function DecisionForm(props: DecisionFormProps) {
  const { pack, branch, isHidden, given, onSave, onCancel } = props
  const [values, setValues] = useState<UnsavedDecision>(() => initial(pack, given))
  const [problem, setProblem] = useState<string | null>(null)

  useEffect(() => {
    if (!given) {
      void readUnsaved(pack.meetingId, branch.id).then((kept) => kept && setValues(kept))
    }
  }, [given, pack.meetingId, branch.id])

  const put = (change: Partial<UnsavedDecision>) => {
    const next = { ...values, ...change }
    setValues(next)
    if (!given) {
      void keepUnsaved(pack.meetingId, branch.id, next)
    }
  }
  const send = (event: FormEvent) => {
    event.preventDefault()
    const decision = decisionOf(branch, values, given)
    const parsed = decisionInput.safeParse(decision)
    if (!parsed.success) {
      setProblem(parsed.error.issues[0]?.message ?? '请填写完整')
      return
    }
    void keepUnsaved(pack.meetingId, branch.id, null)
    onSave(decision)
  }
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation()
      onCancel()
    }
  }
  return (
    <BranchFrame pack={pack} branch={branch} isHidden={isHidden} part="记录决定">
      <form onSubmit={send} onKeyDown={press} className="grid gap-6" aria-label="记录决定">
        <label className="grid gap-2 text-base">
          决定事项
          <textarea
            // biome-ignore lint/a11y/noAutofocus: D was pressed to write, at a keyboard
            autoFocus
            className="slide-control"
            rows={3}
            maxLength={300}
            required
            value={values.words}
            onChange={(event) => put({ words: event.target.value })}
          />
        </label>
        <div className="grid grid-cols-3 gap-8 max-lg:grid-cols-1">
          <label className="grid gap-2 text-base">
            责任人
            <select
              className="slide-control"
              value={values.personId}
              onChange={(event) => put({ personId: event.target.value })}
            >
              <option value="">支部（由书记安排）</option>
              {branch.people.map((person, at) => (
                <option key={person.id} value={person.id}>
                  {isHidden ? `${at + 1} 号` : person.name}
                  {person.post ? `（${person.post}）` : ''}
                </option>
              ))}
            </select>
          </label>
          <label className="grid gap-2 text-base">
            完成期限
            <input
              type="date"
              className="slide-control"
              required
              value={values.dueOn}
              onChange={(event) => put({ dueOn: event.target.value })}
            />
          </label>
          <label className="grid gap-2 text-base">
            对应指标（可不选）
            <select
              className="slide-control"
              value={values.indicatorKey}
              onChange={(event) => put({ indicatorKey: event.target.value })}
            >
              <option value="">不对应指标</option>
              {branch.indicators.map((one) => (
                <option key={one.key} value={one.key}>
                  {one.code} {one.name}
                </option>
              ))}
            </select>
          </label>
        </div>
        {problem ? (
          <p role="alert" className="text-base text-late">
            ! {problem}
          </p>
        ) : null}
        <p className="text-muted text-sm">
          保存后即下达为该支部的督办任务，{values.dueOn ? '当日 18:00 截止，' : ''}不计分。
          {pack.state === 'prepared' ? '评议会还没有宣布开始，保存第一条决定即视为开始。' : ''}
        </p>
        <div className="flex gap-6">
          <button type="submit" className="slide-button slide-button-primary">
            保存决定
          </button>
          <button type="button" className="slide-button" onClick={onCancel}>
            取消
          </button>
        </div>
      </form>
    </BranchFrame>
  )
}

function initial(pack: MeetingPack, given: QueuedDecision | null): UnsavedDecision {
  return {
    words: given?.words ?? '',
    personId: given?.personId ?? '',
    dueOn: given?.dueOn ?? addDays(pack.heldOn, usualDays),
    indicatorKey: given?.indicatorKey ?? '',
  }
}

function decisionOf(
  branch: PackBranch,
  values: UnsavedDecision,
  given: QueuedDecision | null,
): QueuedDecision {
  const person = branch.people.find((one) => one.id === values.personId)
  return {
    requestKey: given?.requestKey ?? newRequestKey(),
    organisationId: branch.id,
    ...(values.indicatorKey ? { indicatorKey: values.indicatorKey } : {}),
    words: values.words.trim(),
    ...(person ? { personId: person.id } : {}),
    personName: person?.name ?? null,
    dueOn: values.dueOn,
    decidedAt: given?.decidedAt ?? new Date().toISOString(),
    refusal: null,
  }
}
