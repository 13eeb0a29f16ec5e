import { z } from 'zod'
import { isRecord, type JsonRecord } from './json-node'
import { isTable, readTable, tablesIn } from './read-table'
import { type SchemeDocument, schemeDocumentSchema } from './schema'

/** Mark of our own JSON. */
export const schemeFormat = 'linghang-scheme@1'

/** A table that arrived: the scheme made of it, and everything the author has to know. */
export interface ArrivedScheme {
  document: SchemeDocument
  /** Rules that were left out, with the place in the file and a sentence. */
  leftOut: { path: string; sentence: string }[]
  notes: string[]
}

/** A file that is no scheme; the message is a sentence for the person who sent it. */
export class SchemeFileError extends Error {
  override name = 'SchemeFileError'
}

/** The scheme as JSON in our own format: everything of it, readable back without loss. */
export function schemeToJson(document: SchemeDocument): string {
  return `${JSON.stringify({ format: schemeFormat, scheme: document }, null, 2)}\n`
}

/** Whether a file is in our own format. */
export function isOwnFormat(file: unknown): file is JsonRecord & { scheme: unknown } {
  return isRecord(file) && file.format === schemeFormat
}

/**
 * Schemes from JSON: our own format, or published tables, which are taken over as far as they can.
 * @throws SchemeFileError for broken JSON, another kind of file, or a damaged scheme
 */
export function schemesFromJson(text: string): ArrivedScheme[] {
  const file = parsed(text)
  if (isOwnFormat(file)) {
    return [{ document: ownScheme(file.scheme), leftOut: [], notes: [] }]
  }
  const tables = tablesIn(file).filter(isTable)
  if (tables.length === 0) {
    throw new SchemeFileError(
      '文件里没有考核表。请选择从本系统导出的考核办法，或公开考核表的 JSON 文件。',
    )
  }
  return tables.map((table, at) => {
    const { document, rules, notes } = readTable(table, at + 1)
    const leftOut = rules.flatMap(({ path, reason, prohibition }) => {
      const sentence = prohibition
        ? `${prohibition.sentence}依据：${prohibition.clause}。`
        : reason === null
          ? null
          : `${reason}，这一条没有读入。`
      return sentence === null ? [] : [{ path, sentence }]
    })
    return { document, leftOut, notes }
  })
}

/** @throws SchemeFileError naming the first place that is wrong */
export function ownScheme(scheme: unknown): SchemeDocument {
  const read = schemeDocumentSchema.safeParse(scheme)
  if (read.success) {
    return read.data
  }
  const [issue] = read.error.issues
  const place = issue ? z.core.toDotPath(issue.path) : ''
  throw new SchemeFileError(
    `考核办法的内容不完整或被改动过（${place || '开头'}），没有读入。请重新导出一份再试。`,
  )
}

/** @throws SchemeFileError for broken JSON */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    throw new SchemeFileError(
      '文件不是完整的 JSON，读不出来。请检查文件是否下载完整、有没有被改动。',
    )
  }
}
