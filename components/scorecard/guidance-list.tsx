import { LinkButton } from '@/components/ui/button'
import { Unfold } from '@/components/ui/unfold'
import { formatDay, formatMoment, formatPeriod, formatPoints } from '@/lib/format'
import { assumedMinutes, type Guidance, type PossibleItem } from '@/lib/scorecard/guidance/schema'

export type GuidanceRights = {
  /** Whether the viewer records activities of the branch. */
  opensWork: boolean
  /** Whether the viewer can open the branch's tasks. */
  opensTasks: boolean
  /** Whether the viewer sees templates. */
  opensTemplates: boolean
}

type GuidanceListProps = GuidanceRights & {
  guidance: Guidance
  organisationId: string
  now: Date
}

/** What a branch can still complete, by points for an hour of work; what is over stands apart. */
export function GuidanceList(props: GuidanceListProps) {
  const { guidance, now } = props
  const { items, past, before } = guidance
  const lost = past.reduce((sum, one) => sum + one.hundredths, 0)
  return (
    <div>
      <p className="text-muted text-sm">{assumption(guidance)}</p>
      {items.length === 0 ? (
        <p className="mt-2">本季度没有还能办的计分事项。</p>
      ) : (
        <ol className="mt-2 divide-y divide-line">
          {items.map((item) => (
            <li key={item.key} className="py-3">
              <Item {...props} item={item} />
            </li>
          ))}
        </ol>
      )}
      {past.length > 0 ? (
        <Unfold
          label={`已过期的事项不能补记得分：${formatPoints(-lost)} 分（${past.length} 项），不再提醒`}
        >
          <ul className="space-y-1 pb-2 text-muted text-sm">
            {past.map((one) => (
              <li key={one.key}>
                {formatDay(one.occurredOn, now)}　{one.words}
              </li>
            ))}
          </ul>
        </Unfold>
      ) : null}
      {before.length > 0 ? (
        <dl className="mt-2 flex flex-wrap gap-x-6 border-line border-t pt-2 text-sm">
          {before.map((one) => (
            <div key={one.quarterId} className="flex gap-2">
              <dt className="text-muted">{formatPeriod(one.period)}</dt>
              <dd>
                {formatPoints(one.totalHundredths)} 分
                {one.unscoredHundredths > 0
                  ? `（未评 ${formatPoints(one.unscoredHundredths)}）`
                  : ''}
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
    </div>
  )
}

/** 怎么从 86.50 到 92.50; without anything left to do only where it stands. */
export function guidanceTitle({ forecastHundredths, reachableHundredths, items }: Guidance) {
  return items.length === 0
    ? `季末预计 ${formatPoints(forecastHundredths)} 分`
    : `怎么从 ${formatPoints(forecastHundredths)} 到 ${formatPoints(reachableHundredths)}`
}

function assumption(guidance: Guidance): string {
  const { nowHundredths, forecastHundredths, reachableHundredths, items } = guidance
  const now = `现得分 ${formatPoints(nowHundredths)} 分（没有到期的先按做到计）`
  return items.length === 0
    ? `${now}。`
    : `${now}。季末预计：下列事项都不办 ${formatPoints(forecastHundredths)} 分，都按期办好 ${formatPoints(reachableHundredths)} 分。按每小时得分排序，没有估时的按 ${assumedMinutes} 分钟计。`
}

function Item({
  item,
  organisationId,
  now,
  ...rights
}: GuidanceListProps & { item: PossibleItem }) {
  return (
    <>
      <p className="flex justify-between gap-3 font-semibold">
        <span className="min-w-0">{item.title}</span>
        <span className="whitespace-nowrap text-done">
          {formatPoints(item.hundredths, { sign: true })}
        </span>
      </p>
      <p className="text-muted text-sm">
        指标 {item.indicator.code} {item.indicator.name} · {formatMoment(item.dueAt, now)}前
        {item.minutes === null ? '' : ` · 约需 ${item.minutes} 分钟`}
        {item.kind === 'judged' ? ' · 由归口部门评定' : ''}
      </p>
      <p className="text-sm">{item.ruleSentence.split('；')[0]}。</p>
      <div className="mt-2 flex flex-wrap gap-2 empty:hidden">
        {actionsOf(item, organisationId, rights)}
      </div>
    </>
  )
}

function actionsOf(item: PossibleItem, organisationId: string, rights: GuidanceRights) {
  const task = rights.opensTasks && item.taskId && item.assignmentId
  const record = new URLSearchParams({
    organisation: organisationId,
    kinds: item.activityKind ?? '',
  })
  return [
    rights.opensWork && item.activityKind ? (
      <LinkButton key="record" size="small" href={`/activities/new?${record}`}>
        记录活动
      </LinkButton>
    ) : null,
    task ? (
      <LinkButton
        key="task"
        size="small"
        href={`/tasks/${item.taskId}/assignments/${item.assignmentId}`}
      >
        打开任务
      </LinkButton>
    ) : null,
    rights.opensTemplates && item.templateId ? (
      <LinkButton key="template" size="small" href={`/templates/${item.templateId}`}>
        任务模板
      </LinkButton>
    ) : null,
    rights.opensTemplates && !item.taskId ? (
      <LinkButton key="new" size="small" href="/tasks/new">
        新建任务
      </LinkButton>
    ) : null,
  ]
}
