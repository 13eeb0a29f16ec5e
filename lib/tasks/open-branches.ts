import { eq } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { assignments } from '@/db/schema'
import { invalid } from '@/lib/errors'
import type { LoadedAssignment } from './load'
import type { SubmitInput } from './schema'
import { type BranchTally, openBranchesWords, tallyOfBranches } from './states'

/** How the branches of a 党总支's copy stand now; all nought where it was not broken down. */
export async function branchTally(db: Db, coordinatorId: string): Promise<BranchTally> {
  return tallyOfBranches(
    await db
      .select({ state: assignments.state })
      .from(assignments)
      .where(eq(assignments.parentId, coordinatorId)),
  )
}

/** The text of a hand-in, and what of the branches is open while it goes out; empty where nothing is. */
export interface NotedText {
  text: string
  openWords: string
}

/**
 * A 党总支 that hands in the last of its copy while branches are open says why: the reviewer reads
 * the numbers and the reason under what was handed in.
 * @throws DomainError invalid without a reason, with the numbers
 */
export async function notedText(
  db: Db,
  { assignment, step, steps }: LoadedAssignment,
  input: Pick<SubmitInput, 'text' | 'openReason'>,
): Promise<NotedText> {
  if (assignment.part !== 'coordinator') {
    return { text: input.text, openWords: '' }
  }
  const text = withoutNote(input.text)
  const isLast = steps.every(
    (one) => one.step.id === step.id || ['submitted', 'approved'].includes(one.step.state),
  )
  const tally = await branchTally(db, assignment.id)
  if (!isLast || tally.open === 0) {
    return { text, openWords: '' }
  }
  const openWords = openBranchesWords(tally)
  const reason = reasonOf(input)
  if (reason.length < 4) {
    throw invalid(
      `${openWords}。可以等都通过初审再提交；现在就要提交的，请写明原因。没有提交，填写的内容都还在。`,
      { openReason: '请写明为什么现在提交，至少 4 个字' },
    )
  }
  return { text: `${text}\n\n〔提交时${openWords}。原因：${reason}〕`.trim(), openWords }
}

/** Whether a hand-in that came before carried this text, and this reason where one was needed. */
export function isSameText(
  earlier: string,
  input: Pick<SubmitInput, 'text' | 'openReason'>,
): boolean {
  return (
    earlier === input.text ||
    (earlier.endsWith(`。原因：${reasonOf(input)}〕`) &&
      withoutNote(earlier) === withoutNote(input.text))
  )
}

/** What was noted of an earlier version says nothing of the next. */
function withoutNote(text: string): string {
  return text.replace(/\s*〔提交时所辖[^〕]*〕$/u, '')
}

function reasonOf({ openReason = '' }: Pick<SubmitInput, 'openReason'>): string {
  return openReason.replaceAll(/[〔〕]/gu, ' ').trim()
}
