import { newId } from '@/db/ids'
import { detectMediaType } from '@/lib/files/media-type'
import { receiveBytes } from '@/lib/files/receive-bytes'
import { makeEvidence, streamOf } from './evidence'
import type { Journey } from './journey'
import type { DemoPerson } from './world'

/** Keeps a workbook in the file store and attaches it to a report of the past. */
export async function attachEvidence(
  { rows, copy, random }: Journey,
  submissionId: string,
  by: DemoPerson,
  at: Date,
): Promise<void> {
  const evidence = await makeEvidence(copy.branch.name, at, random)
  const received = await receiveBytes(streamOf(evidence), evidence.bytes.length)
  await received.keep()
  const { content, ends } = received
  const mediaType = detectMediaType(ends, evidence.name)
  const uploadedAt = new Date(at.getTime() - 90_000)
  const fileId = newId()
  if (!rows.fileContents.some(({ sha256 }) => sha256 === content.sha256)) {
    rows.fileContents.push({ ...content, mediaType, storedAt: uploadedAt })
  }
  rows.files.push({
    id: fileId,
    sha256: content.sha256,
    name: evidence.name,
    classification: 'internal',
    uploadedBy: by.id,
    uploadedAt,
  })
  rows.submissionAttachments.push({ submissionId, fileId })
  rows.audit.push({
    at: uploadedAt,
    actorId: by.id,
    action: 'file.upload',
    subjectType: 'file',
    subjectId: fileId,
    detail: { ...content, mediaType, classification: 'internal' },
  })
}
