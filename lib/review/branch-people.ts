import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { memberships, people } from '@/db/schema'
import { postHoldersOn, validOn } from '@/lib/organisation/queries'
import { postLabel } from '@/lib/organisation/schema'
import type { Day } from '@/lib/period'

/** Somebody who can answer for a decision about a branch. */
export interface BranchPerson {
  id: string
  name: string
  /** Posts in the branch, in words; null for a member without one. */
  post: string | null
}

/** The people of branches on a day: those in post first, then the members by name. */
export async function branchPeople(
  db: Db,
  organisationIds: readonly string[],
  day: Day,
): Promise<Map<string, BranchPerson[]>> {
  const [holders, members] = await Promise.all([
    postHoldersOn(db, organisationIds, day),
    organisationIds.length === 0
      ? []
      : db
          .select({
            organisationId: memberships.organisationId,
            id: people.id,
            name: people.name,
          })
          .from(memberships)
          .innerJoin(people, eq(people.id, memberships.personId))
          .where(
            and(
              inArray(memberships.organisationId, [...organisationIds]),
              validOn(memberships, day),
            ),
          )
          .orderBy(asc(people.name), asc(people.id)),
  ])
  const found = new Map<string, Map<string, BranchPerson>>()
  const add = (organisationId: string, person: BranchPerson) => {
    const list = found.get(organisationId) ?? new Map<string, BranchPerson>()
    found.set(organisationId, list)
    const known = list.get(person.id)
    const posts = [known?.post, person.post].filter(Boolean).join('、')
    list.set(person.id, { ...person, post: posts || null })
  }
  for (const { organisationId, personId, personName, post, isActing } of holders) {
    const label = postLabel(post, 'branch', isActing)
    add(organisationId, { id: personId, name: personName, post: label })
  }
  for (const { organisationId, id, name } of members) {
    add(organisationId, { id, name, post: null })
  }
  return new Map([...found].map(([id, list]) => [id, [...list.values()]]))
}
