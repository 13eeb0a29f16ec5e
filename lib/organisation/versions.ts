import { and, desc, eq, isNull, ne, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { lockUntilCommit } from '@/db/locks'
import { organisationVersions } from '@/db/schema'
import type { Context, Work } from '@/lib/context'
import { conflict, invalid, notFound } from '@/lib/errors'
import { formatDay } from '@/lib/format'
import { type Day, dayOf } from '@/lib/period'

export type Version = typeof organisationVersions.$inferSelect
export type VersionChange = Partial<
  Pick<Version, 'name' | 'parentId' | 'class' | 'termEndsOn' | 'position'>
>

/**
 * Lets one transaction at a time reshape the tree: two moves that are each fine could close a
 * circle together. Taken first; what is read afterwards is what the previous holder committed.
 */
export async function lockTree(db: Db): Promise<void> {
  await lockUntilCommit(db, 'organisationTree')
}

/**
 * The last version of an organisation, ended or not.
 * @throws DomainError not_found
 */
export async function latestVersion(db: Db, organisationId: string): Promise<Version> {
  const [row] = await db
    .select()
    .from(organisationVersions)
    .where(eq(organisationVersions.organisationId, organisationId))
    .orderBy(desc(organisationVersions.validFrom))
    .limit(1)
  if (!row) {
    throw notFound('组织')
  }
  return row
}

/** @throws DomainError conflict when the organisation has ended or was merged */
export function assertOpen(version: Version): void {
  if (version.validTo !== null) {
    throw conflict(
      `“${version.name}”已于${formatDay(version.validTo)}撤销或合并，不能再办理变更。请刷新页面查看现状。`,
    )
  }
}

/** @throws DomainError invalid when the 党小组 has ended or stands under another branch */
export async function assertGroupOf(
  db: Db,
  groupId: string | null,
  branchId: string,
): Promise<void> {
  if (groupId === null) {
    return
  }
  const group = await latestVersion(db, groupId)
  if (group.validTo !== null || group.parentId !== branchId) {
    throw invalid('所选党小组不属于这个党支部，请重新选择。', { groupId: '不属于这个党支部' })
  }
}

/**
 * Changes take effect today or on a past day; what is to come is entered when it comes, because
 * open work, notices and authority move in the same step.
 * @throws DomainError invalid when the day lies in the future; conflict when it lies before `since`
 */
export function assertEffectiveDay(ctx: Context, on: Day, since: Day | null): void {
  if (on > dayOf(ctx.now)) {
    throw invalid('生效日期不能晚于今天，请到当天再办理。填写的内容还在。', {
      on: '不能晚于今天',
    })
  }
  if (since !== null && on < since) {
    throw conflict(`${formatDay(since)}已有一次变更，生效日期不能早于这一天。请调整日期后再办。`)
  }
}

/**
 * Ends the open version on a day and begins the changed one. A second change on the same day is
 * written into that day's version: there is one version a day.
 * @throws DomainError conflict when somebody else has changed it in between
 */
export async function changeVersion(
  tx: Work,
  open: Version,
  input: { on: Day; basis: string; change: VersionChange },
): Promise<void> {
  const { on, basis, change } = input
  const isSameDay = on === open.validFrom
  const changed = await tx.db
    .update(organisationVersions)
    .set(isSameDay ? { ...change, basis: `${open.basis}；${basis}` } : { validTo: on })
    .where(and(eq(organisationVersions.id, open.id), isNull(organisationVersions.validTo)))
    .returning({ id: organisationVersions.id })
  if (changed.length === 0) {
    throw conflict('这个组织刚刚被别人变更过，您的修改没有写入。请刷新页面后再办。')
  }
  if (!isSameDay) {
    const { id: _id, ...kept } = open
    await tx.db
      .insert(organisationVersions)
      .values({ ...kept, ...change, basis, validFrom: on, validTo: null })
  }
}

/** @throws DomainError conflict when a sibling already has this name */
export async function assertNameFree(
  db: Db,
  wanted: { name: string; parentId: string | null; exceptId?: string },
): Promise<void> {
  const [taken] = await db
    .select({ id: organisationVersions.id })
    .from(organisationVersions)
    .where(
      and(
        wanted.parentId === null
          ? isNull(organisationVersions.parentId)
          : eq(organisationVersions.parentId, wanted.parentId),
        eq(organisationVersions.name, wanted.name),
        isNull(organisationVersions.validTo),
        wanted.exceptId ? ne(organisationVersions.organisationId, wanted.exceptId) : undefined,
      ),
    )
    .limit(1)
  if (taken) {
    throw conflict(`同一上级下已有“${wanted.name}”，没有重复建立。请换一个名称，或刷新页面查看。`)
  }
}

/** The place after the last sibling. */
export async function nextPosition(db: Db, parentId: string | null): Promise<number> {
  const [row] = await db
    .select({ last: sql<number | null>`max(${organisationVersions.position})` })
    .from(organisationVersions)
    .where(
      and(
        parentId === null
          ? isNull(organisationVersions.parentId)
          : eq(organisationVersions.parentId, parentId),
        isNull(organisationVersions.validTo),
      ),
    )
  return (row?.last ?? 0) + 1
}
