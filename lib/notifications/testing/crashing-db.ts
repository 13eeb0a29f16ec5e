import type { Db } from '@/db/client'

/** What every statement answers once its process is dead. */
export class ProcessDied extends Error {}

export interface Crash {
  /** Which statement it happens at, counted from 1. */
  at: number
  /** Before the statement reached the server, or after it was committed there. */
  when: 'before' | 'after'
}

/**
 * A connection whose process dies at a certain statement: that one and all later ones fail, and
 * what was committed before stays.
 * @returns the connection, and whether it came to that
 */
export function crashingDb(db: Db, crash: Crash): { db: Db; hasDied: () => boolean } {
  let statements = 0
  let isDead = false
  const guarded = async (run: () => Promise<unknown>) => {
    if (isDead) {
      throw new ProcessDied()
    }
    statements += 1
    if (statements === crash.at) {
      if (crash.when === 'after') {
        await run()
      }
      isDead = true
      throw new ProcessDied()
    }
    return run()
  }
  const proxy = new Proxy(db, {
    get: (target, name, receiver) =>
      name === 'execute'
        ? (...given: Parameters<Db['execute']>) => guarded(async () => target.execute(...given))
        : Reflect.get(target, name, receiver),
  })
  return { db: proxy, hasDied: () => isDead }
}
