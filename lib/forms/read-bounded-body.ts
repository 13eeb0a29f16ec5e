import { overLimit } from '@/lib/errors'

/** Largest workbook read, in bytes. */
export const maxSheetBytes = 5 * 1024 * 1024

/**
 * The body of a request, never more than a workbook may have, whatever length it announces.
 * @throws DomainError limit
 */
export async function readBoundedBody(request: Request): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let size = 0
  if (request.body) {
    for await (const part of request.body as unknown as AsyncIterable<Uint8Array>) {
      size += part.length
      if (size > maxSheetBytes) {
        throw overLimit(
          '文件超过 5 MB，没有读取。已填的内容没有变化。请删去图片和无关的表后再上传。',
        )
      }
      parts.push(part)
    }
  }
  return Buffer.concat(parts)
}
