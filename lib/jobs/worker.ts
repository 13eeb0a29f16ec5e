import { Logger, parseCronItems, run, type TaskList } from 'graphile-worker'
import { database } from '@/db/client'
import { requireEnv } from '@/lib/env'
import { describeError, log } from '@/lib/log'
import type { EventName } from './queue'
import { runHandlers, subscribers, timetable } from './registry'

/** A long sweep, a planner and a posting may run, and a hand-over still starts at once. */
const concurrency = 4
const pollIntervalMs = 2_000

/**
 * Starts the job worker of this process on DATABASE_URL.
 * @returns what stops it: running jobs finish first
 */
export async function startWorker(): Promise<() => Promise<void>> {
  const runner = await run({
    connectionString: requireEnv('DATABASE_URL'),
    concurrency,
    pollInterval: pollIntervalMs,
    // The process has its own way of ending: HTTP first, then this, then the database.
    noHandleSignals: true,
    logger: new Logger(() => writeLog),
    taskList: taskList(),
    parsedCronItems: parseCronItems([...timetable]),
  })
  log('info', 'worker_started', { concurrency })
  // Rejects only when the runner breaks off by itself; stopping resolves it.
  runner.promise.catch((error: unknown) => log('error', 'worker_broken', describeError(error)))
  let stopping: Promise<void> | undefined
  return () => {
    stopping ??= runner.stop()
    return stopping
  }
}

function taskList(): TaskList {
  const names = Object.keys(subscribers) as EventName[]
  return Object.fromEntries(names.map((name) => [name, taskOf(name)]))
}

function taskOf(name: EventName): TaskList[string] {
  return async (payload) => {
    try {
      await runHandlers(name, { db: database().db, now: () => new Date() }, payload as never)
    } catch (error) {
      log('error', 'job_failed', { job: name, ...describeError(error) })
      throw error
    }
  }
}

function writeLog(level: string, message: string): void {
  if (level === 'error' || level === 'warning') {
    log(level === 'error' ? 'error' : 'warn', 'queue', { message })
  }
}
