import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { organisations, posts } from '@/db/schema'
import type { Work } from '@/lib/context'
import { conflict, notFound } from '@/lib/errors'
import { formatDay } from '@/lib/format'
import type { Day } from '@/lib/period'

export type PostRow = typeof posts.$inferSelect

/** Lets one transaction at a time change the posts of an organisation. */
export async function lockPosts(db: Db, organisationId: string): Promise<void> {
  const [row] = await db
    .select({ id: organisations.id })
    .from(organisations)
    .where(eq(organisations.id, organisationId))
    .for('no key update')
  if (!row) {
    throw notFound('组织')
  }
}

/** @throws DomainError not_found */
export async function loadPost(db: Db, postId: string): Promise<PostRow> {
  const [row] = await db.select().from(posts).where(eq(posts.id, postId))
  if (!row) {
    throw notFound('任职')
  }
  return row
}

/** Posts of an organisation without an end. */
export async function openPosts(db: Db, organisationId: string): Promise<PostRow[]> {
  return db
    .select()
    .from(posts)
    .where(and(eq(posts.organisationId, organisationId), isNull(posts.validTo)))
}

/**
 * Ends posts on a day. One that began that same day never held for a whole day: it goes, and the
 * audit record keeps it.
 * @throws DomainError conflict when a post began later than that day
 */
export async function closePosts(tx: Work, held: readonly PostRow[], on: Day): Promise<void> {
  const later = held.find((post) => post.validFrom > on)
  if (later) {
    throw conflict(
      `有人在${formatDay(later.validFrom)}才任职，晚于所填日期，什么都没有改动。请把日期改到这一天或之后。`,
    )
  }
  const idsOf = (rows: readonly PostRow[]) => rows.map((post) => post.id)
  const ended = idsOf(held.filter((post) => post.validFrom < on))
  const voided = idsOf(held.filter((post) => post.validFrom === on))
  if (ended.length > 0) {
    await tx.db.update(posts).set({ validTo: on }).where(inArray(posts.id, ended))
  }
  if (voided.length > 0) {
    await tx.db.delete(posts).where(inArray(posts.id, voided))
  }
  for (const post of held) {
    tx.record({
      action: post.validFrom < on ? 'post.end' : 'post.void',
      subjectType: 'post',
      subjectId: post.id,
      detail: { organisationId: post.organisationId, personId: post.personId, post: post.post, on },
    })
  }
}
