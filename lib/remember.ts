import type { Db } from '@/db/client'

type Load<T> = (db: Db, now: Date, key: string) => Promise<T>

/**
 * A read whose answer this process remembers for `forMs` milliseconds: for what is the same for
 * everybody, stands on every page and may be a few seconds old. Never for what anybody may see or
 * do. Requests that come meanwhile share a read under way; a failed one is asked again.
 * @returns the read; `key` tells answers apart, and its kinds must be few
 */
export function rememberFor<T>(forMs: number, load: Load<T>) {
  const known = new WeakMap<Db, Map<string, { at: number; answer: Promise<T> }>>()
  return (db: Db, now: Date, key = ''): Promise<T> => {
    const answers = known.get(db) ?? new Map()
    known.set(db, answers)
    const found = answers.get(key)
    if (found && Math.abs(now.getTime() - found.at) < forMs) {
      return found.answer
    }
    const answer = load(db, now, key)
    answers.set(key, { at: now.getTime(), answer })
    answer.catch(() => answers.delete(key))
    return answer
  }
}
