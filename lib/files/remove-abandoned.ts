import { storage } from '@/lib/providers/storage/storage'

const longestUploadMs = 86_400_000

/**
 * Removes what broken uploads left behind more than a day ago; for the sweep of every night.
 * @returns how many
 */
export async function removeAbandonedUploads(job: { now: () => Date }): Promise<number> {
  return storage().removeAbandoned(new Date(job.now().getTime() - longestUploadMs))
}
