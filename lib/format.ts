import { dayOf } from './period'

/** `9月30日`, with the year when it is not the year of `now`. */
export function formatDay(day: string, now?: Date): string {
  const [year, month, date] = day.split('-')
  const short = `${Number(month)}月${Number(date)}日`
  return now && dayOf(now).startsWith(`${year}-`) ? short : `${year}年${short}`
}

/** `9月30日 18:00`, with the year when it is not the year of `now`. */
export function formatMoment(moment: Date, now?: Date): string {
  const text = shanghaiText(moment)
  return `${formatDay(text.slice(0, 10), now)} ${text.slice(11, 16)}`
}

/** `18:00`, as a clock in Shanghai shows it; the same in every browser, old ones too. */
export function formatClock(moment: Date): string {
  return shanghaiText(moment).slice(11, 16)
}

function shanghaiText(moment: Date): string {
  return new Date(moment.getTime() + 8 * 3_600_000).toISOString()
}

/** `2 天 4 小时`, `6 小时`, `12 分钟`: the two largest units at most. Milliseconds in. */
export function formatDuration(durationMs: number): string {
  const minutes = Math.max(0, Math.floor(durationMs / 60_000))
  const days = Math.floor(minutes / 1440)
  const hours = Math.floor((minutes % 1440) / 60)
  if (days > 0) {
    return hours > 0 ? `${days} 天 ${hours} 小时` : `${days} 天`
  }
  return hours > 0 ? `${hours} 小时` : `${minutes} 分钟`
}

/** Integer hundredths as points: `86.50`; `sign` puts + in front of gains. */
export function formatPoints(hundredths: number, options: { sign?: boolean } = {}): string {
  const digits = String(Math.abs(hundredths)).padStart(3, '0')
  const sign = hundredths < 0 ? '−' : options.sign && hundredths > 0 ? '+' : ''
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** `2026年第三季度`, `2026年9月`, `2026年`. */
export function formatPeriod(key: string): string {
  const quarter = /^(\d{4})Q([1-4])$/.exec(key)
  if (quarter) {
    return `${quarter[1]}年第${'一二三四'[Number(quarter[2]) - 1]}季度`
  }
  const month = /^(\d{4})M(\d{2})$/.exec(key)
  return month ? `${month[1]}年${Number(month[2])}月` : `${key}年`
}

/** `1.2 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1024) {
    return `${bytes} B`
  }
  const units = ['KB', 'MB', 'GB', 'TB']
  const power = Math.min(Math.floor(Math.log2(bytes) / 10), units.length)
  return `${(bytes / 1024 ** power).toFixed(1)} ${units[power - 1]}`
}

/** A sentence without its final stop, to be put into another one. */
export function withoutFinalStop(sentence: string): string {
  return sentence.replace(/[。.；;]+$/, '')
}
