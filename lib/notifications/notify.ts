import { sql } from 'drizzle-orm'
import { bulkInsert } from '@/db/bulk'
import type { NoticeKind } from '@/db/enums'
import { newId } from '@/db/ids'
import { notices } from '@/db/schema'
import type { Work } from '@/lib/context'
import type { NoticeTemplate } from './sms-templates'

export interface NewNotice {
  personId: string
  kind: NoticeKind
  /** The name of what it is about, e.g. the task's title; also the SMS's only variable. */
  title: string
  /** One or two sentences: what happened, what to do, by when. */
  body: string
  /** Path inside the application. */
  href: string | null
  subjectType: string
  subjectId: string
  /** Null keeps the notice inside the application. */
  smsTemplate: NoticeTemplate | null
}

/** Why no SMS is made for somebody without a number; shown on receipts. */
export const noNumberWords = '没有登记手机号，请当面、电话或书面告知'

/**
 * Writes notices, thousands at once, in the verb's transaction and wakes the planner.
 * @returns their ids, in the order given
 */
export async function writeNotices(
  tx: Pick<Work, 'db' | 'emit' | 'now'>,
  written: readonly NewNotice[],
): Promise<string[]> {
  if (written.length === 0) {
    return []
  }
  const wanting = written.filter((notice) => notice.smsTemplate !== null)
  const unreachable = await peopleWithoutNumber(tx.db, [
    ...new Set(wanting.map((notice) => notice.personId)),
  ])
  const rows = written.map((notice) => ({
    ...notice,
    id: newId(),
    createdAt: tx.now,
    smsRefusal:
      notice.smsTemplate !== null && unreachable.has(notice.personId) ? noNumberWords : null,
  }))
  await bulkInsert(tx.db, notices, rows)
  if (rows.some((row) => row.smsTemplate !== null && row.smsRefusal === null)) {
    await tx.emit('notices.written', {})
  }
  return rows.map((row) => row.id)
}

async function peopleWithoutNumber(db: Work['db'], personIds: string[]): Promise<Set<string>> {
  const rows = await db.execute<{ id: string }>(sql`
    select id from people
    where phone_cipher is null
      and id in (select value::uuid from json_array_elements_text(${JSON.stringify(personIds)}::json))`)
  return new Set(rows.map((row) => row.id))
}
