import { clear, createStore, del, get, set, type UseStore } from 'idb-keyval'
import type { ReportValues } from '@/lib/forms/states'

/** What somebody is writing, as it stands on this device. */
export interface LocalDraft {
  text: string
  /** What is filled in of a form, if there is one. */
  values?: ReportValues
  /** Version of the server copy it was written from; 0 for none. */
  baseVersion: number
  savedAt: number
}

let store: UseStore | undefined

function drafts(): UseStore {
  store ??= createStore('linghang', 'drafts')
  return store
}

/** The draft kept on this device, or null; also null where the browser keeps nothing. */
export async function readLocalDraft(key: string): Promise<LocalDraft | null> {
  try {
    return (await get<LocalDraft>(key, drafts())) ?? null
  } catch {
    return null
  }
}

/**
 * Keeps a draft on this device.
 * @returns whether the browser kept it (private windows and full disks do not)
 */
export async function writeLocalDraft(key: string, draft: LocalDraft): Promise<boolean> {
  try {
    await set(key, draft, drafts())
    return true
  } catch {
    return false
  }
}

/** Forgets one draft after it was handed in. */
export async function dropLocalDraft(key: string): Promise<void> {
  await del(key, drafts()).catch(() => {})
}

/** Forgets every draft of this device: whoever signs out leaves nothing behind. */
export async function clearLocalDrafts(): Promise<void> {
  await clear(drafts()).catch(() => {})
}
