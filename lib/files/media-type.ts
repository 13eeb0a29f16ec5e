/** The first and the last bytes of a file: enough to tell what it is. */
export interface FileEnds {
  head: Uint8Array
  tail: Uint8Array
}

/** How many bytes of each end are looked at. */
export const headBytes = 4096
export const tailBytes = 65_536

type Signature = [mediaType: string, pattern: string, offset?: number]

// Patterns are Latin-1: one character, one byte.
const signatures: Signature[] = [
  ['application/pdf', '%PDF-'],
  ['image/png', '\x89PNG\r\n\x1a\n'],
  ['image/jpeg', '\xff\xd8\xff'],
  ['image/gif', 'GIF8'],
  ['image/webp', 'WEBP', 8],
  ['image/tiff', 'II*\0'],
  ['image/tiff', 'MM\0*'],
  ['audio/wav', 'WAVE', 8],
  ['video/x-msvideo', 'AVI ', 8],
  ['audio/mpeg', 'ID3'],
  ['audio/flac', 'fLaC'],
  ['audio/amr', '#!AMR'],
  ['audio/ogg', 'OggS'],
  ['video/webm', '\x1aE\xdf\xa3'],
  ['application/vnd.rar', 'Rar!\x1a\x07'],
  ['application/x-7z-compressed', "7z\xbc\xaf'\x1c"],
  ['application/gzip', '\x1f\x8b'],
  ['application/rtf', '{\\rtf'],
]

const programs = ['\x7fELF', '\xca\xfe\xba\xbe', '\xcf\xfa\xed\xfe', '#!/']
/** How many bytes `isProgram` looks at. */
export const programBytes = 64

// Names inside a zip container that tell what the container is.
const zipContents: [mediaType: string, entry: string][] = [
  ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'word/'],
  ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'xl/'],
  ['application/vnd.openxmlformats-officedocument.presentationml.presentation', 'ppt/'],
  ['application/ofd', 'OFD.xml'],
]

// Old Office keeps UTF-16 names of its streams in a directory that may lie anywhere in the file.
const oleByExtension: Record<string, string> = {
  doc: 'application/msword',
  wps: 'application/msword',
  xls: 'application/vnd.ms-excel',
  et: 'application/vnd.ms-excel',
  ppt: 'application/vnd.ms-powerpoint',
  dps: 'application/vnd.ms-powerpoint',
}

/**
 * What a file is, by its bytes; the name only picks among the kinds of one old Office container.
 * Unknown bytes are `application/octet-stream`; markup is plain text, so that it never runs.
 */
export function detectMediaType({ head, tail }: FileEnds, name: string): string {
  const start = latin1(head)
  if (start.startsWith('PK\x03\x04') || start.startsWith('PK\x05\x06')) {
    return zipKind(start, latin1(tail))
  }
  if (start.startsWith('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) {
    const extension = name.split('.').at(-1)?.toLowerCase() ?? ''
    return oleByExtension[extension] ?? 'application/x-ole-storage'
  }
  if (start.slice(4, 8) === 'ftyp') {
    return boxKind(start.slice(8, 12))
  }
  const known = signatures.find(([, pattern, offset = 0]) => start.startsWith(pattern, offset))
  if (known) {
    return known[0]
  }
  if (/^\xff[\xe2-\xfb]/.test(start)) {
    return 'audio/mpeg'
  }
  if (isText(head)) {
    return textKind(head)
  }
  return start.startsWith('BM') ? 'image/bmp' : 'application/octet-stream'
}

/** Whether these bytes begin a program; such files are not accepted. */
export function isProgram(head: Uint8Array): boolean {
  const start = latin1(head.subarray(0, 8))
  // A text may well begin with the letters MZ; a Windows program has zeros soon after.
  const isWindows = start.startsWith('MZ') && !isText(head)
  return isWindows || programs.some((pattern) => start.startsWith(pattern))
}

/** Types a browser may show in place; everything else is downloaded. */
export function isShownInline(mediaType: string): boolean {
  return (
    /^(image\/(png|jpeg|gif|webp|bmp)|audio\/.+|video\/.+|text\/plain.*)$/.test(mediaType) ||
    mediaType === 'application/pdf'
  )
}

function zipKind(start: string, end: string): string {
  const kind = zipContents.find(([, entry]) => start.includes(entry) || end.includes(entry))
  return kind?.[0] ?? 'application/zip'
}

function boxKind(brand: string): string {
  if (/^(heic|heix|mif1|msf1|hevc)/.test(brand)) {
    return 'image/heic'
  }
  if (brand.startsWith('avif')) {
    return 'image/avif'
  }
  if (brand.startsWith('qt')) {
    return 'video/quicktime'
  }
  return brand.startsWith('M4A') ? 'audio/mp4' : 'video/mp4'
}

function isText(head: Uint8Array): boolean {
  if (/^(\xff\xfe|\xfe\xff)/.test(latin1(head.subarray(0, 2)))) {
    return true
  }
  // Control characters other than tab, line and page breaks do not occur in text.
  return !head.some((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27))
}

// Old Chinese texts are GB18030 as often as UTF-8, and browsers guess neither well.
function textKind(head: Uint8Array): string {
  if (/^(\xff\xfe|\xfe\xff)/.test(latin1(head.subarray(0, 2)))) {
    return 'text/plain'
  }
  try {
    // As a stream: the head may end within a character.
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true })
    return 'text/plain; charset=utf-8'
  } catch {
    return 'text/plain; charset=gb18030'
  }
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
}
