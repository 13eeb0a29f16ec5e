import { newId } from '@/db/ids'
import type { ViewerContext } from '@/lib/context'
import { invalid } from '@/lib/errors'
import { type ClassificationStatement, secretRefusal } from '@/lib/files/states'
import type { CellFault } from '@/lib/forms/cell-faults'
import { authorize } from '@/lib/policy'
import { issuingOffice } from '@/lib/tasks/issuing-office'
import { readSchemeWorkbook } from '../read-table-workbook'
import { indicatorsOf, type SchemeDocument } from '../schema'
import { type ArrivedScheme, SchemeFileError, schemesFromJson, schemeToJson } from '../table-json'
import { buildSchemeWorkbook } from '../table-workbook'
import { loadScheme } from './load-scheme'

/**
 * A scheme as a file: JSON in our own format, or a workbook; both are read back without loss.
 * @throws DomainError not_found
 */
export async function exportScheme(
  ctx: ViewerContext,
  { schemeId, format }: { schemeId: string; format: 'json' | 'xlsx' },
): Promise<{ name: string; bytes: Uint8Array }> {
  const { document, year, version } = await loadScheme(ctx, schemeId)
  const name = `${year}年${document.name}（第${version}版）.${format}`
  return {
    name,
    bytes:
      format === 'json' ? Buffer.from(schemeToJson(document)) : await buildSchemeWorkbook(document),
  }
}

/** A table that was read, before it becomes a draft. */
export interface ReadScheme {
  /** Id of the draft it would become, so that pressing twice makes one. */
  schemeId: string
  name: string
  indicators: number
  rules: number
  leftOut: ArrivedScheme['leftOut']
  notes: string[]
  /** To be sent back when the reader takes it over. */
  document: SchemeDocument
}

/** What an uploaded file holds: its tables, or the cells that must be put right first. */
export interface ReadSchemeFile {
  schemes: ReadScheme[]
  faults: CellFault[]
}

/**
 * Reads a file for the person in front of it; nothing is stored.
 * @throws DomainError forbidden; invalid for a file that holds no scheme
 */
export async function readSchemeFile(
  ctx: ViewerContext,
  upload: { classification: ClassificationStatement; bytes: Uint8Array },
): Promise<ReadSchemeFile> {
  authorize(ctx.viewer, 'scheme.manage', { organisationId: issuingOffice(ctx).organisationId })
  if (upload.classification === 'secret') {
    throw invalid(secretRefusal)
  }
  try {
    return await read(upload.bytes)
  } catch (error) {
    if (error instanceof SchemeFileError) {
      throw invalid(error.message)
    }
    throw error
  }
}

/** A workbook is a zip archive, and those begin with PK. */
const isWorkbook = (bytes: Uint8Array) => bytes[0] === 0x50 && bytes[1] === 0x4b

async function read(bytes: Uint8Array): Promise<ReadSchemeFile> {
  if (isWorkbook(bytes)) {
    const { document, faults } = await readSchemeWorkbook(bytes)
    return { schemes: document ? [told({ document, leftOut: [], notes: [] })] : [], faults }
  }
  const text = new TextDecoder('utf-8').decode(bytes)
  return { schemes: schemesFromJson(text).map(told), faults: [] }
}

function told({ document, leftOut, notes }: ArrivedScheme): ReadScheme {
  const all = indicatorsOf(document)
  return {
    ...{ schemeId: newId(), name: document.name },
    indicators: all.filter((one) => one.children.length === 0).length,
    rules: all.reduce((sum, one) => sum + one.rules.length, 0),
    ...{ leftOut, notes, document },
  }
}
