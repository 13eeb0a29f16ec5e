import type { ViewerContext } from '@/lib/context'
import { parseRange } from './byte-range'
import { contentDisposition } from './file-name'
import { isShownInline } from './media-type'
import { openFile } from './open-file'
import type { FileRecord } from './queries'

/**
 * The HTTP answer that carries a file the viewer may have: one byte range or all, conditional
 * requests, a name in any script, and headers under which nothing in the file can run here.
 */
export async function serveFile(
  ctx: ViewerContext,
  file: FileRecord,
  request: Request,
  options: { asDownload: boolean },
): Promise<Response> {
  const sent = request.headers
  const headers = headersOf(file, options)
  const etag = headers.ETag
  if (sent.get('if-none-match') === etag) {
    return new Response(null, { status: 304, headers })
  }
  const condition = sent.get('if-range')
  const asked = condition === null || condition === etag ? sent.get('range') : null
  const range = parseRange(asked, file.sizeBytes)
  if (range === 'unsatisfiable') {
    return new Response(null, {
      status: 416,
      headers: { ...headers, 'Content-Range': `bytes */${file.sizeBytes}` },
    })
  }
  const isHead = request.method === 'HEAD'
  if (range === 'whole') {
    const body = isHead ? null : await openFile(ctx, file)
    return new Response(body, {
      headers: { ...headers, 'Content-Length': String(file.sizeBytes) },
    })
  }
  return new Response(isHead ? null : await openFile(ctx, file, range), {
    status: 206,
    headers: {
      ...headers,
      'Content-Length': String(range.end - range.start + 1),
      'Content-Range': `bytes ${range.start}-${range.end}/${file.sizeBytes}`,
    },
  })
}

function headersOf(file: FileRecord, options: { asDownload: boolean }) {
  const isInline = !options.asDownload && isShownInline(file.mediaType)
  const isPdf = file.mediaType === 'application/pdf'
  return {
    'Content-Type': file.mediaType,
    'Content-Disposition': contentDisposition(file.name, isInline ? 'inline' : 'attachment'),
    'X-Content-Type-Options': 'nosniff',
    // The browser's own PDF viewer refuses to start inside a sandbox; it runs apart from our pages.
    'Content-Security-Policy': isPdf
      ? "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"
      : "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'self'",
    'Cross-Origin-Resource-Policy': 'same-origin',
    // Compressed on the way, a range would no longer be a range of the file.
    'Cache-Control': 'private, no-cache, no-transform',
    'Accept-Ranges': 'bytes',
    ETag: `"${file.sha256}"`,
  } as const
}
