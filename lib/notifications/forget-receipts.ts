import { sql } from 'drizzle-orm'
import type { Db } from '@/db/client'

const keptForMs = 30 * 86_400_000
const batchSize = 5_000

/** Forgets receipts of messages that are not ours, a month after they came; bounded. */
export async function forgetStrayReceipts({ db, now }: { db: Db; now: Date }): Promise<void> {
  const before = new Date(now.getTime() - keptForMs).toISOString()
  await db.execute(sql`
    delete from sms_receipts where id in (
      select id from sms_receipts
      where message_id is null and received_at < ${before}::timestamptz
      order by received_at limit ${batchSize})`)
}
