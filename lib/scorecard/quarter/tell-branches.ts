import { and, eq, inArray } from 'drizzle-orm'
import { quarterSubjects } from '@/db/schema'
import type { Work } from '@/lib/context'
import { formatPeriod } from '@/lib/format'
import { type NewNotice, writeNotices } from '@/lib/notifications/notify'
import { postHoldersOn } from '@/lib/organisation/queries'
import { dayOf } from '@/lib/period'
import type { Quarter } from './load-quarter'

interface Told {
  /** What has begun: 自评, 反馈核对, 公示, 定稿. */
  step: string
  body: string
  /** Only these; all that are scored if absent. */
  organisationIds?: readonly string[]
  kind?: 'score_step' | 'score_moved'
  hasSms: boolean
}

/** Tells secretaries and deputies of the branches of a quarter; each person once. */
export async function tellBranches(tx: Work, quarter: Quarter, told: Told): Promise<void> {
  const subjects = await tx.db
    .select({ id: quarterSubjects.organisationId })
    .from(quarterSubjects)
    .where(
      and(
        eq(quarterSubjects.quarterId, quarter.id),
        told.organisationIds
          ? inArray(quarterSubjects.organisationId, [...told.organisationIds])
          : undefined,
      ),
    )
  const holders = await postHoldersOn(
    tx.db,
    subjects.map((one) => one.id),
    dayOf(tx.now),
  )
  const leaders = new Map(
    holders
      .filter(({ post }) => post === 'secretary' || post === 'deputy_secretary')
      .map((one) => [one.personId, one]),
  )
  await writeNotices(
    tx,
    [...leaders.values()].map(
      (one): NewNotice => ({
        personId: one.personId,
        kind: told.kind ?? 'score_step',
        title: `${formatPeriod(quarter.period)}党建指数${told.step}`,
        body: told.body,
        href: `/scorecard/${quarter.id}/${one.organisationId}`,
        subjectType: 'scorecard_quarter',
        subjectId: quarter.id,
        smsTemplate: told.hasSms ? 'score_step' : null,
      }),
    ),
  )
}
