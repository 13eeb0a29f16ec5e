import { env } from '@/lib/env'
import { openLocalStorage } from './local-storage'
import type { Storage } from './stored-content'

/** The storage this process is configured for. */
export function storage(): Storage {
  return openLocalStorage(env().DATA_DIRECTORY)
}
