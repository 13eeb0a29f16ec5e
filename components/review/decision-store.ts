import { createStore, del, get, set, type UseStore, update } from 'idb-keyval'

/** A decision on this device, until the server has it. */
export interface QueuedDecision {
  requestKey: string
  organisationId: string
  indicatorKey?: string
  words: string
  personId?: string
  /** As it was picked; the server goes by the id. */
  personName: string | null
  dueOn: string
  decidedAt: string
  /** Why the server did not take it; it waits for a change. */
  refusal: string | null
}

/** What is being written about a branch and not yet saved. */
export interface UnsavedDecision {
  words: string
  personId: string
  dueOn: string
  indicatorKey: string
}

let store: UseStore | undefined

// Not with the drafts that signing out clears: what the meeting decided outlives the session.
function decisions(): UseStore {
  store ??= createStore('linghang-review', 'decisions')
  return store
}

const listKey = (meetingId: string) => `queue:${meetingId}`

/** What waits on this device; null where the browser keeps nothing. */
export async function readQueue(meetingId: string): Promise<QueuedDecision[] | null> {
  try {
    return (await get<QueuedDecision[]>(listKey(meetingId), decisions())) ?? []
  } catch {
    return null
  }
}

/**
 * Changes the queue in one step, also when two windows do so at once.
 * @returns the queue as it is now, or null where the browser keeps nothing
 */
export async function changeQueue(
  meetingId: string,
  change: (queue: QueuedDecision[]) => QueuedDecision[],
): Promise<QueuedDecision[] | null> {
  try {
    let changed: QueuedDecision[] = []
    await update<QueuedDecision[]>(
      listKey(meetingId),
      (before) => {
        changed = change(before ?? [])
        return changed
      },
      decisions(),
    )
    return changed
  } catch {
    return null
  }
}

const unsavedKey = (meetingId: string, branchId: string) => `unsaved:${meetingId}:${branchId}`

/** What was being written when the window was closed, or null. */
export async function readUnsaved(meetingId: string, branchId: string) {
  return get<UnsavedDecision>(unsavedKey(meetingId, branchId), decisions()).catch(() => undefined)
}

/** Keeps what is being written; null forgets it. */
export async function keepUnsaved(
  meetingId: string,
  branchId: string,
  unsaved: UnsavedDecision | null,
): Promise<void> {
  const key = unsavedKey(meetingId, branchId)
  await (unsaved ? set(key, unsaved, decisions()) : del(key, decisions())).catch(() => {})
}

/** An id made here; `randomUUID` is missing where the site is reached without https. */
export function newRequestKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
