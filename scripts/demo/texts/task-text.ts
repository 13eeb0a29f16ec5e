import { dayOf, quarterOf } from '@/lib/period'

/** Who a task goes to: classes or parts of the tree, or branches by key. */
export type Audience = 'all' | 'front' | 'service' | 'working' | 'retirees' | readonly string[]

/** When a task is issued, in the words its texts need. */
export interface Occasion {
  year: number
  month: number
  /** `第四季度` */
  quarter: string
  nextQuarter: string
}

export interface TaskText {
  title: (when: Occasion) => string
  requirement: (when: Occasion) => string
  basis: (when: Occasion) => string
  /** 归口部门 when it is not 党委党建部. */
  department?: string
  to: Audience
  isEvidenceRequired?: boolean
  /** Carries the form of statistics. */
  hasForm?: boolean
  /** Estimated minutes of work for one branch. */
  minutes: number
  /** Reports; {支部} {应到} {实到} {日} are filled in. */
  reports: readonly string[]
  /** What a returned report lacked. */
  faults: readonly string[]
}

const ordinals = ['一', '二', '三', '四'] as const

/** The words of the day on which a task is issued. */
export function occasionOf(moment: Date): Occasion {
  const day = dayOf(moment)
  const quarter = Number(quarterOf(day).slice(-1)) - 1
  return {
    year: Number(day.slice(0, 4)),
    month: Number(day.slice(5, 7)),
    quarter: `第${ordinals[quarter] ?? '一'}季度`,
    nextQuarter: `第${ordinals[(quarter + 1) % 4] ?? '一'}季度`,
  }
}
