import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { access, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import {
  type ByteRange,
  ContentMissingError,
  ContentTooLargeError,
  type Storage,
  StorageFullError,
  type StoredContent,
} from './stored-content'

/** Keeps bytes under `<directory>/files`, written aside and renamed when complete. */
export function openLocalStorage(directory: string): Storage {
  const root = path.resolve(directory, 'files')
  const incoming = path.join(root, 'incoming')
  return {
    put: (bytes, limitBytes) => put(root, incoming, bytes, limitBytes),
    read: (sha256, range) => read(addressOf(root, sha256), range),
    removeAbandoned: (before) => removeAbandoned(incoming, before),
  }
}

function addressOf(root: string, sha256: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) {
    throw new ContentMissingError('Not a content address')
  }
  return path.join(root, sha256.slice(0, 2), sha256.slice(2, 4), sha256)
}

async function put(
  root: string,
  incoming: string,
  bytes: AsyncIterable<Uint8Array>,
  limitBytes: number,
): Promise<StoredContent> {
  const aside = path.join(incoming, randomUUID())
  try {
    await mkdir(incoming, { recursive: true })
    const content = await writeAside(aside, bytes, limitBytes)
    const target = addressOf(root, content.sha256)
    await mkdir(path.dirname(target), { recursive: true })
    // Renaming over equal bytes is harmless: two uploads of one content both succeed.
    await rename(aside, target)
    return content
  } catch (error) {
    await rm(aside, { force: true })
    throw isOutOfRoom(error) ? new StorageFullError('No room for the file') : error
  }
}

async function writeAside(
  aside: string,
  bytes: AsyncIterable<Uint8Array>,
  limitBytes: number,
): Promise<StoredContent> {
  const hash = createHash('sha256')
  const handle = await open(aside, 'wx', 0o600)
  let sizeBytes = 0
  try {
    for await (const chunk of bytes) {
      sizeBytes += chunk.byteLength
      if (sizeBytes > limitBytes) {
        throw new ContentTooLargeError(`More than ${limitBytes} bytes`)
      }
      hash.update(chunk)
      await handle.writeFile(chunk)
    }
    await handle.sync()
  } finally {
    await handle.close()
  }
  return { sha256: hash.digest('hex'), sizeBytes }
}

async function read(file: string, range?: ByteRange): Promise<ReadableStream<Uint8Array>> {
  try {
    await access(file)
  } catch {
    throw new ContentMissingError('No such content')
  }
  return Readable.toWeb(createReadStream(file, range)) as ReadableStream<Uint8Array>
}

async function removeAbandoned(incoming: string, before: Date): Promise<number> {
  const names = await readdir(incoming).catch(() => [])
  let removed = 0
  for (const name of names) {
    const file = path.join(incoming, name)
    const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }))
    if (mtimeMs < before.getTime()) {
      await rm(file, { force: true })
      removed += 1
    }
  }
  return removed
}

function isOutOfRoom(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code
  return code === 'ENOSPC' || code === 'EDQUOT' || code === 'EROFS' || code === 'EACCES'
}
