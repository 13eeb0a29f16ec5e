import { inflateRawSync } from 'node:zlib'

const maxEntries = 2_000
const endOfDirectory = 0x06054b50
const directoryEntry = 0x02014b50
const localEntry = 0x04034b50

/** Why an archive was not opened. */
export type ZipRefusal = 'not-a-zip' | 'too-large' | 'damaged'

/**
 * Unpacks a zip archive within a budget of bytes, so that a small file cannot fill the memory
 * (the sizes an archive declares are not believed).
 * @param maxBytes largest total size unpacked, in bytes
 * @returns the entries by name, or why it was refused
 */
export function unpackZip(bytes: Uint8Array, maxBytes: number): Map<string, Buffer> | ZipRefusal {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = findEnd(zip)
  if (end === undefined) {
    return 'not-a-zip'
  }
  const count = zip.readUInt16LE(end + 10)
  if (count > maxEntries) {
    return 'too-large'
  }
  try {
    return unpackEntries(zip, zip.readUInt32LE(end + 16), count, maxBytes)
  } catch (error) {
    if (error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') {
      return 'too-large'
    }
    return 'damaged'
  }
}

function findEnd(zip: Buffer): number | undefined {
  const lowest = Math.max(0, zip.length - 65_557)
  for (let at = zip.length - 22; at >= lowest; at--) {
    if (zip.readUInt32LE(at) === endOfDirectory) {
      return at
    }
  }
  return undefined
}

function unpackEntries(zip: Buffer, start: number, count: number, maxBytes: number) {
  const entries = new Map<string, Buffer>()
  let at = start
  let left = maxBytes
  for (let index = 0; index < count; index++) {
    if (zip.readUInt32LE(at) !== directoryEntry) {
      return 'damaged' as const
    }
    const nameLength = zip.readUInt16LE(at + 28)
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength)
    const content = unpackEntry(zip, at, left)
    if (content === undefined) {
      return 'damaged' as const
    }
    left -= content.length
    if (left < 0) {
      return 'too-large' as const
    }
    entries.set(name, content)
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
  return entries
}

function unpackEntry(zip: Buffer, at: number, maxBytes: number): Buffer | undefined {
  const method = zip.readUInt16LE(at + 10)
  const packedSize = zip.readUInt32LE(at + 20)
  const local = zip.readUInt32LE(at + 42)
  if (zip.readUInt32LE(local) !== localEntry) {
    return undefined
  }
  const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
  const packed = zip.subarray(start, start + packedSize)
  if (packed.length !== packedSize) {
    return undefined
  }
  if (method === 0) {
    return packed
  }
  // One byte more than is left, so that zlib's limit is never zero and the caller sees the excess.
  return method === 8 ? inflateRawSync(packed, { maxOutputLength: maxBytes + 1 }) : undefined
}
