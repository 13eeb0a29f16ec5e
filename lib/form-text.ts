/** Where text stands in a form: browsers send fields in order, and ours have the text before files. */
const mostBytes = 1024 * 1024

/**
 * One text field of a form that was refused before it was read, whatever its size: the beginning of
 * the body is looked at, the rest passes by. Empty when there is none or the body is gone.
 */
export async function readFormText(request: Request, name: string): Promise<string> {
  if (request.bodyUsed || !request.body) {
    return ''
  }
  const head = await readHead(request.body).catch(() => Buffer.alloc(0))
  const type = request.headers.get('content-type') ?? ''
  if (type.startsWith('application/x-www-form-urlencoded')) {
    return new URLSearchParams(head.toString('utf8')).get(name) ?? ''
  }
  const boundary = /boundary="?([^";]+)/.exec(type)?.[1]
  return boundary ? partOf(head, boundary, name) : ''
}

/** The beginning; what follows is received and forgotten, a browser shows no answer before that. */
async function readHead(body: ReadableStream<Uint8Array>): Promise<Buffer> {
  const kept: Uint8Array[] = []
  let size = 0
  for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
    if (size < mostBytes) {
      kept.push(chunk)
      size += chunk.byteLength
    }
  }
  return Buffer.concat(kept)
}

// A part that is cut off has no end, and is given as far as it came.
function partOf(head: Buffer, boundary: string, name: string): string {
  for (const part of head.toString('utf8').split(`--${boundary}`)) {
    const split = part.indexOf('\r\n\r\n')
    const isIt = split > 0 && part.slice(0, split).includes(`name="${name}"`)
    if (isIt && !part.slice(0, split).includes('filename=')) {
      return part.slice(split + 4).replace(/\r\n$/, '')
    }
  }
  return ''
}
