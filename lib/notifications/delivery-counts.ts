import { sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import type { SmsHoldRule, SmsState } from '@/db/enums'
import { addDays, dayOf, startOfDay } from '@/lib/period'
import { rememberFor } from '@/lib/remember'
import { type DeliveryOutcome, deliverySentence, outcomeOf, type Telling } from './states'

/** `recipients = delivered + failed + unknown + waiting`, always. */
export interface DeliveryCounts {
  recipients: number
  delivered: number
  failed: number
  unknown: number
  waiting: number
}

/** One person (or one vacant post) of a dispatch. */
export interface DeliveryRow {
  /** Give the last row's key to get the next page. */
  key: string
  personName: string | null
  /** Organisations for which the person was told, e.g. two branches with one secretary. */
  organisationNames: string
  postLabel: string | null
  phoneMasked: string | null
  outcome: DeliveryOutcome
  sentence: string
}

// Told twice (two posts), a person counts once, by the best of the two; see outcomeOf.
const rank = sql`case
  when r.person_id is null or n.id is null or n.sms_template is null
    or n.sms_refusal is not null then 0
  when m.id is null or m.state in ('waiting', 'handing_over', 'handed_over') then 2
  when m.state = 'delivered' then 3
  when m.state = 'unknown' then 1
  else 0 end`

const outcomeByRank = ['failed', 'unknown', 'waiting', 'delivered'] as const

const recipientsOf = (dispatchId: string) => sql`
  select distinct on (coalesce(r.person_id, r.id)) coalesce(r.person_id, r.id) as recipient,
    ${rank} as rank, r.person_id as "personId", r.person_name as "personName",
    r.post_label as "postLabel", r.phone_masked as "phoneMasked",
    n.id as "noticeId", n.sms_template as "smsTemplate", n.sms_refusal as "smsRefusal",
    m.state, m.reason, m.hold_rule as "holdRule", m.not_before as "notBefore",
    m.finished_at as "finishedAt"
  from dispatch_recipients r
    left join notices n on n.id = r.notice_id
    left join sms_messages m on m.id = n.sms_message_id
  where r.dispatch_id = ${dispatchId}::uuid and not r.is_copy
  order by coalesce(r.person_id, r.id), ${rank} desc, r.id`

/** The receipt's arithmetic of one dispatch; unit: (dispatch, person). 抄送 is not part of it. */
export async function deliverySummary(db: Db, dispatchId: string): Promise<DeliveryCounts> {
  const rows = await db.execute<{ rank: number; count: number }>(sql`
    select rank, count(*)::int as count from (${recipientsOf(dispatchId)}) told group by rank`)
  const counts = { recipients: 0, delivered: 0, failed: 0, unknown: 0, waiting: 0 }
  for (const row of rows) {
    counts[outcomeByRank[row.rank] ?? 'failed'] += row.count
    counts.recipients += row.count
  }
  return counts
}

interface StoredTelling extends Record<string, unknown> {
  recipient: string
  personId: string | null
  personName: string | null
  postLabel: string | null
  phoneMasked: string | null
  noticeId: string | null
  smsTemplate: string | null
  smsRefusal: string | null
  state: SmsState | null
  reason: string | null
  holdRule: SmsHoldRule | null
  notBefore: string | null
  finishedAt: string | null
  organisationNames: string
  isProviderDown: boolean
}

export interface DeliveryPage {
  /** Key of the last row seen. */
  after?: string
  outcome?: DeliveryOutcome
  limit?: number
}

/** A page of the receipt, each row with its sentence; as many rows as `deliverySummary` counts. */
export async function deliveryRows(
  db: Db,
  dispatchId: string,
  now: Date,
  { after, outcome, limit = 100 }: DeliveryPage = {},
): Promise<DeliveryRow[]> {
  const wanted = outcome ? outcomeByRank.indexOf(outcome) : null
  const rows = await db.execute<StoredTelling>(sql`
    select told.*, (
      select string_agg(distinct x.organisation_name, '、') from dispatch_recipients x
      where x.dispatch_id = ${dispatchId}::uuid and not x.is_copy and coalesce(x.person_id, x.id) = told.recipient
    ) as "organisationNames",
    exists (select from sms_breakers b
      where b.until > ${now.toISOString()}::timestamptz) as "isProviderDown"
    from (
      select * from (${recipientsOf(dispatchId)}) ranked
      where (${wanted}::int is null or rank = ${wanted}::int)
        and (${after ?? null}::uuid is null or recipient > ${after ?? null}::uuid)
      order by recipient limit ${limit}) told
    order by told.recipient`)
  return rows.map((row) => {
    const telling = tellingOf(row)
    return {
      key: row.recipient,
      personName: row.personName,
      organisationNames: row.organisationNames,
      postLabel: row.postLabel,
      phoneMasked: row.phoneMasked,
      outcome: outcomeOf(telling),
      sentence: deliverySentence(telling, now),
    }
  })
}

function tellingOf(row: StoredTelling): Telling {
  return {
    hasPerson: row.personId !== null,
    notice: row.noticeId ? { wantsSms: row.smsTemplate !== null, refusal: row.smsRefusal } : null,
    message: row.state
      ? {
          state: row.state,
          reason: row.reason,
          holdRule: row.holdRule,
          notBefore: new Date(row.notBefore ?? 0),
          finishedAt: row.finishedAt ? new Date(row.finishedAt) : null,
        }
      : null,
    isProviderDown: row.isProviderDown,
  }
}

/** Messages made on the day of `now`, sign-in codes left out; for the status line. */
export async function deliveryToday(db: Db, now: Date): Promise<DeliveryCounts> {
  const day = dayOf(now)
  const [row] = await db.execute<Record<keyof DeliveryCounts, number>>(sql`
    select count(*)::int as recipients,
      count(*) filter (where state = 'delivered')::int as delivered,
      count(*) filter (where state in ('failed', 'withdrawn'))::int as failed,
      count(*) filter (where state = 'unknown')::int as unknown,
      count(*) filter (where state in ('waiting', 'handing_over', 'handed_over'))::int as waiting
    from sms_messages
    where template <> 'sign_in_code'
      and created_at >= ${startOfDay(day).toISOString()}::timestamptz
      and created_at < ${startOfDay(addDays(day, 1)).toISOString()}::timestamptz`)
  return row ?? { recipients: 0, delivered: 0, failed: 0, unknown: 0, waiting: 0 }
}

/** The same for the status line of every page: up to five seconds old. */
export const recentDeliveryToday = rememberFor(5000, deliveryToday)
