import type { Db } from '@/db/client'
import type { ViewerContext } from '@/lib/context'
import { dayOf, periodOf } from '@/lib/period'
import type { JudgementSubject } from '@/lib/policy/scorecard'
import { departmentOfficers, whoBelongedIn } from '../quarter/belonging'
import type { Quarter } from '../quarter/load-quarter'

/** What the policy is asked about the judging of a branch by a department (null: the Party office). */
export type SeatOf = (department: string | null, organisationId: string) => JudgementSubject

/**
 * Who sits in judgement: nobody scores a branch he belonged to on any day of the quarter. Where that is
 * so of everybody of the department, or it has nobody, the Party office of the committee judges.
 */
export async function judgingSeats(
  ctx: ViewerContext,
  db: Db,
  { committeeId, period }: Pick<Quarter, 'committeeId' | 'period'>,
  organisationIds: readonly string[],
): Promise<SeatOf> {
  const officers = await departmentOfficers(db, committeeId, dayOf(ctx.now))
  const people = [...new Set([...officers.values()].flat().concat(ctx.viewer.personId))]
  const belonged = await whoBelongedIn(db, people, organisationIds, periodOf(period))
  return (department, organisationId) => {
    const own = department === null ? [] : (officers.get(department) ?? [])
    const isFree = own.some((personId) => !belonged(personId, organisationId))
    return {
      committeeId,
      department: isFree ? department : null,
      viewerBelonged: belonged(ctx.viewer.personId, organisationId),
    }
  }
}
