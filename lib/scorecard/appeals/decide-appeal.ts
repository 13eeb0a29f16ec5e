import { and, eq, sql } from 'drizzle-orm'
import { appeals } from '@/db/schema'
import type { ViewerContext, Work } from '@/lib/context'
import { conflict, invalid } from '@/lib/errors'
import { recordFact } from '@/lib/facts/record-fact'
import { formatPeriod } from '@/lib/format'
import { writeNotices } from '@/lib/notifications/notify'
import { addDays, periodOf } from '@/lib/period'
import { authorize } from '@/lib/policy'
import { checkRuling } from '../engine/apply-rulings'
import { loadFrame } from '../ledger/quarter-frame'
import { reckonWithin } from '../ledger/reckon-quarter'
import { assertStep } from '../quarter/hold-scored'
import type { Quarter } from '../quarter/load-quarter'
import type { RuleOp } from '../scheme/schema'
import { effectOn } from './appeal-effect'
import { type Appeal, type Entry, type LoadedAppeal, loadAppeal } from './load-appeal'
import type { DecideAppealInput, Verdict } from './schema'

/**
 * Decides an appeal, by somebody who neither scored nor filed it nor belonged to the branch. A change
 * is a fact of its own: the ledger reverses the entry and posts what was decided. The confirmation is
 * bound to the effect that was shown.
 * @throws DomainError not_found, forbidden; invalid for an amount the rule cannot have; conflict when
 *   it is decided, when the effect is no longer what was shown, or in another step
 */
export async function decideAppeal(ctx: ViewerContext, input: DecideAppealInput): Promise<Appeal> {
  const { appealId, verdict, seen, reason } = input
  return ctx.transact(async (tx) => {
    const loaded = await loadAppeal(ctx, tx.db, appealId, { isHeld: true })
    const { appeal, quarter, entry, subject } = loaded
    authorize(ctx.viewer, 'appeal.decide', subject)
    assertStep(quarter, ['publication'], '裁定')
    if (appeal.state !== 'filed') {
      throw conflict('这件申诉已有结果，没有改动。请刷新后查看。')
    }
    await reckonWithin(ctx, tx, quarter)
    const decided = await decidedAmount(tx, loaded, verdict, input.points)
    const effect = await effectOn(ctx, tx.db, appeal, decided)
    if (effect.seen !== seen) {
      throw conflict('在您查看之后结果有变化，没有提交。下面是最新的影响，请核对后再确认。')
    }
    const isChanged = decided !== (entry ? entry.amountHundredths : null)
    const factId = isChanged ? await writeRuling(ctx, tx, loaded, decided) : null
    const [row] = await tx.db
      .update(appeals)
      .set({
        state: isChanged ? 'corrected' : 'upheld',
        decidedHundredths: decided,
        decidedBy: ctx.viewer.personId,
        decidedAt: tx.now,
        decisionReason: reason,
        factId,
      })
      .where(and(eq(appeals.id, appealId), eq(appeals.state, 'filed')))
      .returning()
    if (!row) {
      throw conflict('这件申诉已有结果，没有改动。请刷新后查看。')
    }
    if (isChanged) {
      await reckonWithin(ctx, tx, quarter)
    }
    await tellFiler(tx, quarter, row)
    tx.record({
      action: 'appeal.decide',
      subjectType: 'appeal',
      subjectId: appealId,
      detail: {
        ...{ state: row.state, decidedHundredths: decided, reason },
        ...{ moved: effect.others.length, effect: seen },
      },
    })
    return row
  })
}

/**
 * The amount a verdict leaves on the basis of an appeal; null: no entry.
 * @throws DomainError invalid for an amount the rule cannot have
 */
export async function decidedAmount(
  tx: Pick<Work, 'db'>,
  { appeal, entry }: Pick<LoadedAppeal, 'appeal' | 'entry'>,
  verdict: Verdict,
  points: number | null,
): Promise<number | null> {
  if (verdict === 'uphold') {
    return entry?.amountHundredths ?? null
  }
  if (verdict === 'remove') {
    return null
  }
  const { prepared } = await loadFrame(tx.db, appeal.quarterId)
  const op = prepared.rules.get(appeal.ruleKey)?.rule.op
  const refusal =
    points === null ? '请填写更正后的分值。' : (checkRuling(entry, points) ?? against(op, points))
  if (refusal !== null) {
    throw invalid(`${refusal}没有提交，填写的内容还在。`, { points: refusal })
  }
  return points
}

function against(op: RuleOp | undefined, points: number): string | null {
  if (op?.startsWith('deduct') && points > 0) {
    return '这条规则只减分，请填 0 或负数。'
  }
  return op?.startsWith('add') && points < 0 ? '这条规则只加分，请填 0 或正数。' : null
}

async function writeRuling(
  ctx: ViewerContext,
  tx: Work,
  { appeal, quarter, entry }: { appeal: Appeal; quarter: Quarter; entry: Entry | null },
  amountHundredths: number | null,
): Promise<string> {
  const { quarterId, organisationId, ruleKey, basisKey, id: appealId } = appeal
  const lastDay = addDays(periodOf(quarter.period).to, -1)
  const { id } = await recordFact(tx, ctx, {
    kind: 'ruling',
    organisationId,
    occurredOn: entry?.occurredOn ?? lastDay,
    period: quarter.period,
    sourceType: 'appeal',
    sourceId: (await rulingSource(tx, appeal)) ?? appealId,
    value: { quarterId, appealId, ruleKey, basisKey, amountHundredths },
  })
  return id
}

/** A second ruling on the same basis, in a revision, corrects the first. */
async function rulingSource(tx: Work, appeal: Appeal): Promise<string | null> {
  const [before] = await tx.db.execute<{ sourceId: string }>(sql`
    select source_id as "sourceId" from facts
    where kind = 'ruling' and organisation_id = ${appeal.organisationId}::uuid
      and value->>'quarterId' = ${appeal.quarterId} and value->>'ruleKey' = ${appeal.ruleKey}
      and value->>'basisKey' = ${appeal.basisKey}
    order by version desc limit 1`)
  return before?.sourceId ?? null
}

async function tellFiler(tx: Work, quarter: Quarter, appeal: Appeal): Promise<void> {
  await writeNotices(tx, [
    {
      personId: appeal.filedBy,
      kind: 'appeal_decided',
      title: `${formatPeriod(quarter.period)}党建指数申诉`,
      body:
        appeal.state === 'corrected'
          ? '您支部的申诉已裁定，分录已更正，请查看决定和理由。'
          : '您支部的申诉已裁定，维持原分录，请查看理由。',
      href: `/scorecard/${quarter.id}/appeals/${appeal.id}`,
      subjectType: 'appeal',
      subjectId: appeal.id,
      smsTemplate: 'appeal_decided',
    },
  ])
}
