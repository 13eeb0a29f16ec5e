import type { Db } from '@/db/client'
import { newId } from '@/db/ids'
import { loadViewer } from '@/lib/accounts/load-viewer'
import { type Context, createContext, type ViewerContext } from '@/lib/context'
import type { EventName, Events } from '@/lib/jobs/queue'
import { dayOf } from '@/lib/period'
import type { Viewer } from '@/lib/policy/viewer'
import type { OrganisationPlan } from './company'
import type { PersonPlan } from './people'
import type { StatisticsForm } from './statistics'
import type { WorkingTime } from './working-time'

export interface DemoOrganisation extends OrganisationPlan {
  id: string
}

export interface DemoPerson extends PersonPlan {
  id: string
}

/** What the parts of the seed share. */
export interface World {
  db: Db
  /** The present of the seed; nothing it writes lies after it. */
  now: Date
  time: WorkingTime
  organisations: ReadonlyMap<string, DemoOrganisation>
  people: readonly DemoPerson[]
  /** Names of tasks so far; see `distinctTitle`. */
  titles: Set<string>
  /** The form of every quarter, once it is made. */
  statistics?: StatisticsForm
}

const repeats = ['第二批', '第三批', '第四批', '第五批']

/** A name no other task of the demo has. */
export function distinctTitle({ titles }: World, title: string): string {
  const free = [title, ...repeats.map((word) => `${title}（${word}）`)].find(
    (one) => !titles.has(one),
  )
  titles.add(free ?? title)
  return free ?? title
}

/** @throws Error when the key is unknown: a misspelt plan */
export function organisationOf(world: World, key: string): DemoOrganisation {
  const found = world.organisations.get(key)
  if (!found) {
    throw new Error(`No such organisation in the demo: ${key}`)
  }
  return found
}

/** @throws Error when nobody has that name */
export function personNamed(world: World, name: string): DemoPerson {
  const found = world.people.find((person) => person.name === name)
  if (!found) {
    throw new Error(`Nobody in the demo is called ${name}`)
  }
  return found
}

/** Events that would wake the worker; the seed does their work itself and queues no job. */
export type Heard = { [N in EventName]: { name: N; payload: Events[N] } }[EventName]

export interface Stage {
  /** A person at a past moment, exactly as signing in would have made the context. */
  as: (personId: string, at: Date) => Promise<ViewerContext>
  /** The system at a past moment. */
  system: (at: Date) => Context & { viewer: null }
  /** Events since the last call. */
  heard: () => Heard[]
  /** To be called when posts or roles have changed. */
  forgetViewers: () => void
}

/** Contexts of past moments for the real verbs. */
export function openStage(db: Db): Stage {
  let events: Heard[] = []
  const viewers = new Map<string, Viewer>()
  const quiet = <V extends Viewer | null>(viewer: V, now: Date): Context & { viewer: V } => {
    const ctx = createContext({ db, viewer, now, requestId: newId() })
    const emit = async <N extends EventName>(name: N, payload: Events[N]) => {
      events.push({ name, payload } as Heard)
    }
    return { ...ctx, transact: (work) => ctx.transact((tx) => work({ ...tx, emit })) }
  }
  return {
    as: async (personId, at) => {
      const key = `${personId} ${dayOf(at)}`
      const viewer = viewers.get(key) ?? (await loadViewer(db, personId, at))
      if (!viewer) {
        throw new Error('Nobody to act for in the demo')
      }
      viewers.set(key, viewer)
      return quiet(viewer, at)
    },
    system: (at) => quiet(null, at),
    heard: () => {
      const taken = events
      events = []
      return taken
    },
    forgetViewers: () => viewers.clear(),
  }
}
