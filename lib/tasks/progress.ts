/** 蓝, 黄, 红; never shown without its word (progressLightWords in states.ts). */
export type ProgressLight = 'soon' | 'behind' | 'late'

export interface Progress {
  startsAt: Date
  dueAt: Date
  /** From 0 to 1; null where nothing measures it, and then nothing can be said to be behind. */
  doneShare: number | null
}

const dayMs = 86_400_000

/** 序时进度: how much of the time has gone by, from 0 to 1. */
export function elapsedShare({ startsAt, dueAt }: Omit<Progress, 'doneShare'>, now: Date): number {
  const whole = dueAt.getTime() - startsAt.getTime()
  const gone = now.getTime() - startsAt.getTime()
  return whole <= 0 ? (gone >= 0 ? 1 : 0) : Math.min(1, Math.max(0, gone / whole))
}

/**
 * The light of something that takes time: 逾期 past its due, 落后序时进度 when what is done falls
 * short of the time gone by, 临近时限 near the end, none otherwise or when all of it is done.
 * @param options `tolerance` how far it may fall short, as a share (0.1 unless given); `nearMs`
 *   how near the due is near (three days unless given)
 */
export function lightOfProgress(
  progress: Progress,
  now: Date,
  { tolerance = 0.1, nearMs = 3 * dayMs }: { tolerance?: number; nearMs?: number } = {},
): ProgressLight | null {
  const { startsAt, dueAt, doneShare } = progress
  if (doneShare !== null && doneShare >= 1) {
    return null
  }
  if (now > dueAt) {
    return 'late'
  }
  // Shares are compared in millionths: 0.3 − 0.2 is a hair under 0.1 in floats.
  const gap = doneShare === null ? 0 : elapsedShare(progress, now) - doneShare
  if (now >= startsAt && Math.round(gap * 1e6) > Math.round(tolerance * 1e6)) {
    return 'behind'
  }
  return dueAt.getTime() - now.getTime() <= nearMs ? 'soon' : null
}
