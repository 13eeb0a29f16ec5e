import type { FormFieldKind } from '@/db/enums'

/** How minutes of work are estimated before anybody has done it, and the words that say so. */

/** What a field says about the time it takes; `columns` of a table only. */
export interface FieldEffort {
  kind: FormFieldKind
  /** Filled in already; has to be looked at only. */
  isKnown: boolean
  columns: number
}

/** Seconds to find out and write down one value. */
const secondsOf: Record<FormFieldKind, number> = {
  text: 180,
  number: 120,
  date: 60,
  choice: 60,
  person: 60,
  organisation: 60,
  file: 300,
  table: 0,
  computed: 0,
}
const knownSeconds = 30
/** A repeating table is taken for this many rows. */
const tableRows = 5
const cellSeconds = 60

/** Said beside every estimate. */
export const effortRule =
  '估计方法：每个对象的用时是各节点之和；节点没写用时而有填报表的，按表计：表上写了用时就用它，没写就按填报项估（文字 3 分钟，数字 2 分钟，日期、选项、人员、党组织 1 分钟，附件 5 分钟，多行表格按 5 行、每格 1 分钟，已带出的核对半分钟）。整项任务另写了更长用时、又有节点没有估计的，用整项的。'

/** Minutes to fill in a form once, rounded up; what its author stated goes before the count. */
export function formMinutes(fields: readonly FieldEffort[], stated?: number | null): number {
  const seconds = fields.reduce((sum, field) => sum + fieldSeconds(field), 0)
  return stated ?? Math.ceil(seconds / 60)
}

function fieldSeconds({ kind, isKnown, columns }: FieldEffort): number {
  if (kind === 'table') {
    return tableRows * columns * cellSeconds
  }
  return isKnown && kind !== 'computed' ? knownSeconds : secondsOf[kind]
}

export interface NodeEffort {
  /** Written at the node itself. */
  stated: number | null
  /** Of the form at the node, see `formMinutes`; null without one. */
  ofForm: number | null
}

/** Minutes of one node, or null when nothing says. */
export function nodeMinutes({ stated, ofForm }: NodeEffort): number | null {
  return stated ?? ofForm
}

/**
 * Minutes of a task for one recipient: its nodes together. Where a node is silent, the figure of the
 * task counts if it is the greater one. Null when nothing says. `figuresOf` asks the same in SQL.
 */
export function taskMinutes(stated: number | null, nodes: readonly NodeEffort[]): number | null {
  const known = nodes.flatMap((node) => nodeMinutes(node) ?? [])
  const sum = known.length > 0 ? known.reduce((total, one) => total + one, 0) : null
  if (sum !== null && known.length === nodes.length) {
    return sum
  }
  return stated === null ? sum : Math.max(stated, sum ?? 0)
}

/** Person-hours to one decimal: `13.5`. Minutes in. */
export function formatHours(minutes: number): string {
  return (Math.round(minutes / 6) / 10).toFixed(1)
}

/** What was asked in a month. */
export interface BurdenFigures {
  /** Tasks of which a copy went out. */
  tasks: number
  copies: number
  /** 节点 × copies that are worked on. */
  steps: number
  /** Forms to be filled in, once for each copy. */
  forms: number
  /** Fields of those forms. */
  fields: number
  /** Of these, filled in already and to be checked only. */
  known: number
  sms: number
  /** Null when copies went out and nobody estimated any. */
  minutes: number | null
  /** Tasks without any estimate; their time is not in `minutes`. */
  unestimated: number
}

export const noFigures: BurdenFigures = {
  ...{ tasks: 0, copies: 0, steps: 0, forms: 0, fields: 0, known: 0 },
  ...{ sms: 0, minutes: 0, unestimated: 0 },
}

export type BurdenMeasure = Exclude<keyof BurdenFigures, 'unestimated'>

/** Names and units of what is counted, in the order of the tables; `short` heads a narrow column. */
export const burdenMeasures: readonly {
  key: BurdenMeasure
  label: string
  short: string
  unit: string
}[] = [
  { key: 'tasks', label: '任务', short: '任务', unit: '项' },
  { key: 'copies', label: '交办', short: '交办', unit: '份' },
  { key: 'steps', label: '节点', short: '节点', unit: '步' },
  { key: 'forms', label: '填报表', short: '填报表', unit: '张' },
  { key: 'fields', label: '填报项', short: '填报项', unit: '项' },
  { key: 'known', label: '其中自动带出', short: '带出', unit: '项' },
  { key: 'sms', label: '短信', short: '短信', unit: '条' },
  { key: 'minutes', label: '估计工时', short: '工时', unit: '小时' },
]

/** A figure with what it is not: 无数据 where the month has none at all, 未估计 where nobody said. */
export function figureWords(figures: BurdenFigures | null, key: BurdenMeasure): string {
  if (figures === null) {
    return '无数据'
  }
  if (key === 'minutes') {
    return figures.minutes === null ? '未估计' : formatHours(figures.minutes)
  }
  return String(figures[key])
}

/** Said above every account. */
export const accountRule =
  '当月下达、补充下达和分解的都算，后来撤回的也算：要求已经提出过。党总支汇总的一份只计份数，节点、填报和工时按办理的各份计。短信按当月发出的计，合并成一条的算一条。'
