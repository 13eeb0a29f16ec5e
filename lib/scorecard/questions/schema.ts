/** Questions to the reviewer about patterns in the facts. They are never deductions. Browser-safe. */

export const questionKinds = ['burst', 'identical_text', 'identical_file', 'back_dated'] as const
export type QuestionKind = (typeof questionKinds)[number]

export const questionKindLabels: Record<QuestionKind, string> = {
  burst: '季末集中',
  identical_text: '文字雷同',
  identical_file: '文件相同',
  back_dated: '事后补记',
}

/** One row behind a question: what, whose, when, and where to look. */
export interface QuestionRow {
  id: string
  organisationName: string
  label: string
  /** Of an activity the day it was held; of a hand-in the day it was handed in. */
  on: string
  recordedAt: Date
  href: string
}

export interface QuestionAnswer {
  words: string
  byName: string
  at: Date
}

export interface Question {
  /** Names the pattern and what it is about; the same when it is found again. */
  key: string
  kind: QuestionKind
  /** One sentence that asks. */
  words: string
  rows: QuestionRow[]
  /** All rows, also those that are not listed. */
  total: number
  answers: QuestionAnswer[]
}
