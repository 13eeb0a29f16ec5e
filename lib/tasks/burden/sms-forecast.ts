import { sql } from 'drizzle-orm'
import type { SmsHoldRule } from '@/db/enums'
import type { Context } from '@/lib/context'
import { planPerson } from '@/lib/notifications/plan-person'

export interface SmsForecast {
  /** Messages that leave because of it. */
  messages: number
  /** People whose notice goes along with a message that has not left yet. */
  joined: number
  /** Held by rule: how many, and when the last of them goes. */
  held: { rule: SmsHoldRule; count: number; until: Date }[]
}

/** As far back as the planner looks. */
const historyMs = 3 * 86_400_000

interface PersonMessages {
  personId: string
  pendingId: string | null
  pendingNotBefore: string | null
  pendingRule: SmsHoldRule | null
  carried: number
  history: { createdAt: string; notBefore: string }[]
}

/**
 * What the planner would make of one notice to each of these people now, by its own rules of merging,
 * quiet hours and the daily limit. Nothing is written or locked.
 */
export async function forecastSms(
  ctx: Pick<Context, 'db' | 'now'>,
  personIds: readonly string[],
): Promise<SmsForecast> {
  const known = new Map((await messagesOf(ctx, personIds)).map((row) => [row.personId, row]))
  const forecast: SmsForecast = { messages: 0, joined: 0, held: [] }
  for (const personId of personIds) {
    const plan = planFor(known.get(personId), ctx.now)
    if (plan.messageId !== null) {
      forecast.joined += 1
      continue
    }
    forecast.messages += 1
    if (plan.holdRule) {
      hold(forecast.held, plan.holdRule, plan.notBefore)
    }
  }
  return forecast
}

function hold(held: SmsForecast['held'], rule: SmsHoldRule, until: Date): void {
  const same = held.find((one) => one.rule === rule)
  if (same) {
    same.count += 1
    same.until = same.until > until ? same.until : until
  } else {
    held.push({ rule, count: 1, until })
  }
}

function planFor(found: PersonMessages | undefined, now: Date) {
  const pending =
    found?.pendingId && found.pendingNotBefore
      ? {
          id: found.pendingId,
          carried: found.carried,
          notBefore: new Date(found.pendingNotBefore),
          holdRule: found.pendingRule,
        }
      : null
  const history = (found?.history ?? []).map(({ createdAt, notBefore }) => ({
    createdAt: new Date(createdAt),
    notBefore: new Date(notBefore),
  }))
  const notices = [{ id: 'forecast', template: 'task_dispatched', title: '' }]
  return planPerson({ notices, pending, history }, now)
}

/** What waits for each of them and what they got in the last three days, as the planner reads it. */
function messagesOf(
  { db, now }: Pick<Context, 'db' | 'now'>,
  personIds: readonly string[],
): Promise<PersonMessages[]> {
  const since = new Date(now.getTime() - historyMs).toISOString()
  const people = sql`person_id in (
    select value::uuid from json_array_elements_text(${JSON.stringify(personIds)}::json))`
  const columns = sql`id, person_id, state, created_at, not_before, hold_rule`
  // Two reads with an index each: the last days of a person, and what waits from before.
  return db.execute<PersonMessages & Record<string, unknown>>(sql`
    with recent as (
      select ${columns} from sms_messages
      where ${people} and created_at >= ${since}::timestamptz
        and state <> 'withdrawn' and template <> 'sign_in_code'
      union all
      select ${columns} from sms_messages
      where ${people} and created_at < ${since}::timestamptz
        and state = 'waiting' and template <> 'sign_in_code'
    ), pending as (
      select distinct on (person_id) * from recent
      where state = 'waiting' order by person_id, not_before
    )
    select r.person_id as "personId", p.id as "pendingId", p.not_before as "pendingNotBefore",
      p.hold_rule as "pendingRule",
      (select count(*)::int from notices n
        where n.sms_message_id = p.id and n.sms_refusal is null) as carried,
      coalesce(json_agg(json_build_object('createdAt', r.created_at, 'notBefore', r.not_before))
        filter (where r.id is distinct from p.id), '[]') as history
    from recent r left join pending p on p.person_id = r.person_id
    group by r.person_id, p.id, p.not_before, p.hold_rule`)
}
