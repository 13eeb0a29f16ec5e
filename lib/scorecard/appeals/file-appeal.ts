import { and, eq, inArray } from 'drizzle-orm'
import { newId } from '@/db/ids'
import { appealFiles, appeals, scoreEntries } from '@/db/schema'
import type { ViewerContext, Work } from '@/lib/context'
import { conflict, invalid } from '@/lib/errors'
import { assertAttachable } from '@/lib/files/attach'
import { formatDay, formatPeriod } from '@/lib/format'
import { writeNotices } from '@/lib/notifications/notify'
import { dayOf, periodOf } from '@/lib/period'
import { authorize } from '@/lib/policy'
import { reachesScoreFile } from '../judging/score-files'
import { loadFrame } from '../ledger/quarter-frame'
import { officeOf, whoBelongedIn } from '../quarter/belonging'
import { assertStep, holdScored, type ScoredSubject } from '../quarter/hold-scored'
import type { Quarter } from '../quarter/load-quarter'
import { type Appeal, type Entry, standingEntry } from './load-appeal'
import type { FileAppealInput } from './schema'

/**
 * 申诉 of a branch against an entry, or for one that is missing under a rule; until the end of the last
 * day of 公示. The same request key finds the appeal it made.
 * @throws DomainError not_found, forbidden; invalid for an entry that no longer stands; conflict when
 *   the time is over, when the entry is under appeal or was decided in this revision, or in another
 *   step, or when the key was used for something else
 */
export async function fileAppeal(ctx: ViewerContext, input: FileAppealInput): Promise<Appeal> {
  const { quarterId, organisationId, requestKey, fileIds } = input
  return ctx.transact(async (tx) => {
    const { quarter, subject } = await holdScored(ctx, tx, input)
    authorize(ctx.viewer, 'appeal.file', { organisationId })
    const made = await madeBefore(tx, input)
    if (made) {
      tx.unchanged()
      return made
    }
    assertOpen(tx, quarter)
    const target = input.entryId
      ? await againstEntry(tx, input, input.entryId)
      : await forMissing(tx, subject, input)
    await assertUndecided(tx, quarter, { ...target, organisationId })
    await assertAttachable(ctx, tx, fileIds, [reachesScoreFile])
    const [appeal] = await tx.db
      .insert(appeals)
      .values({
        id: newId(),
        ...{ quarterId, organisationId, requestKey },
        revision: quarter.revision,
        ...target,
        askedHundredths: input.askedPoints,
        reason: input.reason,
        filedBy: ctx.viewer.personId,
        filedAt: tx.now,
        state: 'filed',
      })
      .onConflictDoNothing()
      .returning()
    if (!appeal) {
      throw conflict('这条分录已经有一件申诉在等裁定，没有重复提交。')
    }
    if (fileIds.length > 0) {
      await tx.db
        .insert(appealFiles)
        .values([...new Set(fileIds)].map((fileId) => ({ appealId: appeal.id, fileId })))
    }
    await tellOffice(tx, quarter, appeal)
    tx.record({
      action: 'appeal.file',
      subjectType: 'appeal',
      subjectId: appeal.id,
      detail: { quarterId, organisationId, ruleKey: target.ruleKey, basisKey: target.basisKey },
    })
    return appeal
  })
}

async function madeBefore(tx: Work, input: FileAppealInput): Promise<Appeal | null> {
  const [made] = await tx.db.select().from(appeals).where(eq(appeals.requestKey, input.requestKey))
  if (!made) {
    return null
  }
  const isSame =
    made.quarterId === input.quarterId &&
    made.organisationId === input.organisationId &&
    made.entryId === (input.entryId ?? null) &&
    made.reason === input.reason &&
    made.askedHundredths === input.askedPoints
  if (!isSame) {
    throw conflict('这张申诉表已经提交过，内容与这次不同，没有改动。请重新打开页面再提。')
  }
  return made
}

function assertOpen(tx: Work, quarter: Quarter): void {
  assertStep(quarter, ['publication'], '申诉')
  if (quarter.publicationEndsOn !== null && dayOf(tx.now) > quarter.publicationEndsOn) {
    throw conflict(
      `公示已于 ${formatDay(quarter.publicationEndsOn, tx.now)} 结束，不再受理申诉，没有提交。`,
    )
  }
}

type Target = Pick<
  Appeal,
  'indicatorKey' | 'ruleKey' | 'basisKey' | 'entryId' | 'presentHundredths'
>

async function againstEntry(
  tx: Work,
  { quarterId, organisationId }: FileAppealInput,
  entryId: string,
): Promise<Target> {
  const gone = () => invalid('这条分录已经变动，没有提交。请刷新后对现在的分录提出。')
  const [row] = await tx.db.select().from(scoreEntries).where(eq(scoreEntries.id, entryId))
  if (!row || row.quarterId !== quarterId || row.organisationId !== organisationId) {
    throw gone()
  }
  const { ruleKey, indicatorKey } = row
  if (ruleKey === null || indicatorKey === null) {
    throw gone()
  }
  const basis = { quarterId, organisationId, ruleKey, basisKey: row.basisKey }
  const entry: Entry | null = await standingEntry(tx.db, basis)
  if (entry?.id !== entryId) {
    throw gone()
  }
  const { basisKey, amountHundredths: presentHundredths } = entry
  return { indicatorKey, ruleKey, basisKey, entryId, presentHundredths }
}

async function forMissing(
  tx: Work,
  subject: ScoredSubject,
  input: FileAppealInput,
): Promise<Target> {
  const frame = await loadFrame(tx.db, input.quarterId)
  const plan = frame.prepared.planOf(subject.class)
  const placed = plan.rules[plan.ruleAt.get(input.ruleKey ?? '') ?? -1]
  const node = placed ? plan.nodes[placed.node] : undefined
  if (!placed || !node) {
    throw invalid('请选择缺少的分录属于哪一条规则，没有提交。', { ruleKey: '请选择规则' })
  }
  if (input.askedPoints === null) {
    throw invalid('请填写应记的分值，没有提交。', { askedPoints: '请填写应记的分值' })
  }
  return {
    indicatorKey: node.indicator.key,
    ruleKey: placed.rule.key,
    // Nothing stands there yet: the appeal itself is what the entry would stand on.
    basisKey: `appeal:${input.requestKey}`,
    entryId: null,
    presentHundredths: 0,
  }
}

async function assertUndecided(
  tx: Work,
  quarter: Quarter,
  { organisationId, ruleKey, basisKey }: Pick<Appeal, 'organisationId' | 'ruleKey' | 'basisKey'>,
): Promise<void> {
  const [decided] = await tx.db
    .select({ id: appeals.id })
    .from(appeals)
    .where(
      and(
        eq(appeals.quarterId, quarter.id),
        eq(appeals.revision, quarter.revision),
        eq(appeals.organisationId, organisationId),
        eq(appeals.ruleKey, ruleKey),
        eq(appeals.basisKey, basisKey),
        inArray(appeals.state, ['upheld', 'corrected']),
      ),
    )
    .limit(1)
  if (decided) {
    throw conflict('这条分录的申诉已有决定，本次公示期内不再受理，没有提交。')
  }
}

/** Everybody of the Party office who may decide it. */
async function tellOffice(tx: Work, quarter: Quarter, appeal: Appeal): Promise<void> {
  const office = await officeOf(tx.db, quarter.committeeId, dayOf(tx.now))
  const period = periodOf(quarter.period)
  const belonged = await whoBelongedIn(tx.db, office, [appeal.organisationId], period)
  const free = office.filter((personId) => !belonged(personId, appeal.organisationId))
  await writeNotices(
    tx,
    (free.length > 0 ? free : office).map((personId) => ({
      personId,
      kind: 'appeal_filed' as const,
      title: `${formatPeriod(quarter.period)}党建指数申诉`,
      body: '有支部对公示的分录提出申诉，请裁定或指定裁定人。',
      href: `/scorecard/${quarter.id}/appeals/${appeal.id}`,
      subjectType: 'appeal',
      subjectId: appeal.id,
      smsTemplate: null,
    })),
  )
}
