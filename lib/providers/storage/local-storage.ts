import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { access, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import {
  type ByteRange,
  ContentMissingError,
  ContentTooLargeError,
  type ReceivedContent,
  type Storage,
  StorageFullError,
  type StoredContent,
} from './stored-content'

const contentAddress = /^[0-9a-f]{64}$/

/** Keeps bytes under `<directory>/files`, written aside and renamed when kept. */
export function openLocalStorage(directory: string): Storage {
  const root = path.resolve(directory, 'files')
  const incoming = path.join(root, 'incoming')
  return {
    receive: (bytes, limitBytes) => receive(root, incoming, bytes, limitBytes),
    read: (sha256, range) => read(addressOf(root, sha256), range),
    remove: (sha256) => rm(addressOf(root, sha256), { force: true }),
    keptBefore: (before) => keptBefore(root, before),
    removeAbandoned: (before) => removeAbandoned(incoming, before),
  }
}

function addressOf(root: string, sha256: string): string {
  if (!contentAddress.test(sha256)) {
    throw new ContentMissingError('Not a content address')
  }
  return path.join(root, sha256.slice(0, 2), sha256.slice(2, 4), sha256)
}

async function receive(
  root: string,
  incoming: string,
  bytes: AsyncIterable<Uint8Array>,
  limitBytes: number,
): Promise<ReceivedContent> {
  const aside = path.join(incoming, randomUUID())
  const discard = () => rm(aside, { force: true })
  try {
    await mkdir(incoming, { recursive: true })
    const content = await writeAside(aside, bytes, limitBytes)
    let kept: Promise<void> | undefined
    const keep = () => {
      kept ??= moveTo(addressOf(root, content.sha256), aside)
      return kept
    }
    return { content, keep, discard }
  } catch (error) {
    await discard()
    throw asRoomError(error)
  }
}

async function moveTo(target: string, aside: string): Promise<void> {
  try {
    await mkdir(path.dirname(target), { recursive: true })
    // Renaming over equal bytes is harmless: two uploads of one content both succeed.
    await rename(aside, target)
  } catch (error) {
    // Windows replaces no file that somebody reads; what is there has the same bytes.
    if (process.platform === 'win32' && (await receivedAt(target)) < Number.POSITIVE_INFINITY) {
      return
    }
    throw asRoomError(error)
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

async function* keptBefore(root: string, before: Date): AsyncGenerator<string> {
  for (const first of await foldersIn(root)) {
    for (const second of await foldersIn(path.join(root, first))) {
      const folder = path.join(root, first, second)
      for (const sha256 of await readdir(folder).catch(() => [])) {
        const isOurs = contentAddress.test(sha256) && sha256.startsWith(first + second)
        if (isOurs && (await receivedAt(path.join(folder, sha256))) < before.getTime()) {
          yield sha256
        }
      }
    }
  }
}

async function foldersIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => [])
  return names.filter((name) => /^[0-9a-f]{2}$/.test(name)).sort()
}

/** When the bytes of a file were written, in milliseconds; later than everything when it is gone. */
async function receivedAt(file: string): Promise<number> {
  return stat(file).then(
    ({ mtimeMs }) => mtimeMs,
    () => Number.POSITIVE_INFINITY,
  )
}

async function removeAbandoned(incoming: string, before: Date): Promise<number> {
  const names = await readdir(incoming).catch(() => [])
  let removed = 0
  for (const name of names) {
    const file = path.join(incoming, name)
    if ((await receivedAt(file)) < before.getTime()) {
      await rm(file, { force: true })
      removed += 1
    }
  }
  return removed
}

function asRoomError(error: unknown): unknown {
  const { code = '' } = error as NodeJS.ErrnoException
  return ['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES'].includes(code)
    ? new StorageFullError('No room for the file')
    : error
}
