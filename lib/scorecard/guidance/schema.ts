import type { Day } from '@/lib/period'

/**
 * 指导意见: what a branch can still complete in a quarter. Safe in the browser. Marks are integer
 * hundredths of a point.
 */

/** Something that can still be held or handed in before its due; never a record that was due. */
export interface PossibleItem {
  key: string
  kind: 'activity' | 'task' | 'judged'
  title: string
  /** What it adds when everything above it in the list is done too; the sum is `possible`. */
  hundredths: number
  dueAt: Date
  indicator: { key: string; code: string; name: string }
  ruleSentence: string
  /** Minutes of work a task was estimated at; null where nobody has. */
  minutes: number | null
  templateId: string | null
  taskId: string | null
  assignmentId: string | null
  /** Of an activity: what to record. */
  activityKind: string | null
}

/** A due that has passed: shown apart, never urged. */
export interface PastItem {
  key: string
  words: string
  hundredths: number
  occurredOn: Day
}

export interface PastQuarter {
  quarterId: string
  period: string
  totalHundredths: number
  fullHundredths: number
  unscoredHundredths: number
}

export interface Guidance {
  quarterId: string
  period: string
  /** As the ledger stands: what is not due yet counts as if it were kept. */
  nowHundredths: number
  /** At the end of the quarter, if nothing that is still open is done. */
  forecastHundredths: number
  /** At the end of the quarter, if everything in `items` is done in time. */
  reachableHundredths: number
  /** By points for an hour of work, most first. */
  items: PossibleItem[]
  past: PastItem[]
  /** Up to two, latest first. */
  before: PastQuarter[]
}

/** Minutes that are assumed where nobody has estimated any. */
export const assumedMinutes = 60
