import { sql } from 'drizzle-orm'
import type { Work } from '@/lib/context'
import { noticeParams } from './notice-params'

export interface Withdrawal {
  /** Only what goes to this person (one who left a post); otherwise to everybody. */
  personId?: string
  /** What the notices are about, e.g. the assignments of a cancelled task. */
  subjectIds: readonly string[]
  /** Why, in words for the receipt. */
  reason?: string
}

/**
 * Stops what has not left yet. Notices without a message get none; a waiting message loses these
 * notices and is withdrawn when none is left. What was handed over stays as it is.
 * @returns number of notices whose message was stopped
 */
export async function withdrawUnsent(
  tx: Pick<Work, 'db' | 'now'>,
  { personId, subjectIds, reason = defaultReason(personId) }: Withdrawal,
): Promise<number> {
  if (subjectIds.length === 0) {
    return 0
  }
  // Lock the notices first: a planner at work on them finishes, and then they name their message.
  const locked = await tx.db.execute<{ id: string; messageId: string | null }>(sql`
    select id, sms_message_id as "messageId" from notices
    where subject_id in (select value::uuid from json_array_elements_text(${JSON.stringify(subjectIds)}::json))
      and sms_template is not null and sms_refusal is null
      and (${personId ?? null}::uuid is null or person_id = ${personId ?? null}::uuid)
    order by id for update`)
  const messageIds = [...new Set(locked.flatMap((row) => row.messageId ?? []))]
  const waiting = await lockWaiting(tx.db, messageIds)
  const stopped = locked.filter((row) => row.messageId === null || waiting.has(row.messageId))
  await tx.db.execute(sql`
    update notices set sms_refusal = ${reason}
    where id in (select value::uuid from json_array_elements_text(${JSON.stringify(stopped.map((row) => row.id))}::json))`)
  await reduceMessages(tx, [...waiting], reason)
  return stopped.length
}

function defaultReason(personId: string | undefined): string {
  return personId === undefined ? '任务已取消，短信未发出' : '已不再负责此项，短信未发出'
}

async function lockWaiting(db: Work['db'], messageIds: string[]): Promise<Set<string>> {
  const rows = await db.execute<{ id: string }>(sql`
    select id from sms_messages
    where state = 'waiting'
      and id in (select value::uuid from json_array_elements_text(${JSON.stringify(messageIds)}::json))
    order by id for update`)
  return new Set(rows.map((row) => row.id))
}

/** Brings messages into line with the notices they still carry. */
async function reduceMessages(tx: Pick<Work, 'db' | 'now'>, messageIds: string[], reason: string) {
  const carried = await tx.db.execute<{
    id: string
    count: number
    template: string
    title: string
  }>(sql`
    select m.id, count(n.id)::int as count, min(n.sms_template) as template, min(n.title) as title
    from sms_messages m left join notices n on n.sms_message_id = m.id and n.sms_refusal is null
    where m.id in (select value::uuid from json_array_elements_text(${JSON.stringify(messageIds)}::json))
    group by m.id`)
  const changes = carried.map((row) =>
    row.count === 0
      ? { id: row.id, state: 'withdrawn', template: null, params: null }
      : { id: row.id, state: 'waiting', ...noticeParams(row.count, row) },
  )
  await tx.db.execute(sql`
    update sms_messages m set
      state = c.state, template = coalesce(c.template, m.template), params = coalesce(c.params, m.params),
      reason = case when c.state = 'withdrawn' then ${reason} end,
      finished_at = case when c.state = 'withdrawn' then ${tx.now.toISOString()}::timestamptz end
    from json_to_recordset(${JSON.stringify(changes)}::json)
      as c(id uuid, state text, template text, params jsonb)
    where m.id = c.id`)
}
