import { and, eq, isNull, or } from 'drizzle-orm'
import { acceptances, organisationVersions, people } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { validOn } from '@/lib/organisation/queries'
import { dayOf } from '@/lib/period'
import type { LoadedAssignment } from './load'

/** Names of the organisation, the person and the delegate of an assignment, as of today. */
export async function namesOf(ctx: ViewerContext, { assignment }: LoadedAssignment) {
  const [[organisation], named] = await Promise.all([
    ctx.db
      .select({ name: organisationVersions.name })
      .from(organisationVersions)
      .where(
        and(
          eq(organisationVersions.organisationId, assignment.organisationId),
          validOn(organisationVersions, dayOf(ctx.now)),
        ),
      ),
    assignment.personId || assignment.delegateId
      ? ctx.db
          .select({ id: people.id, name: people.name })
          .from(people)
          .where(
            or(
              assignment.personId ? eq(people.id, assignment.personId) : undefined,
              assignment.delegateId ? eq(people.id, assignment.delegateId) : undefined,
            ),
          )
      : [],
  ])
  const nameOf = (id: string | null) => named.find((person) => person.id === id)?.name ?? null
  return {
    organisationName: organisation?.name ?? '（已撤销的组织）',
    personName: nameOf(assignment.personId),
    delegateName: nameOf(assignment.delegateId),
  }
}

/** Who recorded a 签收 that nobody has confirmed yet, or null. */
export async function unconfirmedAcceptance(ctx: ViewerContext, assignmentId: string) {
  const [row] = await ctx.db
    .select({ recordedBy: acceptances.recordedBy, channel: acceptances.channel })
    .from(acceptances)
    .where(
      and(
        eq(acceptances.assignmentId, assignmentId),
        isNull(acceptances.confirmedAt),
        isNull(acceptances.rejectedAt),
      ),
    )
  return row && row.channel !== 'online' ? row.recordedBy : null
}
