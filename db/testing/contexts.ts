import { loadViewer } from '@/lib/accounts/load-viewer'
import { type Context, createContext, type ViewerContext } from '@/lib/context'
import type { Viewer } from '@/lib/policy/viewer'
import type { Db } from '../client'
import { testNow } from './moments'

interface Identified {
  id: string
}

/** The person as a viewer, with what holds at a moment; exactly as signing in would make it. */
export async function viewerOf(db: Db, person: Identified, now: Date = testNow): Promise<Viewer> {
  const viewer = await loadViewer(db, person.id, now)
  if (!viewer) {
    throw new Error('No such person')
  }
  return viewer
}

/** The context of the system itself. */
export async function createContextFor(
  db: Db,
  who: 'system',
  options?: { now?: Date },
): Promise<Context & { viewer: null }>
/** The context of a person, with the posts and roles of the day of `now`. */
export async function createContextFor(
  db: Db,
  who: Identified,
  options?: { now?: Date },
): Promise<ViewerContext>
export async function createContextFor(
  db: Db,
  who: Identified | 'system',
  { now = testNow }: { now?: Date } = {},
): Promise<Context> {
  const viewer = who === 'system' ? null : await viewerOf(db, who, now)
  return createContext({ db, viewer, now, requestId: 'test' })
}
