import { and, eq } from 'drizzle-orm'
import type { QuarterState } from '@/db/enums'
import { newId } from '@/db/ids'
import { scorecardQuarters, scoreEntries } from '@/db/schema'
import { addDays, dayOf, periodOf, quarterOf } from '@/lib/period'
import { prepareMeeting } from '@/lib/review/prepare-meeting'
import { recordDecision } from '@/lib/review/record-decision'
import { fileAppeal } from '@/lib/scorecard/appeals/file-appeal'
import { judgeIndicator } from '@/lib/scorecard/judging/judge-indicator'
import { reckonQuarter } from '@/lib/scorecard/ledger/reckon-quarter'
import { refreshSubjects } from '@/lib/scorecard/quarter/refresh-subjects'
import {
  createPublishedScheme,
  judgedRule,
  testDocument,
  testLeaf,
} from '@/lib/scorecard/quarter/testing'
import { startMeeting } from '@/lib/scorecard/quarter/verify-and-meet'
import { createScheme } from '@/lib/scorecard/scheme/drafting/create-scheme'
import type { Round } from './pages'
import { contextOf, dayFromNow, type World } from './world'

/** Pages of 党建指数 and of the review meeting, by those who meet them. */
export async function scoreRounds(world: World): Promise<Record<string, Round>> {
  const { branches, officer, colleague, secretaries } = world
  const { begun, judged, published, period, appealId, schemeId, draftId } = await scored(world)
  const [own, other] = branches.map((branch) => branch.id)
  const at = (quarterId: string) => `/scorecard/${quarterId}`
  const review = `/review/${period}`
  return {
    scoring: {
      who: officer,
      visits: [
        { name: '看板', path: `/scorecard?period=${period}` },
        { name: '支部抽屉', path: `/scorecard?period=${period}&open=${own}` },
        { name: '支部得分单', path: `${at(published)}/${own}` },
        { name: '指标查询', path: '/scorecard/query' },
        { name: '季度', path: '/scorecard/quarters' },
        { name: '考核进度，自评', path: `${at(begun)}/manage` },
        { name: '考核进度，初评', path: `${at(judged)}/manage` },
        { name: '考核进度，公示', path: `${at(published)}/manage` },
        { name: '疑问', path: `${at(published)}/questions` },
        { name: '初评', path: `${at(judged)}/judge` },
        { name: '一个支部的初评', path: `${at(judged)}/judge/${own}?indicator=1` },
        { name: '得分表', path: `${at(published)}/sheet` },
        { name: '申诉', path: `${at(published)}/appeals` },
        { name: '考核办法', path: '/scorecard/schemes', opens: ['新建一版'] },
        { name: '发布的办法', path: `/scorecard/schemes/${schemeId}`, opens: ['停用'] },
        { name: '办法草稿', path: `/scorecard/schemes/${draftId}`, opens: ['删除草稿', '发布'] },
        { name: '试算', path: '/scorecard/simulator' },
        { name: '准备评议会', path: `${review}/prepare` },
        { name: '投影', path: review },
        { name: '主讲人备注', path: `${review}/notes` },
        { name: '评议会纪要', path: `${review}/minutes` },
        { name: '评议得分单', path: `${review}/sheets` },
      ],
    },
    deciding: {
      who: colleague,
      visits: [{ name: '裁定申诉', path: `${at(published)}/appeals/${appealId}` }],
    },
    scored: {
      who: secretaries[0],
      visits: [
        { name: '本支部得分', path: '/scorecard' },
        { name: '自评', path: `${at(begun)}/self/${own}` },
        { name: '结果核对', path: `${at(published)}/verify/${own}` },
        { name: '自己的申诉', path: `${at(published)}/appeals/${appealId}` },
      ],
    },
    appealing: {
      who: secretaries[1],
      visits: [{ name: '提出申诉', path: `${at(published)}/appeals/new?organisation=${other}` }],
    },
  }
}

/**
 * Three quarters of the committee: this one at 自评, the last at 公示 with its meeting held and an
 * appeal of the first branch, the one before at 初评.
 */
export async function scored(world: World) {
  const document = testDocument({ indicators: [testLeaf('1', 4000, [judgedRule])] })
  const { committee, officer, db } = world
  const schemeId = await createPublishedScheme(db, committee, { document, by: officer })
  const today = dayOf(new Date())
  const last = quarterBefore(quarterOf(today))
  const begun = await quarter(world, schemeId, { period: quarterOf(today), state: 'self' })
  const judged = await quarter(world, schemeId, {
    period: quarterBefore(last),
    state: 'preliminary',
  })
  const published = await quarter(world, schemeId, { period: last, state: 'preliminary' })
  await judge(world, published, last)
  await met(world, published)
  await move(world, published, 'publication')
  const ctx = await contextOf(world, officer)
  const draft = await createScheme(ctx, {
    schemeId: newId(),
    year: Number(today.slice(0, 4)) + 1,
    origin: 'last',
  })
  return {
    ...{ begun, judged, published, period: last, schemeId, draftId: draft.id },
    appealId: await appealOf(world, published),
  }
}

function quarterBefore(period: string): string {
  return quarterOf(addDays(periodOf(period).from, -1))
}

async function quarter(
  { db, committee, officer }: World,
  schemeId: string,
  { period, state }: { period: string; state: QuarterState },
): Promise<string> {
  const row = {
    ...{ id: newId(), committeeId: committee.id, period, schemeId, state },
    ...{ openedBy: officer.id, openedAt: new Date(), selfDueOn: dayFromNow(5) },
  }
  await db.insert(scorecardQuarters).values(row)
  await refreshSubjects(db, row)
  return row.id
}

/** The first branch had two papers late, the second none. */
async function judge(world: World, quarterId: string, period: string): Promise<void> {
  const ctx = await contextOf(world, world.officer)
  const late = {
    ...{ itemKey: 'i1', ruleKey: judgedRule.key, words: '月报迟报', isUrged: false },
    ...{ occurredOn: periodOf(period).from, value: { kind: 'events' as const, count: 2 } },
  }
  for (const [index, { id: organisationId }] of world.branches.entries()) {
    await judgeIndicator(ctx, {
      ...{ quarterId, organisationId, indicatorKey: '1', seenVersion: 0, state: 'scored' },
      ...{ items: index === 0 ? [late] : [], note: null, fileIds: [] },
    })
  }
  await reckonQuarter(ctx, { quarterId })
}

/** A meeting of today on the quarter, with one decision. */
async function met(world: World, quarterId: string): Promise<void> {
  const ctx = await contextOf(world, world.officer)
  await move(world, quarterId, 'verification')
  await startMeeting(ctx, { quarterId })
  const meeting = await prepareMeeting(ctx, { quarterId, heldOn: dayFromNow(0) })
  await recordDecision(ctx, {
    ...{ meetingId: meeting.id, requestKey: newId(), organisationId: world.branches[0].id },
    ...{ words: '月底前补齐材料台账', dueOn: dayFromNow(30) },
    decidedAt: ctx.now.toISOString(),
  })
}

async function move({ db }: World, quarterId: string, state: QuarterState): Promise<void> {
  const publication =
    state === 'publication'
      ? { publicationStartsOn: dayFromNow(0), publicationEndsOn: dayFromNow(7) }
      : {}
  await db
    .update(scorecardQuarters)
    .set({ state, ...publication })
    .where(eq(scorecardQuarters.id, quarterId))
}

/** The first branch appeals against its entry; the id of the appeal. */
async function appealOf(world: World, quarterId: string): Promise<string> {
  const [{ id: organisationId }] = world.branches
  const [entry] = await world.db
    .select({ id: scoreEntries.id })
    .from(scoreEntries)
    .where(
      and(eq(scoreEntries.quarterId, quarterId), eq(scoreEntries.organisationId, organisationId)),
    )
  const { id } = await fileAppeal(await contextOf(world, world.secretaries[0]), {
    ...{ quarterId, organisationId, requestKey: newId(), entryId: entry?.id ?? '' },
    ...{ askedPoints: null, fileIds: [] },
    reason: '两次材料均在时限内报送，签收记录可查。',
  })
  return id
}
