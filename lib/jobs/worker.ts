import { Logger, parseCronItems, run, type TaskList } from 'graphile-worker'
import { database } from '@/db/client'
import { requireEnv } from '@/lib/env'
import { describeError, log } from '@/lib/log'
import { keepRunning, type Running } from './keep-running'
import type { EventName } from './queue'
import { runHandlers, subscribers, timetable } from './registry'

/** A long sweep, a planner and a posting may run, and a hand-over still starts at once. */
const concurrency = 4
const pollIntervalMs = 2_000

/**
 * Starts the job worker of this process on DATABASE_URL, and again whenever it breaks off.
 * @returns what stops it: running jobs finish first
 */
export async function startWorker(): Promise<() => Promise<void>> {
  const stop = await keepRunning(startRunner, {
    onBreak: (error, pauseMs) =>
      log('error', 'worker_broken', { ...describeError(error), pauseMs }),
    onRestart: () => log('info', 'worker_restarted'),
  })
  log('info', 'worker_started', { concurrency })
  let stopping: Promise<void> | undefined
  return () => {
    stopping ??= stop()
    return stopping
  }
}

async function startRunner(): Promise<Running> {
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
  // Settles when it is stopped and also, without a failure, when it gives up by itself.
  return { ended: runner.promise, stop: () => runner.stop() }
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
