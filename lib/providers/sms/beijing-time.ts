/** Times as the gateway writes them: Beijing, without an offset. */

const offsetMs = 8 * 3_600_000

/** The day of a moment as `yyyyMMdd`. */
export function dateKey(moment: Date): string {
  return new Date(moment.getTime() + offsetMs).toISOString().slice(0, 10).replaceAll('-', '')
}

/** The moment of `yyyy-MM-dd HH:mm:ss`, or null when the text is no such time. */
export function beijingMoment(text: string): Date | null {
  const match = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})$/.exec(text)
  const moment = new Date(match ? `${match[1]}T${match[2]}+08:00` : Number.NaN)
  return Number.isNaN(moment.getTime()) ? null : moment
}

/** A moment as `yyyy-MM-dd HH:mm:ss`. */
export function beijingText(moment: Date): string {
  return new Date(moment.getTime() + offsetMs).toISOString().slice(0, 19).replace('T', ' ')
}
