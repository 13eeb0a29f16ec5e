import type { ByteRange } from '@/lib/providers/storage/stored-content'

/**
 * What a Range header asks of `sizeBytes` bytes: one range, the whole (also for forms we need not
 * serve, such as several ranges), or nothing that exists.
 */
export function parseRange(
  header: string | null,
  sizeBytes: number,
): ByteRange | 'whole' | 'unsatisfiable' {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '')
  if (!match || (match[1] === '' && match[2] === '')) {
    return 'whole'
  }
  const last = sizeBytes - 1
  if (match[1] === '') {
    const count = Number(match[2])
    return count === 0 ? 'unsatisfiable' : { start: Math.max(0, sizeBytes - count), end: last }
  }
  const start = Number(match[1])
  const end = match[2] === '' ? last : Math.min(Number(match[2]), last)
  if (match[2] !== '' && Number(match[2]) < start) {
    return 'whole'
  }
  return start > last ? 'unsatisfiable' : { start, end }
}
