import { and, eq } from 'drizzle-orm'
import { forms, formVersions } from '@/db/schema'
import type { Context, Work } from '@/lib/context'
import { conflict, invalid, notFound } from '@/lib/errors'
import { can } from '@/lib/policy'
import { asVersion, type FormVersion } from './load'
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
  const { form } = found
  if (form.archivedAt) {
    throw conflict(`填报表“${form.name}”已停用，没有下达。请换一张表，或先恢复使用。`)
  }
  const of = { committeeId: form.issuingOrganisationId, formId: form.id }
  const open = (await knownOverlap(ctx, version.definition, of)).filter((one) => !one.isSettled)
  if (open.length > 0) {
    const labels = open.slice(0, 5).map((one) => `“${one.label}”`)
    throw invalid(
      `填报表“${form.name}”里有 ${open.length} 项系统已经掌握：${labels.join('、')}。没有下达，内容都还在。请先到这张表里逐项选择：自动带出、删去，或说明为什么还要填。`,
    )
  }
  return version
}
