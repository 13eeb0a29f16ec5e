import { eq, inArray } from 'drizzle-orm'
import type { Db } from '@/db/client'
import type { Classification } from '@/db/enums'
import { fileContents, files } from '@/db/schema'

export interface FileRecord {
  id: string
  name: string
  classification: Classification
  sizeBytes: number
  mediaType: string
  sha256: string
  uploadedBy: string
  uploadedAt: Date
}

const columns = {
  id: files.id,
  name: files.name,
  classification: files.classification,
  sizeBytes: fileContents.sizeBytes,
  mediaType: fileContents.mediaType,
  sha256: files.sha256,
  uploadedBy: files.uploadedBy,
  uploadedAt: files.uploadedAt,
}

/** One file, or null. Says nothing about who may see it. */
export async function findFile(db: Db, fileId: string): Promise<FileRecord | null> {
  const [row] = await db
    .select(columns)
    .from(files)
    .innerJoin(fileContents, eq(fileContents.sha256, files.sha256))
    .where(eq(files.id, fileId))
  return row ?? null
}

/** Files by id, for lists of attachments; unknown ids are left out, the order is that of upload. */
export async function findFiles(db: Db, fileIds: readonly string[]): Promise<FileRecord[]> {
  if (fileIds.length === 0) {
    return []
  }
  return db
    .select(columns)
    .from(files)
    .innerJoin(fileContents, eq(fileContents.sha256, files.sha256))
    .where(inArray(files.id, [...fileIds]))
    .orderBy(files.id)
}
