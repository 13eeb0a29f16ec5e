import { crc32, deflateSync } from 'node:zlib'

const [width, height] = [620, 877]

/** A sheet with lines of writing on it, as a scanner of the office would give it: a small PNG. */
export function makeScan(): Uint8Array {
  const rows = Array.from({ length: height }, (_, y) =>
    Buffer.concat([Buffer.from([0]), lineAt(y)]),
  )
  const size = Buffer.alloc(13)
  size.writeUInt32BE(width, 0)
  size.writeUInt32BE(height, 4)
  size.set([8, 0, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', size),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

// Paper is light grey, writing dark: a head, a rule, paragraphs whose last line is short.
function lineAt(y: number): Buffer {
  const row = Buffer.alloc(width, 246)
  const isHead = y > 70 && y < 96
  const isRule = y === 120 || y === 121
  const line = Math.floor((y - 150) / 26)
  const isWriting = y > 150 && y < 560 && (y - 150) % 26 < 11
  const end = line % 5 === 4 ? 330 : 545
  if (isHead) {
    row.fill(70, 190, 430)
  } else if (isRule) {
    row.fill(120, 70, 550)
  } else if (isWriting) {
    for (let x = 75; x < end; x += 17) {
      row.fill(96, x, x + 13)
    }
  }
  return row
}

function chunk(kind: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}
