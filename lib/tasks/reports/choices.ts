import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { memberships, people } from '@/db/schema'
import type { FormDefinition, NamedChoice } from '@/lib/forms/states'
import type { ReportChoices } from '@/lib/forms/validate'
import { organisationsOn, validOn } from '@/lib/organisation/queries'
import type { Day } from '@/lib/period'

/** Whom and what the person and organisation fields of a form may name; only what it asks for. */
export async function choicesFor(
  db: Db,
  definition: FormDefinition,
  at: { organisationId: string; day: Day },
): Promise<Required<ReportChoices>> {
  const asks = (kind: 'person' | 'organisation') =>
    definition.fields.some((field) => field.kind === kind)
  const [members, organisations] = await Promise.all([
    asks('person') ? membersOn(db, at) : [],
    asks('organisation') ? organisationsOn(db, at.day) : [],
  ])
  return {
    people: members,
    organisations: organisations
      .filter((one) => one.kind !== 'group')
      .map(({ id, name }) => ({ id, label: name })),
  }
}

/** Names of people by id, for reports that are read long after. */
export async function namesOfPeople(
  db: Db,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows =
    ids.length > 0
      ? await db
          .select({ id: people.id, name: people.name })
          .from(people)
          .where(inArray(people.id, [...ids]))
      : []
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Members of a branch on a day; those of one name are told apart by their number. */
async function membersOn(
  db: Db,
  { organisationId, day }: { organisationId: string; day: Day },
): Promise<NamedChoice[]> {
  const rows = await db
    .selectDistinct({ id: people.id, name: people.name, number: people.employeeNumber })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .where(and(eq(memberships.organisationId, organisationId), validOn(memberships, day)))
    .orderBy(asc(people.name), asc(people.id))
  const isShared = (name: string) => rows.filter((row) => row.name === name).length > 1
  return rows.map(({ id, name, number }) => ({
    id,
    label: isShared(name) ? `${name}（${number ?? '无工号'}）` : name,
  }))
}
