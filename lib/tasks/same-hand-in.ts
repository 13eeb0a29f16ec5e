import { and, eq } from 'drizzle-orm'
import { submissionAttachments, submissions } from '@/db/schema'
import type { Work } from '@/lib/context'
import { conflict } from '@/lib/errors'
import type { Submission } from './load'
import { isSameText } from './open-branches'
import { isSameReport } from './reports/check-report'
import type { SubmitInput } from './schema'

/**
 * The hand-in that a retried request has made already, or null.
 * @throws DomainError conflict where it was rejected, or carried something else
 */
export async function earlierHandIn(tx: Work, input: SubmitInput): Promise<Submission | null> {
  const [earlier] = await tx.db
    .select()
    .from(submissions)
    .where(and(eq(submissions.stepId, input.stepId), eq(submissions.requestKey, input.requestKey)))
  if (!earlier) {
    return null
  }
  const attached = await tx.db
    .select({ fileId: submissionAttachments.fileId })
    .from(submissionAttachments)
    .where(eq(submissionAttachments.submissionId, earlier.id))
  if (earlier.rejectedAt) {
    throw conflict('这份代录的报告未予确认。请刷新页面查看原因，再重新填写。')
  }
  // Files that only the report names are attached as well; the report itself tells those apart.
  const [asked, stored] = [new Set(input.fileIds), new Set(attached.map((one) => one.fileId))]
  const isSame =
    isSameText(earlier.text, input) &&
    [...asked].every((fileId) => stored.has(fileId)) &&
    (input.values !== undefined || asked.size === stored.size) &&
    (await isSameReport(tx.db, earlier.id, input.values))
  if (!isSame) {
    throw conflict(
      '这份内容已经提交过，之后的改动没有保存进去。请刷新页面查看，需要时等退回后再改。',
    )
  }
  return earlier
}
