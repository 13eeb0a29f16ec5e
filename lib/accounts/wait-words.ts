import { formatDuration } from '@/lib/format'

const minuteMs = 60_000

/** How long to wait, rounded up so that trying again then works: `43 秒`, `5 分钟`. Milliseconds in. */
export function waitWords(waitMs: number): string {
  return waitMs < minuteMs
    ? `${Math.max(1, Math.ceil(waitMs / 1000))} 秒`
    : formatDuration(Math.ceil(waitMs / minuteMs) * minuteMs)
}
