import { eq } from 'drizzle-orm'
import { formVersions } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { invalid, notFound } from '@/lib/errors'
import { assertAttachable } from '@/lib/files/attach'
import { openFile } from '@/lib/files/open-file'
import { findFile } from '@/lib/files/queries'
import { authorize } from '@/lib/policy'
import { reachesFormFile } from './file-reach'
import type { LayoutMap } from './layout'
import { type Layout, readLayout } from './layout-workbook'
import { type FormVersion, findVersion, loadForm } from './load'
import { maxSheetBytes } from './read-bounded-body'
import type { SetLayoutInput } from './schema'

/**
 * Takes an uploaded workbook as the layout in which compiled tables go out, or takes the layout away.
 * A frozen version may have another: what was asked does not change.
 * @throws DomainError not_found, forbidden; invalid when nothing in the workbook is called like a field
 */
export async function setLayout(
  ctx: ViewerContext,
  input: SetLayoutInput,
): Promise<{ formId: string; map: LayoutMap | null }> {
  return ctx.transact(async (tx) => {
    const version = await findVersion(tx.db, input.versionId)
    if (!version) {
      throw notFound('填报表')
    }
    const form = await loadForm(ctx, tx.db, version.formId)
    authorize(ctx.viewer, 'form.edit', form)
    const fileId = input.fileIds.at(-1) ?? null
    await assertAttachable(ctx, tx, fileId ? [fileId] : [], [reachesFormFile])
    const layout = fileId ? await layoutFrom(ctx, fileId, version) : null
    await tx.db
      .update(formVersions)
      .set({ layoutFileId: fileId })
      .where(eq(formVersions.id, version.id))
    tx.record({
      action: 'form.setLayout',
      subjectType: 'form',
      subjectId: form.id,
      detail: { version: version.version, fileId },
    })
    return { formId: form.id, map: layout?.map ?? null }
  })
}

/** The layout of a version, or null where it has none. Says nothing about who may see it. */
export async function layoutOf(ctx: ViewerContext, version: FormVersion): Promise<Layout | null> {
  return version.layoutFileId ? layoutFrom(ctx, version.layoutFileId, version) : null
}

async function layoutFrom(
  ctx: ViewerContext,
  fileId: string,
  { definition }: FormVersion,
): Promise<Layout> {
  const file = await findFile(ctx.db, fileId)
  if (!file || file.sizeBytes > maxSheetBytes) {
    throw invalid('版式文件超过 5 MB 或已不存在，原来的版式没有变化。请换一个文件。')
  }
  const bytes = await new Response(await openFile(ctx, file)).arrayBuffer()
  return readLayout(new Uint8Array(bytes), definition)
}
