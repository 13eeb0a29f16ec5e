import type { ViewerContext } from '@/lib/context'
import { invalid, overLimit } from '@/lib/errors'
import { classificationField } from './schema'
import { maxFormBytes, type StoredFile } from './states'
import { storeFile } from './store-file'

/**
 * Reads a multipart form of a browser without scripts. It arrives in memory, so its size is limited
 * to `maxFormBytes` and has to be announced.
 * @throws DomainError limit, invalid
 */
export async function readUploadForm(request: Request): Promise<FormData> {
  const announced = Number(request.headers.get('content-length') ?? Number.NaN)
  const megabytes = maxFormBytes / 1024 / 1024
  if (!(announced <= maxFormBytes)) {
    throw overLimit(
      `这种方式一次最多传 ${megabytes} MB，表单没有提交。请返回上一页减少文件，或换用较新的浏览器上传。`,
    )
  }
  try {
    return await request.formData()
  } catch {
    throw invalid('表单没有收完整，没有做任何改动。请返回上一页再提交一次。')
  }
}

/**
 * Stores what `<input type="file" name="files" multiple>` of such a form carried, under the
 * statement of its field `classification`; with no file chosen the result is empty.
 * @param onStored told of each at once: those before a refused one are stored all the same
 * @throws DomainError as `storeFile`; invalid when files came without a statement
 */
export async function storeFormFiles(
  ctx: ViewerContext,
  form: FormData,
  onStored?: (file: StoredFile) => void,
): Promise<StoredFile[]> {
  const chosen = form.getAll('files').filter((value): value is File => isChosenFile(value))
  if (chosen.length === 0) {
    return []
  }
  const statement = classificationField.safeParse(form.get('classification') ?? undefined)
  if (!statement.success) {
    throw invalid(statement.error.issues[0]?.message ?? '请先说明文件的密级，再上传。', {
      classification: '请选择密级',
    })
  }
  const stored: StoredFile[] = []
  for (const file of chosen) {
    const kept = await storeFile(ctx, {
      name: file.name,
      classification: statement.data,
      stream: file.stream() as unknown as AsyncIterable<Uint8Array>,
      announcedBytes: file.size,
    })
    stored.push(kept)
    onStored?.(kept)
  }
  return stored
}

// An empty file input is sent as one nameless empty file.
function isChosenFile(value: FormDataEntryValue): boolean {
  return typeof value !== 'string' && !(value.name === '' && value.size === 0)
}
