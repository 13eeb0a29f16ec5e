import { sql } from 'drizzle-orm'
import type { Work } from '@/lib/context'

// A code belongs to the number it was asked for; the word of farewell goes to the old one on purpose.
const bound = ['sign_in_code', 'phone_changed']

/**
 * Points what still waits for a person at the number that is registered now; without one it is
 * withdrawn. What was handed over stays as it is.
 */
export async function redirectUnsent(
  tx: Pick<Work, 'db' | 'now'>,
  personIds: readonly string[],
): Promise<void> {
  const ids = JSON.stringify(personIds)
  const reason = '号码已清除，请当面、电话或书面告知'
  const gone = await tx.db.execute<{ id: string }>(sql`
    update sms_messages m set
      phone_cipher = coalesce(p.phone_cipher, m.phone_cipher),
      phone_masked = coalesce(p.phone_masked, m.phone_masked),
      state = case when p.phone_cipher is null then 'withdrawn' else m.state end,
      reason = case when p.phone_cipher is null then ${reason} end,
      finished_at = case when p.phone_cipher is null then ${tx.now.toISOString()}::timestamptz end
    from people p
    where p.id = m.person_id and m.state = 'waiting'
      and m.template not in (select json_array_elements_text(${JSON.stringify(bound)}::json))
      and m.person_id in (select value::uuid from json_array_elements_text(${ids}::json))
    returning case when m.state = 'withdrawn' then m.id end as id`)
  await tx.db.execute(sql`
    update notices n set sms_refusal = ${reason}
    where n.sms_refusal is null and n.sms_message_id in (
      select value::uuid from json_array_elements_text(${JSON.stringify(gone.flatMap((row) => row.id ?? []))}::json))`)
  // Not planned yet, and now there is nowhere to send it.
  await tx.db.execute(sql`
    update notices n set sms_refusal = ${reason}
    from people p
    where p.id = n.person_id and p.phone_cipher is null
      and n.sms_template is not null and n.sms_message_id is null and n.sms_refusal is null
      and n.person_id in (select value::uuid from json_array_elements_text(${ids}::json))`)
}
