import { and, eq } from 'drizzle-orm'
import { type Context, createContext, type ViewerContext } from '@/lib/context'
import { organisationsOn, validOn } from '@/lib/organisation/queries'
import { subtreeIds } from '@/lib/organisation/tree'
import { type Day, dayOf } from '@/lib/period'
import type { Reach, Viewer } from '@/lib/policy/viewer'
import type { Db } from '../client'
import { memberships, people, posts, roleGrants } from '../schema'
import { testNow } from './moments'

interface Identified {
  id: string
}

/** The person as a viewer, with what holds on a day. */
export async function viewerOf(
  db: Db,
  person: Identified,
  day: Day = dayOf(testNow),
): Promise<Viewer> {
  const [tree, [row], held, granted, belongs] = await Promise.all([
    organisationsOn(db, day),
    db.select().from(people).where(eq(people.id, person.id)),
    db
      .select()
      .from(posts)
      .where(and(eq(posts.personId, person.id), validOn(posts, day))),
    db
      .select()
      .from(roleGrants)
      .where(and(eq(roleGrants.personId, person.id), validOn(roleGrants, day))),
    db
      .select()
      .from(memberships)
      .where(and(eq(memberships.personId, person.id), validOn(memberships, day))),
  ])
  const reachOf = (organisationId: string | null): Reach =>
    organisationId === null ? 'all' : subtreeIds(tree, organisationId)
  return {
    personId: person.id,
    name: row?.name ?? '',
    employeeNumber: row?.employeeNumber ?? null,
    memberOf: belongs.map(({ organisationId }) => organisationId),
    posts: held.map((one) => ({ ...one, reach: reachOf(one.organisationId) })),
    roles: granted.map((one) => ({ ...one, reach: reachOf(one.organisationId) })),
  }
}

/** The context of the system itself. */
export async function createContextFor(
  db: Db,
  who: 'system',
  options?: { now?: Date },
): Promise<Context & { viewer: null }>
/** The context of a person, with the posts and roles of the day of `now`. */
export async function createContextFor(
  db: Db,
  who: Identified,
  options?: { now?: Date },
): Promise<ViewerContext>
export async function createContextFor(
  db: Db,
  who: Identified | 'system',
  { now = testNow }: { now?: Date } = {},
): Promise<Context> {
  const viewer = who === 'system' ? null : await viewerOf(db, who, dayOf(now))
  return createContext({ db, viewer, now, requestId: 'test' })
}
