import { uploadQuery } from '@/lib/files/schema'
import { storeFile } from '@/lib/files/store-file'
import { route } from '@/lib/route'

/** One file as the body of one request: `POST /api/files?name=…&classification=…`. */
export const POST = route({ query: uploadQuery }, async (ctx, { request, query }) => {
  const announced = request.headers.get('content-length')
  const file = await storeFile(ctx, {
    ...query,
    stream: bodyOf(request),
    announcedBytes: announced === null ? undefined : Number(announced),
  })
  return Response.json(file, { status: 201 })
})

async function* bodyOf(request: Request): AsyncGenerator<Uint8Array> {
  if (request.body) {
    yield* request.body as unknown as AsyncIterable<Uint8Array>
  }
}
