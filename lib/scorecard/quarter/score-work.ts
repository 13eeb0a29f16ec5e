import { and, asc, eq, inArray, isNull, ne } from 'drizzle-orm'
import {
  appeals,
  quarterSubjects,
  scorecardQuarters,
  selfSubmissions,
  verificationReplies,
} from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { formatPeriod } from '@/lib/format'
import { dayOf } from '@/lib/period'
import { can } from '@/lib/policy'
import { loadAppeal } from '../appeals/load-appeal'
import { judgingSheet } from '../judging/judging-queries'
import { repliesOf } from '../self/reply-queries'
import { type Quarter, quarterSubject } from './load-quarter'

/** One thing of the index that waits for the viewer. */
export interface ScoreTask {
  key: string
  title: string
  detail: string
  href: string
  /** Last day, if there is one. */
  dueOn: string | null
}

/** 自评, 初评, 核对, answers and appeals that wait for the viewer himself; what is due first comes first. */
export async function scoreWork(ctx: ViewerContext): Promise<ScoreTask[]> {
  const isOfficer = can(ctx.viewer, 'score.viewBoard')
  const leads = ctx.viewer.posts
    .map((post) => post.organisationId)
    .filter((organisationId) => can(ctx.viewer, 'score.selfAssess', { organisationId }))
  if (!isOfficer && leads.length === 0) {
    return named(ctx)
  }
  const quarters = await ctx.db
    .select()
    .from(scorecardQuarters)
    .where(
      inArray(scorecardQuarters.state, [
        'self',
        'preliminary',
        'verification',
        'meeting',
        'publication',
      ]),
    )
    .orderBy(asc(scorecardQuarters.period))
  const tasks: ScoreTask[] = []
  for (const quarter of quarters) {
    if (leads.length > 0) {
      tasks.push(...(await ofBranches(ctx, quarter, leads)))
    }
    // Quarters of another committee are not his, whatever waits there.
    if (can(ctx.viewer, 'quarter.view', quarterSubject(quarter))) {
      tasks.push(...(await ofDepartment(ctx, quarter)))
    }
  }
  tasks.push(...(await named(ctx)))
  return tasks.sort((a, b) => (a.dueOn ?? '9999').localeCompare(b.dueOn ?? '9999'))
}

async function ofBranches(
  ctx: ViewerContext,
  quarter: Quarter,
  leads: readonly string[],
): Promise<ScoreTask[]> {
  if (quarter.state !== 'self' && quarter.state !== 'verification') {
    return []
  }
  const own = await ctx.db
    .select({ organisationId: quarterSubjects.organisationId, done: selfSubmissions.at })
    .from(quarterSubjects)
    .leftJoin(
      selfSubmissions,
      and(
        eq(selfSubmissions.quarterId, quarterSubjects.quarterId),
        eq(selfSubmissions.organisationId, quarterSubjects.organisationId),
      ),
    )
    .where(
      and(
        eq(quarterSubjects.quarterId, quarter.id),
        inArray(quarterSubjects.organisationId, [...leads]),
      ),
    )
  const period = formatPeriod(quarter.period)
  if (quarter.state === 'self') {
    return own
      .filter((one) => one.done === null)
      .map(({ organisationId }) => ({
        key: `self ${quarter.id} ${organisationId}`,
        title: `${period}党建指数自评`,
        detail: '对照指标填本支部的自评分，填到哪里保存到哪里。',
        href: `/scorecard/${quarter.id}/self/${organisationId}`,
        dueOn: quarter.selfDueOn,
      }))
  }
  const replied = await ctx.db
    .select({ organisationId: verificationReplies.organisationId })
    .from(verificationReplies)
    .where(eq(verificationReplies.quarterId, quarter.id))
  const isOver = quarter.verificationEndsOn !== null && dayOf(ctx.now) > quarter.verificationEndsOn
  return own
    .filter(
      (one) => !isOver && !replied.some((reply) => reply.organisationId === one.organisationId),
    )
    .map(({ organisationId }) => ({
      key: `verify ${quarter.id} ${organisationId}`,
      title: `${period}党建指数初评结果核对`,
      detail: '核对初评结果：没有不同意见请确认，有不同意见请逐项提出。',
      href: `/scorecard/${quarter.id}/verify/${organisationId}`,
      dueOn: quarter.verificationEndsOn,
    }))
}

async function ofDepartment(ctx: ViewerContext, quarter: Quarter): Promise<ScoreTask[]> {
  const period = formatPeriod(quarter.period)
  const tasks: ScoreTask[] = []
  const judges = ['preliminary', 'verification', 'meeting'].includes(quarter.state)
  if (judges) {
    const { indicators } = await judgingSheet(ctx, quarter.id)
    const open = indicators.filter((one) => one.mine > one.mineJudged)
    const left = open.reduce((sum, one) => sum + one.mine - one.mineJudged, 0)
    if (left > 0) {
      tasks.push({
        key: `judge ${quarter.id}`,
        title: `${period}党建指数初评`,
        detail: `${open.length} 项指标还有 ${left} 条未评。`,
        href: `/scorecard/${quarter.id}/judge`,
        dueOn: quarter.preliminaryDueOn,
      })
    }
  }
  if (quarter.state === 'verification') {
    const mine = (await repliesOf(ctx, quarter.id)).filter((one) => one.isMine).length
    if (mine > 0) {
      tasks.push({
        key: `replies ${quarter.id}`,
        title: `${period}党建指数核对意见`,
        detail: `${mine} 条意见等您答复。`,
        href: `/scorecard/${quarter.id}/judge?show=replies`,
        dueOn: quarter.verificationEndsOn,
      })
    }
  }
  if (quarter.state === 'publication') {
    tasks.push(...(await openAppeals(ctx, quarter)))
  }
  return tasks
}

/** Appeals that somebody of the office may decide; those with a decider of their own are his. */
async function openAppeals(ctx: ViewerContext, quarter: Quarter): Promise<ScoreTask[]> {
  const rows = await ctx.db
    .select({ id: appeals.id })
    .from(appeals)
    .where(
      and(eq(appeals.quarterId, quarter.id), eq(appeals.state, 'filed'), isNull(appeals.deciderId)),
    )
  let mine = 0
  for (const row of rows) {
    const { subject } = await loadAppeal(ctx, ctx.db, row.id)
    mine +=
      can(ctx.viewer, 'appeal.decide', subject) || can(ctx.viewer, 'appeal.nameDecider', subject)
        ? 1
        : 0
  }
  return mine === 0
    ? []
    : [
        {
          key: `appeals ${quarter.id}`,
          title: `${formatPeriod(quarter.period)}党建指数申诉`,
          detail: `${mine} 件申诉等待裁定或指定裁定人。`,
          href: `/scorecard/${quarter.id}/appeals`,
          dueOn: quarter.publicationEndsOn,
        },
      ]
}

/** Appeals that the viewer was named to decide. */
async function named(ctx: ViewerContext): Promise<ScoreTask[]> {
  const rows = await ctx.db
    .select({
      id: appeals.id,
      quarterId: appeals.quarterId,
      dueOn: scorecardQuarters.publicationEndsOn,
    })
    .from(appeals)
    .innerJoin(scorecardQuarters, eq(scorecardQuarters.id, appeals.quarterId))
    .where(
      and(
        eq(appeals.deciderId, ctx.viewer.personId),
        eq(appeals.state, 'filed'),
        ne(scorecardQuarters.state, 'frozen'),
      ),
    )
  return rows.map((row) => ({
    key: `appeal ${row.id}`,
    title: '党建指数申诉',
    detail: '指定由您裁定，请查看理由和影响后作出决定。',
    href: `/scorecard/${row.quarterId}/appeals/${row.id}`,
    dueOn: row.dueOn,
  }))
}
