import type { Db } from '@/db/client'
import { newId } from '@/db/ids'
import { sweepSignInRecords } from '@/lib/accounts/sweep-sign-in-records'
import { dischargeRecorded } from '@/lib/activities/discharge-recorded'
import { createContext } from '@/lib/context'
import { forgetUnattachedFiles } from '@/lib/files/forget-unattached'
import { removeAbandonedUploads } from '@/lib/files/remove-abandoned'
import { removeUnknownBytes } from '@/lib/files/remove-unknown-bytes'
import { deliverMessages } from '@/lib/notifications/deliver-messages'
import { eraseSecrets } from '@/lib/notifications/erase-secrets'
import { forgetStrayReceipts } from '@/lib/notifications/forget-receipts'
import { planMessages } from '@/lib/notifications/plan-messages'
import { reconcileMessages } from '@/lib/notifications/reconcile-messages'
import { forgetRosters } from '@/lib/organisation/roster/forget-rosters'
import { smsProvider } from '@/lib/providers/sms'
import { reckonChanged, reckonOpenQuarters } from '@/lib/scorecard/ledger/reckon-jobs'
import {
  postMissingFacts,
  postRecentFacts,
  postRecordedFact,
} from '@/lib/scorecard/post-missing-facts'
import { escalateAssignments } from '@/lib/tasks/escalate'
import { recordMissingCompletions, recordOverdue } from '@/lib/tasks/record-overdue'
import { issueDueInstances } from '@/lib/tasks/templates/issue-due'
import type { EventName, Events } from './queue'

/** What a handler works with. The clock is asked again whenever the time matters. */
export interface JobContext {
  db: Db
  now: () => Date
}

/**
 * Does what an event calls for. Idempotent and bounded: a job may come twice, or not at all until
 * the sweep of the next minute.
 */
export type JobHandler<N extends EventName> = (job: JobContext, payload: Events[N]) => Promise<void>

/** Who is woken by what, in this order. The only place where a later module hears an earlier one. */
export const subscribers: { readonly [N in EventName]: readonly JobHandler<N>[] } = {
  'notices.written': [plan],
  'sms.waiting': [deliver],
  'fact.recorded': [postRecordedFact],
  // What is due leaves first: planning may have to wait, a code at the sign-in page may not.
  'sweep.minute': [
    deliver,
    plan,
    reconcile,
    forgetCodes,
    postLostFacts,
    escalate,
    issueRecurring,
    reckonScores,
  ],
  'sweep.daily': [
    countRecorded,
    postOldFacts,
    reckonAllScores,
    tidyUploads,
    tidyFiles,
    tidyBytes,
    tidySignIns,
    tidyRosters,
    tidyReceipts,
  ],
}

/** When the sweeps run; times of day are UTC (18:10 is 02:10 in Shanghai). */
export const timetable: readonly { task: EventName; match: string }[] = [
  { task: 'sweep.minute', match: '* * * * *' },
  { task: 'sweep.daily', match: '10 18 * * *' },
]

/**
 * Runs all handlers of an event, each although another one failed.
 * @throws the first failure, so that the queue tries again
 */
export async function runHandlers<N extends EventName>(
  name: N,
  job: JobContext,
  payload: Events[N],
): Promise<void> {
  const handlers: readonly JobHandler<N>[] = subscribers[name]
  const failures: unknown[] = []
  for (const handler of handlers) {
    await handler(job, payload).catch((error: unknown) => failures.push(error))
  }
  if (failures.length > 0) {
    throw failures[0]
  }
}

async function escalate({ db, now }: JobContext): Promise<void> {
  await escalateAssignments(createContext({ db, viewer: null, now: now(), requestId: newId() }))
}

/** Recurring tasks whose moment has come; what was held before its task went out counts at once. */
async function issueRecurring(job: JobContext): Promise<void> {
  const { db, now } = job
  const made = await issueDueInstances(
    createContext({ db, viewer: null, now: now(), requestId: newId() }),
  )
  if (made > 0) {
    await countRecorded(job)
  }
}

async function countRecorded({ db, now }: JobContext): Promise<void> {
  await dischargeRecorded(createContext({ db, viewer: null, now: now(), requestId: newId() }))
}

async function plan(job: JobContext): Promise<void> {
  await planMessages(job)
}

async function deliver(job: JobContext): Promise<void> {
  const work = { ...job, provider: smsProvider() }
  const taken = await deliverMessages(work)
  if (taken > 0 && work.provider.queryAfterMs === 0) {
    await reconcileMessages(work)
  }
}

async function reconcile(job: JobContext): Promise<void> {
  await reconcileMessages({ ...job, provider: smsProvider() })
}

async function forgetCodes({ db, now }: JobContext): Promise<void> {
  await eraseSecrets(db, now(), smsProvider().keepsCodesForMs)
}

async function postLostFacts(job: JobContext): Promise<void> {
  await postRecentFacts(job)
}

async function postOldFacts(job: JobContext): Promise<void> {
  await postMissingFacts(job)
}

/** What is overdue by now, then whoever has something new. */
async function reckonScores(job: JobContext): Promise<void> {
  const { db, now } = job
  await recordOverdue(createContext({ db, viewer: null, now: now(), requestId: newId() }))
  await reckonChanged(job)
}

async function reckonAllScores(job: JobContext): Promise<void> {
  const { db, now } = job
  await recordMissingCompletions(
    createContext({ db, viewer: null, now: now(), requestId: newId() }),
  )
  await reckonOpenQuarters(job)
}

async function tidyUploads(job: JobContext): Promise<void> {
  await removeAbandonedUploads(job)
}

async function tidyFiles({ db, now }: JobContext): Promise<void> {
  await forgetUnattachedFiles(createContext({ db, viewer: null, now: now(), requestId: newId() }))
}

async function tidyBytes(job: JobContext): Promise<void> {
  await removeUnknownBytes(job)
}

async function tidySignIns({ db, now }: JobContext): Promise<void> {
  await sweepSignInRecords({ db, now: now() })
}

async function tidyRosters({ db, now }: JobContext): Promise<void> {
  await forgetRosters(createContext({ db, viewer: null, now: now(), requestId: newId() }))
}

async function tidyReceipts({ db, now }: JobContext): Promise<void> {
  await forgetStrayReceipts({ db, now: now() })
}
