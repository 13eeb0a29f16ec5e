import { invalid } from '@/lib/errors'
import { previewRoster } from '@/lib/organisation/roster/preview-roster'
import { maxRosterFileBytes } from '@/lib/organisation/roster/read-workbook'
import { rosterUploadQuery } from '@/lib/organisation/roster/schema'
import { route } from '@/lib/route'

/** One roster as the body of one request: `POST /api/roster-imports?name=…&classification=…`. */
export const POST = route({ query: rosterUploadQuery }, async (ctx, { request, query }) => {
  const preview = await previewRoster(ctx, {
    fileName: query.name,
    classification: query.classification,
    bytes: await readBody(request),
  })
  return Response.json(preview, { status: 201 })
})

/** Reads no more than a roster may have, whatever length the request announces. */
async function readBody(request: Request): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let size = 0
  if (request.body) {
    for await (const part of request.body as unknown as AsyncIterable<Uint8Array>) {
      size += part.length
      if (size > maxRosterFileBytes) {
        throw invalid('文件超过 20 MB，没有接收。请删去图片和无关的表后重新上传。')
      }
      parts.push(part)
    }
  }
  return Buffer.concat(parts)
}
