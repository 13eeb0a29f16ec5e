import { and, count, eq, ne } from 'drizzle-orm'
import type { Db } from '@/db/client'
import type { PostKind } from '@/db/enums'
import { newId } from '@/db/ids'
import { people, posts } from '@/db/schema'
import type { Context, Work } from '@/lib/context'
import { conflict, notFound } from '@/lib/errors'
import { formatDay } from '@/lib/format'
import { dayOf } from '@/lib/period'
import { membershipsFrom } from './membership-rows'
import { openPosts } from './post-rows'
import { postLabel } from './schema'
import type { Version } from './versions'

export interface Placement {
  personId: string
  post: PostKind
  isActing: boolean
  on: string
  basis: string
}

export interface Placed {
  postId: string
  personName: string
  /** `支部书记`, as on screen. */
  label: string
  /** What should be put right, a sentence each; the appointment holds all the same. */
  warnings: string[]
}

/**
 * Begins a post. The caller has locked the organisation's posts and authorised.
 * @throws DomainError not_found (person), conflict (already in that post)
 */
export async function placeInPost(
  ctx: Context,
  tx: Work,
  organisation: Version,
  placement: Placement,
): Promise<Placed> {
  const { organisationId } = organisation
  const [person] = await tx.db
    .select({ id: people.id, name: people.name, phoneLookup: people.phoneLookup })
    .from(people)
    .where(eq(people.id, placement.personId))
  if (!person) {
    throw notFound('人员')
  }
  const label = postLabel(placement.post, organisation.kind, placement.isActing)
  const held = (await openPosts(tx.db, organisationId)).find(
    (row) => row.personId === person.id && row.post === placement.post,
  )
  if (held) {
    throw conflict(
      `${person.name}自${formatDay(held.validFrom)}已任${label}，没有重复任命。如日期有误请先免去再任命。`,
    )
  }
  const postId = newId()
  const { on, ...row } = placement
  await tx.db.insert(posts).values({ ...row, id: postId, organisationId, validFrom: on })
  tx.record({
    action: 'post.appoint',
    subjectType: 'post',
    subjectId: postId,
    detail: { organisationId, ...placement },
  })
  return {
    postId,
    personName: person.name,
    label,
    warnings: await warningsFor(ctx, tx.db, organisation, person),
  }
}

async function warningsFor(
  ctx: Context,
  db: Db,
  organisation: Version,
  person: { id: string; name: string; phoneLookup: string | null },
): Promise<string[]> {
  const warnings: string[] = []
  if (person.phoneLookup === null) {
    warnings.push(`${person.name}没有登记手机号，收不到短信。任职人员需要本人的手机号，请补登。`)
  } else if (await isShared(db, person.id, person.phoneLookup)) {
    warnings.push(
      `${person.name}的手机号与他人共用，不能用短信登录。任职人员需要本人的手机号，请更换。`,
    )
  }
  const belongs = await membershipsFrom(db, person.id, dayOf(ctx.now))
  const member = belongs.find((row) => row.relation === 'membership')
  if (organisation.kind === 'branch' && member?.organisationId !== organisation.organisationId) {
    warnings.push(`${person.name}的组织关系不在“${organisation.name}”，请核对是否需要转接。`)
  }
  if (member?.memberKind === 'probationary') {
    warnings.push(`${person.name}是预备党员，请核对能否任职。`)
  }
  return warnings
}

async function isShared(db: Db, personId: string, lookup: string): Promise<boolean> {
  const [row] = await db
    .select({ count: count() })
    .from(people)
    .where(and(eq(people.phoneLookup, lookup), ne(people.id, personId)))
  return (row?.count ?? 0) > 0
}
