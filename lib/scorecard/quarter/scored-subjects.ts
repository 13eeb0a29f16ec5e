import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { organisations, quarterSubjects } from '@/db/schema'

/** Who is scored in a quarter, these or all, by class and code; called as on the last day of each. */
export async function scoredSubjects(
  db: Db,
  quarterId: string,
  organisationIds?: readonly string[],
) {
  return db
    .select({
      organisationId: quarterSubjects.organisationId,
      code: organisations.code,
      name: sql<string>`(select v.name from organisation_versions v
        where v.organisation_id = quarter_subjects.organisation_id
          and v.valid_from < quarter_subjects.to_day
        order by v.valid_from desc limit 1)`,
      class: quarterSubjects.class,
      fromDay: quarterSubjects.fromDay,
      toDay: quarterSubjects.toDay,
    })
    .from(quarterSubjects)
    .innerJoin(organisations, eq(organisations.id, quarterSubjects.organisationId))
    .where(
      and(
        eq(quarterSubjects.quarterId, quarterId),
        organisationIds ? inArray(quarterSubjects.organisationId, [...organisationIds]) : undefined,
      ),
    )
    .orderBy(asc(quarterSubjects.class), asc(organisations.code))
}
