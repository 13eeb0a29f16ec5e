import { asc, eq, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { organisationGroupMembers, organisationGroups } from '@/db/schema'

/** A saved choice of recipients. */
export interface SavedGroup {
  id: string
  name: string
  createdBy: string
  organisationIds: string[]
}

/** Saved groups with what belongs to them; for choosing recipients. */
export async function savedGroups(db: Db): Promise<SavedGroup[]> {
  return db
    .select({
      id: organisationGroups.id,
      name: organisationGroups.name,
      createdBy: organisationGroups.createdBy,
      organisationIds: sql<string[]>`array_agg(${organisationGroupMembers.organisationId})`,
    })
    .from(organisationGroups)
    .innerJoin(
      organisationGroupMembers,
      eq(organisationGroupMembers.groupId, organisationGroups.id),
    )
    .groupBy(organisationGroups.id)
    .orderBy(asc(organisationGroups.name), asc(organisationGroups.id))
}
