import type { Db } from '@/db/client'
import { type AuditEntry, appendAudit } from './audit'
import { type EnqueueOptions, type EventName, type Events, enqueue } from './jobs/queue'
import type { Viewer } from './policy/viewer'

/** What a verb works with inside its transaction. */
export interface Work {
  db: Db
  /** The moment of the request; rows of one transaction carry one time. */
  now: Date
  /** Notes an audit entry; all are appended to the chain as the last statements before commit. */
  record: (entry: AuditEntry) => void
  /** Declares that the request found its work already done and wrote nothing. */
  unchanged: () => void
  /** Wakes subscribers after commit, through a job row of this transaction. */
  emit: <N extends EventName>(
    name: N,
    payload: Events[N],
    options?: EnqueueOptions,
  ) => Promise<void>
}

/** Who is doing something, when, and on which database. */
export interface Context {
  /** Null when the system itself acts (jobs, commands). */
  viewer: Viewer | null
  now: Date
  /** Names this request in the log, in the audit record and in the message shown for an error. */
  requestId: string
  db: Db
  /**
   * Runs `work` in one READ COMMITTED transaction and appends its audit entries last.
   * @throws Error when the work wrote without recording anything
   */
  transact: <T>(work: (tx: Work) => Promise<T>) => Promise<T>
}

/** A context whose viewer is certainly there: what verbs of people ask for. */
export interface ViewerContext extends Context {
  viewer: Viewer
}

interface ContextParts {
  db: Db
  now: Date
  requestId: string
}

/** A context for a signed-in person, or with `viewer: null` for the system. */
export function createContext<V extends Viewer | null>(
  parts: ContextParts & { viewer: V },
): Context & { viewer: V } {
  const { db, viewer, now, requestId } = parts
  const origin = { actorId: viewer?.personId ?? null, requestId, at: now }
  return {
    db,
    viewer,
    now,
    requestId,
    transact: (work) =>
      db.transaction(
        async (tx) => {
          const entries: AuditEntry[] = []
          let isUnchanged = false
          const result = await work({
            db: tx,
            now,
            record: (entry) => entries.push(entry),
            unchanged: () => {
              isUnchanged = true
            },
            emit: (name, payload, options) => enqueue(tx, name, payload, options),
          })
          if (entries.length > 0) {
            await appendAudit(tx, origin, entries)
          } else if (!isUnchanged) {
            throw new Error('A transaction must record what it did')
          }
          return result
        },
        { isolationLevel: 'read committed' },
      ),
  }
}
