import { and, desc, eq, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Db } from '@/db/client'
import type { OrganisationKind, PostKind } from '@/db/enums'
import { handovers, organisationVersions, people } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { notFound } from '@/lib/errors'
import { can } from '@/lib/policy'
import type { HandoverItem } from './schema'

/** A 交接清单 as it prints. */
export interface HandoverSheet {
  id: string
  organisationId: string
  organisationName: string
  organisationKind: OrganisationKind
  post: PostKind
  from: { id: string; name: string }
  to: { id: string; name: string } | null
  /** The organisation is no more, so that nobody will follow. */
  hasEnded: boolean
  at: Date
  recordedByName: string | null
  items: HandoverItem[]
}

const from = alias(people, 'from_person')
const to = alias(people, 'to_person')
const recorder = alias(people, 'recorder')

/**
 * A 交接清单, for the two concerned and those who see the people there.
 * @throws DomainError not_found, also when the viewer may not see it
 */
export async function handoverSheet(
  ctx: ViewerContext,
  handoverId: string,
): Promise<HandoverSheet> {
  const [row] = await ctx.db
    .select({
      id: handovers.id,
      organisationId: handovers.organisationId,
      organisationName: organisationVersions.name,
      organisationKind: organisationVersions.kind,
      post: handovers.post,
      from: { id: from.id, name: from.name },
      to: { id: to.id, name: to.name },
      hasEnded: sql<boolean>`not exists (
        select 1 from organisation_versions o
        where o.organisation_id = ${handovers.organisationId} and o.valid_to is null)`,
      at: handovers.at,
      recordedByName: recorder.name,
      items: handovers.items,
    })
    .from(handovers)
    .innerJoin(from, eq(from.id, handovers.fromPersonId))
    .leftJoin(to, eq(to.id, handovers.toPersonId))
    .leftJoin(recorder, eq(recorder.id, handovers.recordedBy))
    .innerJoin(
      organisationVersions,
      sql`${organisationVersions.id} = (
        select v.id from organisation_versions v
        where v.organisation_id = ${handovers.organisationId}
          and v.valid_from <= (${handovers.at} at time zone 'Asia/Shanghai')::date
        order by v.valid_from desc limit 1)`,
    )
    .where(eq(handovers.id, handoverId))
  const personIds = [row?.from.id, row?.to?.id].filter((id) => id !== undefined)
  const isVisible =
    row !== undefined &&
    can(ctx.viewer, 'handover.view', { organisationId: row.organisationId, personIds })
  if (!isVisible) {
    throw notFound('交接清单')
  }
  return { ...row, items: row.items as HandoverItem[] }
}

/** The latest handovers of an organisation, newest first. */
export async function handoversOf(
  db: Db,
  organisationId: string,
  limit = 10,
): Promise<{ id: string; at: Date; fromName: string; toName: string | null }[]> {
  return db
    .select({ id: handovers.id, at: handovers.at, fromName: from.name, toName: to.name })
    .from(handovers)
    .innerJoin(from, eq(from.id, handovers.fromPersonId))
    .leftJoin(to, eq(to.id, handovers.toPersonId))
    .where(and(eq(handovers.organisationId, organisationId)))
    .orderBy(desc(handovers.at), desc(handovers.id))
    .limit(limit)
}
