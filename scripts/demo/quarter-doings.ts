import { and, eq, isNull } from 'drizzle-orm'
import { bulkInsert } from '@/db/bulk'
import { newId } from '@/db/ids'
import { scoreEntries, selfAssessments, selfSubmissions } from '@/db/schema'
import { addDays, dayOf } from '@/lib/period'
import { closeMeeting, openMeeting } from '@/lib/review/hold-meeting'
import { prepareMeeting } from '@/lib/review/prepare-meeting'
import { recordDecision } from '@/lib/review/record-decision'
import { appealEffect } from '@/lib/scorecard/appeals/appeal-effect'
import { decideAppeal } from '@/lib/scorecard/appeals/decide-appeal'
import { fileAppeal } from '@/lib/scorecard/appeals/file-appeal'
import { treatUnscored } from '@/lib/scorecard/judging/treat-unscored'
import { loadFrame } from '@/lib/scorecard/ledger/quarter-frame'
import { correctPublication } from '@/lib/scorecard/quarter/publish-quarter'
import { answerReply } from '@/lib/scorecard/self/answer-reply'
import { replyVerification } from '@/lib/scorecard/self/reply-verification'
import { appendPast } from './audit-chain'
import { heroKey } from './company'
import type { Course, Doing } from './quarter-course'
import { scoredBranches, unscored } from './quarter-judgements'
import { seeded } from './random'
import { type DemoOrganisation, organisationOf, personNamed } from './world'

/** 自评 of nearly every branch: full marks, or a little less where it knows better. */
export const assessThemselves: Doing = async (course, at) => {
  const { world, quarter, period } = course
  const frame = await loadFrame(world.db, quarter.id)
  const assessed: Required<typeof selfAssessments.$inferInsert>[] = []
  const submitted: (typeof selfSubmissions.$inferInsert)[] = []
  const audit: Parameters<typeof appendPast>[1][number][] = []
  for (const { branch, organisationClass } of await scoredBranches(course)) {
    const random = seeded(`self ${period.key} ${branch.key}`)
    const isMissing = branch.temper === 'slow' && random.chance(0.4)
    const byId = leaderOf(course, branch)
    if (isMissing || byId === null) {
      continue
    }
    const leaves = frame.prepared
      .planOf(organisationClass)
      .nodes.filter((node) => node.children.length === 0 && (node.fullHundredths ?? 0) > 0)
    for (const { indicator, fullHundredths } of leaves) {
      const less = random.chance(0.12) ? 50 * random.int(1, 3) : 0
      assessed.push({
        ...{ id: newId(), quarterId: quarter.id, organisationId: branch.id, version: 1 },
        indicatorKey: indicator.key,
        hundredths: Math.max(0, (fullHundredths ?? 0) - less),
        note: less > 0 ? '有一次未按时，已整改' : null,
        ...{ byId, at },
      })
    }
    submitted.push({ quarterId: quarter.id, organisationId: branch.id, byId, at })
    audit.push({
      ...{ at, actorId: byId, action: 'score.submit_self' },
      ...{ subjectType: 'organisation', subjectId: branch.id },
      detail: { quarterId: quarter.id, indicators: leaves.length },
    })
  }
  await bulkInsert(world.db, selfAssessments, assessed)
  await bulkInsert(world.db, selfSubmissions, submitted)
  await appendPast(world.db, audit)
  return null
}

function leaderOf({ world }: Course, branch: DemoOrganisation): string | null {
  return branch.secretary ? personNamed(world, branch.secretary).id : null
}

/** What 工会 left open is decided for the whole class. */
export const treatLeft: Doing = async ({ as, quarter, period }, at) => {
  await treatUnscored(await as('陈晓春', at), {
    ...{ quarterId: quarter.id, ...unscored, treatment: 'full' },
    minutesNumber: `党建工作领导小组纪要〔${period.key.slice(0, 4)}〕${period.key.slice(-1)}号`,
    reason: '工会未按期评分，责任在部门，对离退休和机关支部统一按满分计',
  })
  return null
}

/** Nothing but waiting. */
export const nothing: Doing = async () => null

/** Most agree on the last day; the demo's own branch objects to one line and is answered. */
export const checkResults: Doing = async (course, at) => {
  const { as, quarter, world } = course
  const quarterId = quarter.id
  for (const { branch } of await scoredBranches(course)) {
    if (branch.key !== heroKey && branch.temper === 'prompt' && branch.secretary) {
      await replyVerification(await as(branch.secretary, at), {
        ...{ quarterId, organisationId: branch.id, verdict: 'agreed' },
      })
    }
  }
  const hero = organisationOf(world, heroKey)
  const { id: replyId } = await replyVerification(await as('李建国', at), {
    ...{ quarterId, organisationId: hero.id, verdict: 'objected', indicatorKey: 'i5-3' },
    words: '培训情况表当天系统维护，次日上午即补报，请核实。',
  })
  await answerReply(await as('陈晓春', world.time.later(at, 70)), {
    ...{ replyId, words: '已收悉，维护时段待信息部门确认，公示期间可以提出申诉。' },
  })
  return null
}

/** The branch appeals against the same line; it is taken back, and 公示 corrected. */
export const appealOnce: Doing = async ({ as, quarter, world, lastDay }, at) => {
  const quarterId = quarter.id
  const { id: organisationId } = organisationOf(world, heroKey)
  const [entry] = await world.db
    .select({ id: scoreEntries.id })
    .from(scoreEntries)
    .where(
      and(
        eq(scoreEntries.quarterId, quarterId),
        eq(scoreEntries.organisationId, organisationId),
        eq(scoreEntries.ruleKey, 'i5-3-r1'),
        isNull(scoreEntries.reversesId),
      ),
    )
  const appeal = await fileAppeal(await as('李建国', at), {
    ...{ quarterId, organisationId, requestKey: newId(), entryId: entry?.id, askedPoints: null },
    reason: '报送当天 15 时起系统维护，无法上传，次日 9 时恢复后即补报，不属于本支部逾期。',
    fileIds: [],
  })
  const decidedAt = world.time.later(at, 400)
  const decider = await as('孙雅琴', decidedAt)
  const { seen } = await appealEffect(decider, appeal.id, null)
  await decideAppeal(decider, {
    ...{ appealId: appeal.id, verdict: 'remove', points: null, seen },
    reason: '经核对系统维护记录，逾期由系统维护造成，不计。',
  })
  const correctedAt = world.time.later(decidedAt, 90)
  return correctPublication(await as('陈晓春', correctedAt), {
    ...{ quarterId, endsOn: await lastDay(correctedAt, 5) },
    reason: '通信运维党支部申诉成立，更正一条分录',
  })
}

/** 评议会 with two decisions, each a task with somebody and a date. */
export const holdMeeting: Doing = async ({ as, quarter, world }, at) => {
  const ctx = await as('陈晓春', at)
  const { id: meetingId } = await prepareMeeting(ctx, {
    ...{ quarterId: quarter.id, heldOn: dayOf(at), place: '公司三楼会议室' },
  })
  await openMeeting(ctx, { meetingId })
  const said = world.time.later(at, 35)
  const decisions = [
    [heroKey, 'i5-2', '梳理党委交办任务台账，明确每项的经办人和完成时间，月底前报党建部'],
    ['security', 'i2-4', '补开缺少的主题党日，支委会研究下季度活动安排'],
  ] as const
  for (const [key, indicatorKey, words] of decisions) {
    await recordDecision(await as('陈晓春', said), {
      ...{ meetingId, requestKey: newId(), organisationId: organisationOf(world, key).id },
      ...{ indicatorKey, words, dueOn: addDays(dayOf(at), 60), decidedAt: said.toISOString() },
    })
  }
  await closeMeeting(await as('陈晓春', world.time.later(said, 40)), { meetingId })
  return null
}
