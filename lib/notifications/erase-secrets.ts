import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'

/** The variables of a message without those that are kept encrypted. */
export function withoutSecrets(params: SQL): SQL {
  return sql`(select coalesce(jsonb_object_agg(key, value), '{}'::jsonb)
    from jsonb_each(${params}) where key not like 'sealed:%')`
}

/**
 * Erases the codes of messages that left the queue and are older than `keptForMs` (how long the
 * local twin's inbox shows them; 0 elsewhere).
 */
export async function eraseSecrets(db: Db, now: Date, keptForMs: number): Promise<void> {
  const before = new Date(now.getTime() - keptForMs).toISOString()
  await db.execute(sql`
    update sms_messages set params = ${withoutSecrets(sql`params`)}
    where template = 'sign_in_code' and params ? 'sealed:code'
      and state not in ('waiting', 'handing_over')
      and created_at <= ${before}::timestamptz`)
}
