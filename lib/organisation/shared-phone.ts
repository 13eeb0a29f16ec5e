import { and, eq, ne, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { memberships, people } from '@/db/schema'
import type { Context } from '@/lib/context'
import { dayOf } from '@/lib/period'
import { can } from '@/lib/policy'
import { validOn } from './queries'

/**
 * What to say when a number is also somebody else's, or missing: sharing is allowed, but those in
 * post need their own. Names only whom the viewer may see.
 */
export async function phoneWarnings(
  ctx: Context,
  db: Db,
  of: { personId: string; name: string; phoneLookup: string | null },
): Promise<string[]> {
  const { personId, name, phoneLookup } = of
  const [self] = await holders(ctx, db, eq(people.id, personId))
  if (phoneLookup === null) {
    return [
      self?.isInPost
        ? `${name}没有登记手机号，收不到短信。任职人员需要本人的手机号，请补登。`
        : `${name}没有登记手机号，收不到短信，请当面、电话或纸质告知。`,
    ]
  }
  const others = await holders(
    ctx,
    db,
    and(eq(people.phoneLookup, phoneLookup), ne(people.id, personId)),
  )
  if (others.length === 0) {
    return []
  }
  const inPost = [...(self ? [self] : []), ...others].filter((one) => one.isInPost)
  return [
    `手机号与${namesOf(others)}共用，短信都发到这个号码。`,
    ...(inPost.length > 0
      ? [`${namesOf(inPost)}是任职人员，与他人共用就不能用短信登录，需要登记本人的手机号。`]
      : []),
  ]
}

interface Holder {
  name: string
  isInPost: boolean
  isSeen: boolean
}

async function holders(ctx: Context, db: Db, which: ReturnType<typeof and>): Promise<Holder[]> {
  const today = dayOf(ctx.now)
  const rows = await db
    .select({
      personId: people.id,
      name: people.name,
      organisationId: memberships.organisationId,
      isInPost: sql<boolean>`exists (
        select 1 from posts p where p.person_id = ${people.id}
          and p.valid_from <= ${today}::date and (p.valid_to is null or p.valid_to > ${today}::date))`,
    })
    .from(people)
    .leftJoin(
      memberships,
      and(
        eq(memberships.personId, people.id),
        eq(memberships.relation, 'membership'),
        validOn(memberships, today),
      ),
    )
    .where(which)
    .orderBy(people.name, people.id)
  return rows.map(({ name, isInPost, ...subject }) => ({
    name,
    isInPost,
    isSeen: ctx.viewer === null || can(ctx.viewer, 'person.view', subject),
  }))
}

function namesOf(people: readonly Holder[]): string {
  const seen = people.filter((one) => one.isSeen).map((one) => one.name)
  const unseen = people.length - seen.length
  return [...seen, ...(unseen > 0 ? [`另外 ${unseen} 位同志`] : [])].join('、')
}
