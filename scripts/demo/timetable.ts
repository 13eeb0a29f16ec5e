/** Something that happens at a moment. */
export interface Act {
  at: Date
  run: () => Promise<void>
}

export interface Timetable {
  add: (at: Date, run: Act['run']) => void
  /** Runs everything up to `until` in order of time; acts may add later ones. */
  runUntil: (until: Date) => Promise<void>
}

/** Keeps the acts of many tasks in one order, so that the record of the demo runs forward in time. */
export function openTimetable(): Timetable {
  const acts: Act[] = []
  return {
    add: (at, run) => {
      const index = acts.findIndex((act) => act.at > at)
      acts.splice(index < 0 ? acts.length : index, 0, { at, run })
    },
    runUntil: async (until) => {
      for (let act = acts.shift(); act && act.at < until; act = acts.shift()) {
        await act.run()
      }
    },
  }
}
