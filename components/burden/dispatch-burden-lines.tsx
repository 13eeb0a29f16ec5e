import type { ReactNode } from 'react'
import { DescriptionList } from '@/components/ui/description-list'
import { Unfold } from '@/components/ui/unfold'
import { formatDay, formatMoment } from '@/lib/format'
import type { DispatchBurden } from '@/lib/tasks/burden/dispatch-burden'
import { effortRule, formatHours } from '@/lib/tasks/burden/states'

/** What a draft asks of its recipients, in numbers and calm sentences; it holds nothing up. */
export function DispatchBurdenLines({ burden }: { burden: DispatchBurden }) {
  if (burden.doers === 0) {
    return null
  }
  return (
    <div className="mt-4 space-y-2">
      <DescriptionList
        items={[
          { term: '工时', detail: <EffortLines burden={burden} /> },
          { term: '已知数据', detail: <KnownLines burden={burden} /> },
          { term: '同期任务', detail: <CrowdingLines {...burden.crowding} /> },
          { term: '短信', detail: smsWords(burden) },
        ]}
      />
    </div>
  )
}

function EffortLines({ burden }: { burden: DispatchBurden }) {
  const { minutesEach, totalMinutes, doers, nodes, silentNodes } = burden
  if (minutesEach === null || totalMinutes === null) {
    return '没有写用时，也没有填报表，估计不出工时。可以在草稿里写上用时。'
  }
  return (
    <>
      {`每个对象约 ${minutesEach} 分钟，${doers} 个对象合计约 ${formatHours(totalMinutes)} 小时。`}
      {silentNodes > 0 && nodes.length > 1 ? `${silentNodes} 个节点没有估计用时。` : null}
      <Unfold label="怎么估的">
        {nodes.length > 1 ? (
          <List
            items={nodes.map(({ title, minutes, source }) =>
              minutes === null
                ? `${title}：没有估计`
                : `${title}：${minutes} 分钟${source === 'form' ? '（按填报表）' : ''}`,
            )}
          />
        ) : null}
        <p className="text-muted text-sm">{effortRule}</p>
      </Unfold>
    </>
  )
}

function KnownLines({ burden: { fields, known } }: { burden: DispatchBurden }) {
  if (fields === 0) {
    return '不要求填表。'
  }
  const of = (standing: string) => known.filter((one) => one.standing === standing)
  const [filled, open, wanted] = [of('filled'), of('open'), of('wanted')]
  return (
    <>
      {`每个对象要填 ${fields} 项，`}
      {known.length === 0 ? '没有系统里已知的。' : null}
      {filled.length > 0 ? `其中 ${filled.length} 项已知，将自动带出，只需核对。` : null}
      {open.length > 0
        ? `${open.length} 项系统里已有或已报过，可以改为带出，或者不再要求填。`
        : null}
      {wanted.length > 0 ? `${wanted.length} 项已有，按说明的理由仍要求填。` : null}
      {known.length > 0 ? (
        <Unfold label={`已知的 ${known.length} 项`}>
          <List
            items={[...filled, ...open, ...wanted].map(
              ({ formName, label, source }) => `《${formName}》${label}：${source}`,
            )}
          />
        </Unfold>
      ) : null}
    </>
  )
}

function CrowdingLines(crowding: DispatchBurden['crowding']) {
  const { from, to, withTwo, withThree, busiest, due, quieter } = crowding
  const week = `截止当周（${shortDay(from)}–${shortDay(to)}）`
  const most = busiest.map(({ name, tasks }) => `${name}（${tasks} 项）`).join('、')
  return (
    <>
      {withTwo === 0
        ? `${week}没有对象另有 2 项以上任务到期。`
        : `${week}有 ${withTwo} 个对象另有 2 项以上任务到期，其中 ${withThree} 个有 3 项以上；最多的是${most}。`}
      {quieter ? (
        <span className="block">
          {`${shortDay(quieter.day)}宽松一些：那一周另有 2 项以上的 ${quieter.pressed} 个（现在 ${due.pressed} 个），当天另有任务到期的 ${quieter.sameDay} 个（现在 ${due.sameDay} 个）。`}
        </span>
      ) : null}
    </>
  )
}

const ruleWords = {
  quiet_hours: '因免打扰时段',
  merge: '为与刚发的短信错开',
  daily_limit: '因当天已到每人上限',
  provider_busy: '因短信平台繁忙',
}

function smsWords({ sms }: DispatchBurden): string {
  const held = sms.held.map(
    ({ rule, count, until }) => `${count} 条${ruleWords[rule]}到 ${formatMoment(until)} 前后发出`,
  )
  return [
    `合并后新发 ${sms.messages} 条`,
    sms.joined > 0 ? `${sms.joined} 人并入还没发出的短信，不另发` : null,
    ...held,
  ]
    .filter(Boolean)
    .join('；')
    .concat('。')
}

function List({ items }: { items: ReactNode[] }) {
  return (
    <ul className="list-disc ps-5">
      {items.map((item) => (
        <li key={String(item)}>{item}</li>
      ))}
    </ul>
  )
}

/** A day without its year. */
function shortDay(day: string): string {
  return formatDay(day, new Date(`${day}T12:00:00+08:00`))
}
