import { newId } from '@/db/ids'
import { rosterImports } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { invalid } from '@/lib/errors'
import { authorize } from '@/lib/policy'
import { planRoster } from './plan-roster'
import { readWorkbook } from './read-workbook'
import type { RosterStatement } from './schema'
import { stageWorkbook } from './stage'
import { RosterFileError, type RosterWorkbook } from './workbook'

export interface RosterUpload {
  fileName: string
  bytes: Uint8Array
  classification: RosterStatement
}

/**
 * Stages an upload for preview: only the columns we know are kept, telephone numbers encrypted.
 * @throws DomainError forbidden; invalid with a sentence when the file is no roster or is classified
 */
export async function previewRoster(
  ctx: ViewerContext,
  upload: RosterUpload,
): Promise<{ importId: string }> {
  authorize(ctx.viewer, 'organisation.import')
  if (upload.classification === 'secret') {
    throw invalid('本系统不接收国家秘密，文件没有保存。请按保密规定另行处理。')
  }
  const workbook = await readOrRefuse(upload.bytes)
  const importId = newId()
  await ctx.transact(async (tx) => {
    await tx.db.insert(rosterImports).values({
      id: importId,
      fileName: upload.fileName.slice(0, 200),
      uploadedBy: ctx.viewer.personId,
      createdAt: tx.now,
      state: 'preview',
      workbook,
    })
    tx.record({
      action: 'roster.preview',
      subjectType: 'roster_import',
      subjectId: importId,
      detail: { classification: upload.classification, sizeBytes: upload.bytes.length },
    })
  })
  return { importId }
}

async function readOrRefuse(bytes: Uint8Array): Promise<RosterWorkbook> {
  try {
    const workbook = await readWorkbook(bytes)
    // Refused now if a table is missing, so that no preview is ever without one.
    planRoster(workbook)
    return stageWorkbook(workbook)
  } catch (error) {
    if (error instanceof RosterFileError) {
      throw invalid(error.message, { file: error.message })
    }
    throw error
  }
}
