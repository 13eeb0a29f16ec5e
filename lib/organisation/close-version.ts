import { and, eq, gt, isNull, or } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { organisationVersions, posts } from '@/db/schema'
import type { Work } from '@/lib/context'
import { conflict } from '@/lib/errors'
import { addDays, type Day } from '@/lib/period'
import { closePosts, type PostRow } from './post-rows'
import type { Version } from './versions'

/**
 * Ends the open version of an organisation, and with it every post there.
 * @param on the first day on which it no longer exists
 * @returns the posts that ended
 * @throws DomainError conflict when the version began that very day or was changed in between
 */
export async function closeVersion(
  tx: Work,
  open: Version,
  on: Day,
  mergedIntoId: string | null,
): Promise<PostRow[]> {
  if (on <= open.validFrom) {
    throw conflict(
      `“${open.name}”在 ${open.validFrom} 刚有变更，最早可从 ${addDays(open.validFrom, 1)} 起办理撤销或合并。`,
    )
  }
  const closed = await tx.db
    .update(organisationVersions)
    .set({ validTo: on, mergedIntoId })
    .where(and(eq(organisationVersions.id, open.id), isNull(organisationVersions.validTo)))
    .returning({ id: organisationVersions.id })
  if (closed.length === 0) {
    throw conflict('这个组织刚刚被别人变更过，什么都没有改动。请刷新页面后再办。')
  }
  const held = await tx.db
    .select()
    .from(posts)
    .where(
      and(
        eq(posts.organisationId, open.organisationId),
        or(isNull(posts.validTo), gt(posts.validTo, on)),
      ),
    )
  await closePosts(tx, held, on)
  return held
}

/** Versions of the organisations directly under one that are still open. */
export async function openChildren(db: Db, parentId: string): Promise<Version[]> {
  return db
    .select()
    .from(organisationVersions)
    .where(and(eq(organisationVersions.parentId, parentId), isNull(organisationVersions.validTo)))
}
