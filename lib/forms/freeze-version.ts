import { and, eq, inArray } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { forms, formVersions } from '@/db/schema'
import type { Context, Work } from '@/lib/context'
import { conflict, invalid, notFound } from '@/lib/errors'
import { can } from '@/lib/policy'
import { asVersion, type Form, type FormVersion } from './load'
import { knownOverlap } from './overlap'

/**
 * Freezes a version in the transaction of the dispatch that uses it; one that is frozen already stays
 * as it is. What the system knows already must have been decided on: bound, taken out, or wanted for
 * a reason.
 * @throws DomainError not_found; conflict for an archived form; invalid while something is undecided
 */
export async function freezeFormVersion(
  ctx: Context,
  tx: Work,
  versionId: string,
): Promise<FormVersion> {
  const version = await assertFreezable(ctx, tx, versionId)
  if (version.state === 'frozen') {
    return version
  }
  await tx.db
    .update(formVersions)
    .set({ state: 'frozen', frozenAt: tx.now })
    .where(and(eq(formVersions.id, versionId), eq(formVersions.state, 'draft')))
  tx.record({
    action: 'form.freeze',
    subjectType: 'form',
    subjectId: version.formId,
    detail: { version: version.version, versionId },
  })
  return { ...version, state: 'frozen', frozenAt: tx.now }
}

/**
 * Makes sure that a dispatch could freeze a version, and holds it until commit: asked before something
 * that will go out by itself is turned on.
 * @throws DomainError as `freezeFormVersion`
 */
export async function assertFreezable(
  ctx: Context,
  tx: Work,
  versionId: string,
): Promise<FormVersion> {
  const [found] = await tx.db
    .select({ version: formVersions, form: forms })
    .from(formVersions)
    .innerJoin(forms, eq(forms.id, formVersions.formId))
    .where(eq(formVersions.id, versionId))
    .for('update', { of: formVersions })
  // Whoever issues a task with it must be able to issue the form; the system repeats what was issued.
  if (!found || (ctx.viewer && !can(ctx.viewer, 'form.view', found.form))) {
    throw notFound('填报表')
  }
  const version = asVersion(found.version)
  if (version.state === 'frozen') {
    return version
  }
  const why = await whyNotReady(ctx, tx.db, version, found.form)
  if (why?.reason === 'archived') {
    throw conflict(`填报表“${why.name}”已停用，没有下达。请换一张表，或先恢复使用。`)
  }
  if (why) {
    const labels = why.labels.slice(0, 5).map((label) => `“${label}”`)
    throw invalid(
      `填报表“${why.name}”里有 ${why.labels.length} 项系统已经掌握：${labels.join('、')}。没有下达，内容都还在。请先到这张表里逐项选择：自动带出、删去，或说明为什么还要填。`,
    )
  }
  return version
}

/** Why a dispatch with a form would be refused. */
export interface FormNotReady {
  formId: string
  name: string
  reason: 'archived' | 'undecided'
  /** Fields that are known already and that nobody has decided on. */
  labels: string[]
}

/** Which of these versions a dispatch could not freeze, and why: to be said before the button. */
export async function formsNotReady(
  ctx: Context,
  versionIds: readonly string[],
): Promise<FormNotReady[]> {
  const drafts =
    versionIds.length === 0
      ? []
      : await ctx.db
          .select({ version: formVersions, form: forms })
          .from(formVersions)
          .innerJoin(forms, eq(forms.id, formVersions.formId))
          .where(and(inArray(formVersions.id, [...versionIds]), eq(formVersions.state, 'draft')))
  const all = await Promise.all(
    drafts.map(({ version, form }) => whyNotReady(ctx, ctx.db, asVersion(version), form)),
  )
  return all.filter((one) => one !== null)
}

async function whyNotReady(
  { now }: Pick<Context, 'now'>,
  db: Db,
  { definition }: FormVersion,
  form: Form,
): Promise<FormNotReady | null> {
  const about = { formId: form.id, name: form.name }
  if (form.archivedAt) {
    return { ...about, reason: 'archived', labels: [] }
  }
  const of = { committeeId: form.issuingOrganisationId, formId: form.id }
  const overlap = await knownOverlap({ db, now }, definition, of)
  const labels = overlap.filter((one) => !one.isSettled).map((one) => one.label)
  return labels.length > 0 ? { ...about, reason: 'undecided', labels } : null
}
