import type { EntryChannel } from '@/db/enums'

interface Entry {
  channel: EntryChannel
  at: Date
  recordedAt: Date
  confirmedAt: Date | null
}

/** The moment an entry counts at: a 代录 at its real time only once the dispatcher confirmed it. */
export function countedAt(entry: Entry): Date {
  return entry.channel === 'online' || entry.confirmedAt !== null ? entry.at : entry.recordedAt
}

/** On time: handed in no later than the effective due of that moment (seams.md 5). */
export function isOnTime(submission: Entry & { effectiveDueAt: Date }): boolean {
  return countedAt(submission) <= submission.effectiveDueAt
}
