import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { TimeBar } from '@/components/ui/progress-bar'
import type { Tone } from '@/components/ui/status-icon'
import { TextLink } from '@/components/ui/text-link'
import type { StepState } from '@/db/enums'
import { formatDuration, formatMoment } from '@/lib/format'
import { activityKindLabels, gradeLabels, isStepAtBranch, stepLabel } from '@/lib/tasks/states'
import type { StepView } from '@/lib/tasks/step-views'

type NodeTimelineProps = {
  steps: StepView[]
  now: Date
  /** The node the page stands at. */
  currentId: string
  organisationId: string
  /** Where a node opens. */
  hrefOf: (step: StepView) => string
  isAssignee: boolean
  /** Nobody's clock runs while a request is decided. */
  isPaused: boolean
  /** Nobody has signed for the copy yet. */
  isUnsigned: boolean
}

/** The nodes of an assignment from top to bottom: state, due, whose turn it is, whose time it took. */
export function NodeTimeline(props: NodeTimelineProps) {
  const { steps, now, currentId } = props
  const longest = Math.max(1, ...steps.map(wholeOf))
  return (
    <Card title="办理节点" aside={`已完成 ${doneOf(steps)} / ${steps.length}`}>
      <ol aria-label="办理节点">
        {steps.map((view, index) => (
          <li
            key={view.step.id}
            aria-current={view.step.id === currentId ? 'step' : undefined}
            className="relative border-line border-s-2 pb-5 ps-5 last:border-transparent last:pb-0"
          >
            <span
              aria-hidden="true"
              className={`absolute top-[0.35em] -start-[0.45rem] size-3 rounded-full border-2 ring-2 ring-surface ${dots[view.step.state]}`}
            />
            <div className="flex flex-wrap items-start justify-between gap-x-3 gap-y-1">
              <p className={view.step.id === currentId ? 'font-semibold' : 'font-medium'}>
                {view.node.position}. {view.node.title}
                {index > 0 && view.node.stage === steps[index - 1]?.node.stage ? (
                  <span className="ps-2 font-normal text-muted text-sm">与上一节点同时</span>
                ) : null}
              </p>
              <StepBadge
                view={view}
                now={now}
                isPaused={props.isPaused}
                isUnsigned={props.isUnsigned}
              />
            </div>
            <NodeLines {...props} view={view} longest={longest} />
          </li>
        ))}
      </ol>
    </Card>
  )
}

type NodeLinesProps = NodeTimelineProps & { view: StepView; longest: number }

function NodeLines(props: NodeLinesProps) {
  const { view, now, currentId, organisationId, hrefOf, isAssignee, longest } = props
  const { step, node, usedMs } = view
  const used = usedWords(view)
  return (
    <>
      <p className="text-muted text-sm">
        {formatMoment(step.effectiveDueAt, now)} 截止
        {isShifted(step) ? '（已顺延审核、暂停用时）' : ''} · {turnWords(view)}
      </p>
      {node.requirement && step.id === currentId ? (
        <p className="max-w-reading whitespace-pre-line">{node.requirement}</p>
      ) : null}
      {node.activityKind && isStepAtBranch(step.state) ? (
        <p className="text-sm">
          <TextLink
            href={`/activities/new?organisation=${organisationId}&kinds=${node.activityKind}`}
          >
            记录一次{activityKindLabels[node.activityKind]}
          </TextLink>
          ，即完成这一步。
        </p>
      ) : null}
      {node.criteria && step.id === currentId ? (
        <p className="text-muted text-sm">评价标准：{node.criteria}</p>
      ) : null}
      {used ? (
        <div className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1">
          <TimeBar
            assignee={usedMs.assignee}
            reviewer={usedMs.reviewer + usedMs.paused}
            whole={longest}
            text={used}
          />
          <span className="text-sm">{used}</span>
        </div>
      ) : null}
      {view.grade ? (
        <p className="text-sm">
          节点评价：{gradeLabels[view.grade]}
          {view.gradeRemark ? `，${view.gradeRemark}` : ''}
        </p>
      ) : null}
      {step.state !== 'waiting' && step.id !== currentId ? (
        <p className="text-sm">
          <TextLink href={hrefOf(view)}>
            {isAssignee && isStepAtBranch(step.state) ? '办理这一步' : '看这一步'}
          </TextLink>
        </p>
      ) : null}
    </>
  )
}

type StepBadgeProps = Pick<NodeTimelineProps, 'now' | 'isPaused' | 'isUnsigned'> & {
  view: StepView
}

/** Where a node stands: the light while it lies with the branch, else its state. */
function StepBadge({ view: { step }, now, isPaused, isUnsigned }: StepBadgeProps) {
  const leftMs = step.effectiveDueAt.getTime() - now.getTime()
  if (isPaused && isStepAtBranch(step.state)) {
    return <Badge tone="paused">暂停计时</Badge>
  }
  if (isStepAtBranch(step.state) && leftMs < 0) {
    return <Badge tone="late">{`逾期 ${formatDuration(-leftMs)}`}</Badge>
  }
  return <Badge tone={tones[step.state]}>{stepLabel(step.state, isUnsigned)}</Badge>
}

/** Whose turn it is at a node. */
function turnWords({ step, node, reviewerName }: StepView): string {
  switch (step.state) {
    case 'waiting':
      return '前面的节点完成后开始'
    case 'open':
      return '轮到承办支部'
    case 'returned':
      return '轮到承办支部修改'
    case 'submitted':
      return `轮到${reviewerName ?? '审核人'}审核`
    case 'approved':
      return node.reviewer === 'none' ? '不需审核' : '审核通过'
    case 'ended':
      return '不再办理'
  }
}

function usedWords({ usedMs }: StepView): string | null {
  const parts = [
    usedMs.assignee > 0 ? `承办 ${formatDuration(usedMs.assignee)}` : null,
    usedMs.reviewer > 0 ? `审核 ${formatDuration(usedMs.reviewer)}` : null,
    usedMs.paused > 0 ? `暂停 ${formatDuration(usedMs.paused)}` : null,
  ].filter(Boolean)
  return parts.length > 0 ? parts.join(' · ') : null
}

const wholeOf = ({ usedMs }: StepView) => usedMs.assignee + usedMs.reviewer + usedMs.paused
const doneOf = (steps: StepView[]) => steps.filter(({ step }) => step.state === 'approved').length

const dots: Record<StepState, string> = {
  waiting: 'border-line-strong bg-surface',
  open: 'border-soon bg-surface',
  submitted: 'border-gold bg-surface',
  returned: 'border-soft bg-soft',
  approved: 'border-done bg-done',
  ended: 'border-line-strong bg-line-strong',
}

const tones: Record<StepState, Tone> = {
  waiting: 'neutral',
  open: 'soon',
  submitted: 'paused',
  returned: 'returned',
  approved: 'done',
  ended: 'paused',
}

/** By a minute or more: what nobody sees in the moment shown is not worth a word. */
function isShifted({ effectiveDueAt, dueAt }: { effectiveDueAt: Date; dueAt: Date }): boolean {
  return effectiveDueAt.getTime() - dueAt.getTime() >= 60_000
}
