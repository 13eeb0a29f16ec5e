import { and, asc, eq, gt, inArray, isNull, lte, or, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Db } from '@/db/client'
import { organisations, organisationVersions, people, posts } from '@/db/schema'
import { type Day, dayOf } from '@/lib/period'
import { rememberFor } from '@/lib/remember'
import type { OrganisationOnDay, PostHolder } from './schema'

interface ValidRange {
  validFrom: PgColumn
  validTo: PgColumn
}

/** The row holds on this day: `[valid_from, valid_to)`. */
export function validOn(table: ValidRange, day: Day): SQL {
  return and(lte(table.validFrom, day), or(isNull(table.validTo), gt(table.validTo, day))) as SQL
}

/** What is read of an organisation on a day, from its version and its stable row. */
export const organisationColumns = {
  id: organisationVersions.organisationId,
  code: organisations.code,
  name: organisationVersions.name,
  kind: organisationVersions.kind,
  class: organisationVersions.class,
  parentId: organisationVersions.parentId,
  termEndsOn: organisationVersions.termEndsOn,
  position: organisationVersions.position,
}

/** Every organisation as it stood on a day: the tree of any date, past ones too. */
export async function organisationsOn(db: Db, day: Day): Promise<OrganisationOnDay[]> {
  return db
    .select(organisationColumns)
    .from(organisationVersions)
    .innerJoin(organisations, eq(organisations.id, organisationVersions.organisationId))
    .where(validOn(organisationVersions, day))
    .orderBy(asc(organisationVersions.position), asc(organisations.code))
}

/** One organisation on a day, or null when it did not exist. */
export async function organisationOn(
  db: Db,
  organisationId: string,
  day: Day,
): Promise<OrganisationOnDay | null> {
  const [row] = await db
    .select(organisationColumns)
    .from(organisationVersions)
    .innerJoin(organisations, eq(organisations.id, organisationVersions.organisationId))
    .where(
      and(
        eq(organisationVersions.organisationId, organisationId),
        validOn(organisationVersions, day),
      ),
    )
  return row ?? null
}

/** Name and kind of an organisation today, for the frame of every page: up to five seconds old. */
export const recentOrganisation = rememberFor(5000, async (db, now, organisationId) => {
  const found = await organisationOn(db, organisationId, dayOf(now))
  return found && { name: found.name, kind: found.kind }
})

/** Ids of an organisation and everything under it on a day. */
export async function subtreeOn(db: Db, rootId: string, day: Day): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(sql`
    with recursive under(id) as (
      select ${rootId}::uuid
      union
      select v.organisation_id from organisation_versions v join under on v.parent_id = under.id
      where v.valid_from <= ${day}::date and (v.valid_to is null or v.valid_to > ${day}::date)
    ) select id from under`)
  return rows.map((row) => row.id)
}

/** Everybody in post at these organisations on a day, secretaries first. */
export async function postHoldersOn(
  db: Db,
  organisationIds: readonly string[],
  day: Day,
): Promise<PostHolder[]> {
  if (organisationIds.length === 0) {
    return []
  }
  return db
    .select({
      organisationId: posts.organisationId,
      personId: posts.personId,
      personName: people.name,
      phoneMasked: people.phoneMasked,
      post: posts.post,
      isActing: posts.isActing,
      basis: posts.basis,
      validFrom: posts.validFrom,
    })
    .from(posts)
    .innerJoin(people, eq(people.id, posts.personId))
    .where(and(inArray(posts.organisationId, [...organisationIds]), validOn(posts, day)))
    .orderBy(
      sql`case ${posts.post} when 'secretary' then 0 when 'deputy_secretary' then 1 when 'clerk' then 2 else 3 end`,
      asc(posts.isActing),
      asc(posts.id),
    )
}
