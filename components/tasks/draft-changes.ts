import type { StoredFile } from '@/lib/files/states'
import type { ReportValues } from '@/lib/forms/states'

/** What a draft consists of. */
export interface DraftContent {
  text: string
  fileIds: readonly string[]
  /** What is filled in of a form, if there is one. */
  values?: ReportValues
}

/** Whether something was written, added or taken away: files and fields count as much as text. */
export function isChanged(now: DraftContent, before: DraftContent): boolean {
  return (
    now.text !== before.text ||
    now.fileIds.join() !== before.fileIds.join() ||
    inOneOrder(now.values) !== inOneOrder(before.values)
  )
}

/** Values as text: the database gives the keys of an object back in an order of its own. */
function inOneOrder(values: ReportValues | undefined): string {
  return JSON.stringify(values, (_, value: unknown) =>
    value && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  )
}

/** The files of both sides, each once: settling a conflict loses none. */
export function filesOfBoth(mine: readonly StoredFile[], others: readonly StoredFile[]) {
  const known = new Set(mine.map((file) => file.id))
  return [...mine, ...others.filter((file) => !known.has(file.id))]
}

/** The server's copy as its answer carries it. */
export interface AnsweredDraft {
  version: number
  body: { text: string; values?: ReportValues }
  files: StoredFile[]
  updatedAt: string
}

export type DraftAnswer =
  | { kind: 'saved' | 'conflict'; draft: AnsweredDraft }
  /** Handed in or ended meanwhile: nothing more is to be sent. */
  | { kind: 'closed'; words: string }
  | { kind: 'unreachable' }

/** What the server's answer to an autosave means. */
export function readDraftAnswer(status: number, body: unknown): DraftAnswer {
  const answer = (body ?? {}) as {
    saved?: AnsweredDraft
    conflict?: AnsweredDraft
    message?: string
  }
  if (status === 409) {
    return { kind: 'closed', words: answer.message ?? '这一步已经提交，草稿不再保存。' }
  }
  if (status === 200 && answer.saved) {
    return { kind: 'saved', draft: answer.saved }
  }
  if (status === 200 && answer.conflict) {
    return { kind: 'conflict', draft: answer.conflict }
  }
  return { kind: 'unreachable' }
}
