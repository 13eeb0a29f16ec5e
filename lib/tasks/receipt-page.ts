import { and, asc, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Db } from '@/db/client'
import { dispatches, dispatchRecipients, people } from '@/db/schema'
import {
  type DeliveryCounts,
  type DeliveryRow,
  deliveryRows,
} from '@/lib/notifications/delivery-counts'
import { deliveryOutcomes } from '@/lib/notifications/states'

/** Rows of one page on the screen, and of the sheet that is printed. */
const screenRows = 100
const sheetRows = 5_000

/** The address of a receipt; whatever is unreadable falls away. */
export const receiptAddress = z.object({
  /** One of several dispatches of the task; the first one when absent. */
  dispatch: z.uuid().optional().catch(undefined),
  outcome: z.enum(deliveryOutcomes).optional().catch(undefined),
  after: z.uuid().optional().catch(undefined),
  /** Everybody at once, for printing. */
  all: z.literal('1').optional().catch(undefined),
})
export type ReceiptAddress = z.output<typeof receiptAddress>

export interface ReceiptPage {
  rows: DeliveryRow[]
  /** Key to go on from, or undefined at the end. */
  next: string | undefined
  /** Whether this page alone holds everybody of the choice: then it may be printed. */
  isComplete: boolean
  /** What stands on paper too, so that a part is never taken for the whole. */
  words: string
}

/** Every time a task went out, the first one first: 下达, 补充下达, 改派 and 分解 each have a receipt. */
export async function dispatchesOf(db: Db, taskId: string) {
  return db
    .select({
      id: dispatches.id,
      kind: dispatches.kind,
      number: dispatches.number,
      dispatchedAt: dispatches.dispatchedAt,
      byName: people.name,
    })
    .from(dispatches)
    .innerJoin(people, eq(people.id, dispatches.dispatchedBy))
    .where(eq(dispatches.taskId, taskId))
    .orderBy(asc(dispatches.dispatchedAt), asc(dispatches.id))
}

/** The recipients of a dispatch as the receipt lists them: a page, or the whole sheet (≤ 5,000). */
export async function receiptPage(
  db: Db,
  dispatch: { id: string; counts: DeliveryCounts; now: Date },
  { outcome, after, all }: ReceiptAddress,
): Promise<ReceiptPage> {
  const size = all ? sheetRows : screenRows
  const found = await deliveryRows(db, dispatch.id, dispatch.now, {
    outcome,
    after,
    limit: size + 1,
  })
  const rows = found.slice(0, size)
  const next = found.length > size ? rows.at(-1)?.key : undefined
  const total = dispatch.counts[outcome ?? 'recipients']
  const isComplete = !after && next === undefined
  return {
    rows,
    next,
    isComplete,
    words: isComplete ? `共 ${total} 人，全部列出` : `本页列出 ${rows.length} 人，共 ${total} 人`,
  }
}

/** Those a dispatch was copied to (抄送), as `第一党总支 书记 张三`; not part of the receipt's figures. */
export async function copiedPeople(db: Db, dispatchId: string): Promise<string[]> {
  const rows = await db
    .select({
      organisationName: dispatchRecipients.organisationName,
      postLabel: dispatchRecipients.postLabel,
      personName: dispatchRecipients.personName,
    })
    .from(dispatchRecipients)
    .where(and(eq(dispatchRecipients.dispatchId, dispatchId), eq(dispatchRecipients.isCopy, true)))
    .orderBy(asc(dispatchRecipients.id))
  return rows.map(({ organisationName, postLabel, personName }) =>
    [organisationName, postLabel, personName].filter(Boolean).join(' '),
  )
}
