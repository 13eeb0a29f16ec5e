import { sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { newId } from '@/db/ids'
import { maskPhone, normalisePhone } from '@/lib/phone'
import type { PushedReport } from '@/lib/providers/sms/aliyun-push'
import { applyReceipts, isMessageId, type Receipt } from './apply-receipt'

interface KnownMessage extends Record<string, unknown> {
  id: string
  reference: string | null
  phoneMasked: string
}

export interface Received {
  /** Messages that changed. */
  applied: number
  /** Receipts of messages we do not know (yet). */
  unmatched: number
}

/**
 * Keeps receipts as the provider pushes them, each once, and finishes their messages. Whatever
 * comes twice, late, shuffled or from a stranger does no harm.
 */
export async function receiveReports(
  db: Db,
  provider: string,
  reports: readonly PushedReport[],
  now: Date,
): Promise<Received> {
  return db.transaction(async (tx) => {
    const matched = await matchMessages(tx, reports)
    await keepReports(tx, provider, matched, now)
    const receipts = matched.flatMap(({ report, messageId }): Receipt[] =>
      messageId
        ? [
            {
              outId: messageId,
              outcome: report.outcome,
              at: report.reportedAt && report.reportedAt < now ? report.reportedAt : now,
              billedSegments: report.billedSegments,
            },
          ]
        : [],
    )
    const changed = await applyReceipts(tx, receipts)
    const unmatched = matched.filter((one) => one.messageId === null).length
    return { applied: changed.size, unmatched }
  })
}

interface Matched {
  report: PushedReport
  messageId: string | null
}

/** By our id where the receipt has it, else by the provider's reference. */
async function matchMessages(db: Db, reports: readonly PushedReport[]): Promise<Matched[]> {
  const ids = reports.flatMap(({ outId }) => (isMessageId(outId) ? outId : []))
  const references = reports.flatMap(({ outId, reference }) => (outId === '' ? reference : []))
  const known = await db.execute<KnownMessage>(sql`
    select id, provider_reference as reference, phone_masked as "phoneMasked" from sms_messages
    where id in (select value::uuid from json_array_elements_text(${JSON.stringify(ids)}::json))
      or (${references.length > 0}::boolean and provider_reference in (
        select json_array_elements_text(${JSON.stringify(references)}::json)))`)
  const byId = new Map(known.map((message) => [message.id, message]))
  const byReference = new Map(known.map((message) => [message.reference, message]))
  return reports.map((report) => {
    const message =
      report.outId === '' ? byReference.get(report.reference) : byId.get(report.outId.toLowerCase())
    const phone = normalisePhone(report.phone)
    const isOthers = phone !== null && message && maskPhone(phone) !== message.phoneMasked
    return { report, messageId: message && !isOthers ? message.id : null }
  })
}

async function keepReports(db: Db, provider: string, matched: readonly Matched[], now: Date) {
  const once = new Map<string, Matched>()
  for (const one of matched) {
    const key = `${one.report.reference} ${one.report.outId}`
    if (!once.has(key) || one.report.outcome.kind === 'delivered') {
      once.set(key, one)
    }
  }
  const rows = [...once.values()].map(({ report, messageId }) => ({
    id: newId(),
    provider,
    reference: report.reference,
    outId: report.outId,
    messageId,
    phoneMasked: maskedPhone(report.phone),
    succeeded: report.outcome.kind === 'delivered',
    code: report.code,
    words: report.words,
    reportedAt: report.reportedAt,
  }))
  await db.execute(sql`
    insert into sms_receipts as kept (id, provider, provider_reference, out_id, message_id,
      phone_masked, succeeded, code, words, reported_at, received_at)
    select id, provider, reference, "outId", "messageId", "phoneMasked", succeeded, code, words,
      "reportedAt", ${now.toISOString()}::timestamptz
    from json_to_recordset(${JSON.stringify(rows)}::json) as c(id uuid, provider text,
      reference text, "outId" text, "messageId" uuid, "phoneMasked" text, succeeded boolean,
      code text, words text, "reportedAt" timestamptz)
    order by reference, "outId"
    on conflict (provider, provider_reference, out_id) do update set
      message_id = coalesce(kept.message_id, excluded.message_id),
      succeeded = kept.succeeded or excluded.succeeded,
      code = case when kept.succeeded then kept.code else excluded.code end,
      words = case when kept.succeeded then kept.words else excluded.words end,
      reported_at = case when kept.succeeded then kept.reported_at else excluded.reported_at end
    where (excluded.succeeded and not kept.succeeded)
      or (kept.message_id is null and excluded.message_id is not null)`)
}

function maskedPhone(phone: string): string {
  const normal = normalisePhone(phone)
  return normal ? maskPhone(normal) : phone.replace(/\d{5,}/g, (run) => `${run.slice(0, 3)}****`)
}
