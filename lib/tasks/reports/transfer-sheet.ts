import type { ViewerContext } from '@/lib/context'
import { conflict, invalid, notFound } from '@/lib/errors'
import { type ClassificationStatement, secretRefusal } from '@/lib/files/states'
import { buildFillWorkbook } from '@/lib/forms/fill-workbook'
import { findVersion } from '@/lib/forms/load'
import { type ReadFill, readFillWorkbook } from '@/lib/forms/read-fill-workbook'
import { organisationOn } from '@/lib/organisation/queries'
import { dayOf } from '@/lib/period'
import { authorize } from '@/lib/policy'
import { type LoadedAssignment, loadByStep } from '../load'
import { findDraft } from '../save-draft'
import { choicesFor } from './choices'
import { stepForm } from './step-form'

/**
 * The workbook of a step, pre-filled with the viewer's draft, what was handed in or what is known.
 * @throws DomainError not_found, also for a step without a form; forbidden; conflict once handed in
 */
export async function downloadSheet(
  ctx: ViewerContext,
  stepId: string,
): Promise<{ name: string; bytes: Uint8Array }> {
  const { loaded, versionId } = await openStep(ctx, stepId)
  const draft = await findDraft(ctx, `submission:${stepId}`)
  const [form, organisation] = await Promise.all([
    stepForm(ctx, loaded, draft?.body.values),
    organisationOn(ctx.db, loaded.assignment.organisationId, dayOf(ctx.now)),
  ])
  if (!form) {
    throw notFound('填报表')
  }
  const organisationName = organisation?.name ?? ''
  const { name: formName, ...content } = form
  const bytes = await buildFillWorkbook({
    ...{ ...content, formName, organisationName, stepId },
    formVersionId: versionId,
  })
  return { name: `${formName}-${organisationName}.xlsx`, bytes }
}

/**
 * Reads a filled-in workbook for the person in front of it; nothing is stored.
 * @throws DomainError as `downloadSheet`; invalid for a file that is not this step's
 */
export async function uploadSheet(
  ctx: ViewerContext,
  upload: { stepId: string; classification: ClassificationStatement; bytes: Uint8Array },
): Promise<ReadFill> {
  if (upload.classification === 'secret') {
    throw invalid(secretRefusal)
  }
  const { loaded, versionId } = await openStep(ctx, upload.stepId)
  const version = await findVersion(ctx.db, versionId)
  if (!version) {
    throw notFound('填报表')
  }
  const { definition } = version
  const at = { organisationId: loaded.assignment.organisationId, day: dayOf(ctx.now) }
  const choices = await choicesFor(ctx.db, definition, at)
  return readFillWorkbook(upload.bytes, {
    ...{ definition, stepId: upload.stepId, formVersionId: versionId },
    ...choices,
  })
}

async function openStep(
  ctx: ViewerContext,
  stepId: string,
): Promise<{ loaded: LoadedAssignment; versionId: string }> {
  const loaded = await loadByStep(ctx, ctx.db, stepId)
  authorize(ctx.viewer, 'assignment.submit', loaded.subject)
  const versionId = loaded.node.formVersionId
  if (!versionId) {
    throw notFound('填报表')
  }
  if (loaded.step.state !== 'open' && loaded.step.state !== 'returned') {
    throw conflict('这一步现在不能填写（可能已提交或已结束）。请刷新页面看最新情况。')
  }
  return { loaded, versionId }
}
