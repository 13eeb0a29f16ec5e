import { expect } from 'vitest'
import type { Db } from '@/db/client'
import { DomainError } from '@/lib/errors'

/** One point of a walk: the database within its savepoint, and an hour that nobody used before. */
export interface Moment {
  tx: Db
  hour: number
}

export interface Walk<P extends { state: string }> {
  db: Db
  verbs: Record<string, (moment: Moment) => Promise<unknown>>
  /** Tried from every point, but the walk does not go on from there. */
  sideVerbs?: ReadonlySet<string>
  /** What tells two points of two walks apart, as far as the verbs can see. */
  pictureOf: (moment: Moment) => Promise<P>
  /** What has to hold after every verb that succeeded. */
  assertSound: (moment: Moment, path: string) => Promise<void>
}

class Undone extends Error {}

/** Runs `work` in a savepoint and undoes it, so that every walk goes on from the same point. */
async function tried(tx: Db, work: (inner: Db) => Promise<void>): Promise<void> {
  await tx
    .transaction(async (inner) => {
      await work(inner)
      throw new Undone()
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undone)) {
        throw error
      }
    })
}

/**
 * Tries every verb from every point that some sequence of verbs reaches. A verb either succeeds, and
 * then all is sound, or is refused as a DomainError and has changed nothing.
 * @returns the verbs that succeeded somewhere, the states met, and how many points there are
 */
export async function walkEverywhere<P extends { state: string }>(walk: Walk<P>) {
  const seen = new Set<string>()
  const succeeded = new Set<string>()
  const states = new Set<string>()

  async function explore(tx: Db, walked: string[]): Promise<void> {
    const picture = await walk.pictureOf({ tx, hour: walked.length })
    if (seen.has(JSON.stringify(picture))) {
      return
    }
    seen.add(JSON.stringify(picture))
    states.add(picture.state)
    for (const [name, verb] of Object.entries(walk.verbs)) {
      await tried(tx, async (inner) => {
        const there: Moment = { tx: inner, hour: walked.length + 1 }
        const path = [...walked, name].join(' → ')
        try {
          await verb(there)
        } catch (error) {
          expect(error, path).toBeInstanceOf(DomainError)
          expect(await walk.pictureOf(there), path).toEqual(picture)
          return
        }
        succeeded.add(name)
        await walk.assertSound(there, path)
        if (!walk.sideVerbs?.has(name)) {
          await explore(inner, [...walked, name])
        }
      })
    }
  }

  await tried(walk.db, (tx) => explore(tx, []))
  return { succeeded: [...succeeded].sort(), states: [...states].sort(), points: seen.size }
}
