import { and, eq, isNull } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { memberships, people } from '@/db/schema'
import type { Context, Work } from '@/lib/context'
import { conflict, invalid } from '@/lib/errors'
import { formatDay } from '@/lib/format'
import { type Day, dayOf } from '@/lib/period'
import { authorize } from '@/lib/policy'
import { lockPerson, type MembershipRow, membershipsFrom } from './membership-rows'
import type { ExtendProbationInput } from './person-inputs'
import { extensionRange, joiningDay, probationEnd } from './probation'
import { assertEffectiveDay } from './versions'

/**
 * 延长预备期, as the 支部大会 has decided: once, by half a year to a year from the day on which the
 * 预备期 would have ended. The membership goes on with the same branch from the day of the decision.
 * @throws DomainError not_found, forbidden, invalid (dates), conflict (no 预备党员, extended before)
 */
export async function extendProbation(
  ctx: Context,
  input: ExtendProbationInput,
): Promise<{ personName: string; until: Day }> {
  return ctx.transact(async (tx) => {
    const { personId, on, endsOn, until, basis } = input
    const person = await lockPerson(tx.db, personId)
    const today = dayOf(ctx.now)
    const present = (await membershipsFrom(tx.db, personId, today)).find(
      (row) => row.relation === 'membership' && row.validFrom <= today,
    )
    const organisationId = present?.organisationId ?? null
    authorize(ctx.viewer, 'person.changeKind', { personId, organisationId })
    if (present?.memberKind !== 'probationary') {
      throw conflict(`${person.name}今天不是预备党员，不能延长预备期。请刷新页面查看现状。`)
    }
    const run = await probationRun(tx.db, personId, present)
    const extended = run.find((row) => row.probationUntil !== null)
    if (extended?.probationUntil) {
      throw conflict(
        `${person.name}的预备期已延长至${formatDay(extended.probationUntil)}，只能延长一次。期满后请办理转正或取消预备党员资格。`,
      )
    }
    assertEffectiveDay(ctx, on, present.validFrom)
    await assertEnding(tx.db, personId, endsOn, run[0]?.validFrom ?? present.validFrom)
    assertExtension(endsOn, until)
    await extend(tx, present, { on, until, basis })
    tx.record({
      action: 'membership.extendProbation',
      subjectType: 'person',
      subjectId: personId,
      detail: { organisationId, on, endsOn, until, basis },
    })
    return { personName: person.name, until }
  })
}

/** The memberships without a gap in which somebody has been a 预备党员 until now, in order. */
async function probationRun(
  db: Db,
  personId: string,
  present: MembershipRow,
): Promise<MembershipRow[]> {
  const rows = await db
    .select()
    .from(memberships)
    .where(and(eq(memberships.personId, personId), eq(memberships.relation, 'membership')))
  const run = [present]
  for (;;) {
    const [first = present] = run
    const before = rows.find(
      (row) => row.validTo === first.validFrom && row.memberKind === 'probationary',
    )
    if (!before) {
      return run
    }
    run.unshift(before)
  }
}

/** 预备期 is one year: from 入党日期 where it is known, else it began here or before coming here. */
async function assertEnding(db: Db, personId: string, endsOn: Day, since: Day): Promise<void> {
  const [row] = await db
    .select({ joinedOn: people.joinedOn })
    .from(people)
    .where(eq(people.id, personId))
  const joined = joiningDay(row?.joinedOn ?? null)
  const latest = probationEnd(joined ?? since)
  if (joined ? endsOn !== latest : endsOn > latest) {
    throw invalid(
      joined
        ? `入党日期是${formatDay(joined)}，预备期一年，应于${formatDay(latest)}届满。请核对届满日期；入党日期有误请先更正。`
        : `${formatDay(since)}已是预备党员，预备期一年，最晚于${formatDay(latest)}届满。请核对届满日期。`,
      { endsOn: '与预备期一年不符' },
    )
  }
}

function assertExtension(endsOn: Day, until: Day): void {
  const { from, to } = extensionRange(endsOn)
  if (until < from || until > to) {
    throw invalid(
      `延长不能少于半年、不能超过一年：应在${formatDay(from)}至${formatDay(to)}之间。填写的内容还在。`,
      { until: '不少于半年，不超过一年' },
    )
  }
}

async function extend(
  tx: Work,
  row: MembershipRow,
  { on, until, basis }: { on: Day; until: Day; basis: string },
): Promise<void> {
  const hasRun = row.validFrom < on
  const changed = await tx.db
    .update(memberships)
    .set(hasRun ? { validTo: on } : { probationUntil: until, basis: `${row.basis}；${basis}` })
    .where(and(eq(memberships.id, row.id), isNull(memberships.probationUntil)))
    .returning({ id: memberships.id })
  if (changed.length === 0) {
    throw conflict('组织关系刚刚被别人变更过，什么都没有改动。请刷新页面后再办。')
  }
  if (hasRun) {
    const { id: _id, ...kept } = row
    await tx.db.insert(memberships).values({ ...kept, validFrom: on, probationUntil: until, basis })
  }
}
