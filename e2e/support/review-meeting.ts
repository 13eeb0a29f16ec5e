import { eq } from 'drizzle-orm'
import type { OrganisationClass } from '@/db/enums'
import { newId } from '@/db/ids'
import { scorecardQuarters } from '@/db/schema'
import { appointPost, createOrganisation, type MadeOrganisation } from '@/db/testing/factories'
import type { JudgedItem } from '@/lib/facts/judgement-schema'
import { recordFact } from '@/lib/facts/record-fact'
import { addDays, dayOf, periodOf, quarterOf } from '@/lib/period'
import { prepareMeeting } from '@/lib/review/prepare-meeting'
import { recordDecision } from '@/lib/review/record-decision'
import { refreshSubjects } from '@/lib/scorecard/quarter/refresh-subjects'
import { createPublishedScheme } from '@/lib/scorecard/quarter/testing'
import { startMeeting } from '@/lib/scorecard/quarter/verify-and-meet'
import { defaultScheme } from '@/lib/scorecard/scheme/default-scheme'
import { indicatorsOf } from '@/lib/scorecard/scheme/schema'
import { account, contextOf, dayFromNow, type World } from './world'

export interface MeetingWorld {
  period: string
  quarterId: string
  /** 网络安全, 数字化运营 (long name), one with a veto, one not judged, one alone in its class. */
  branches: MadeOrganisation[]
}

/** What is judged of a branch: so many events under a rule, or a veto. */
type Judged = Record<string, number | 'veto'>

/**
 * The last quarter at 评议 under the built-in scheme, and a meeting the quarter before with a decision
 * about the first branch that is under way.
 */
export async function quarterAtMeeting(world: World): Promise<MeetingWorld> {
  const { db, committee, officer } = world
  const parentId = committee.id
  const branchOf = async (
    name: string,
    secretary: string,
    organisationClass: OrganisationClass,
  ) => {
    const branch = await createOrganisation(db, { parentId, name, class: organisationClass })
    await appointPost(db, await account(db, secretary, branch), branch)
    return branch
  }
  const branches = [
    ...world.branches,
    await branchOf('通信运维党支部', '韩雪梅', 'I'),
    await branchOf('信息调度监控党支部', '赵永胜', 'I'),
    await branchOf('物资供应与综合服务联合党支部', '孔思琪', 'III'),
  ]
  const schemeId = await createPublishedScheme(db, committee, {
    document: defaultScheme,
    by: officer,
  })
  const period = quarterBefore(quarterOf(dayOf(new Date())))
  await meetingBefore(world, schemeId, quarterBefore(period))
  const quarterId = await quarterOn(world, schemeId, period)
  const [first, second, third, , fifth] = branches
  await judgeAll(world, { quarterId, period }, first, {
    'i1-3-r1': 2,
    'i3-2-r1': 1,
    'i4-1-r1': 1,
    'i5-3-r1': 2,
  })
  await judgeAll(world, { quarterId, period }, second, { 'i3-3-r1': 1, 'i1-3-r1': 1 })
  await judgeAll(world, { quarterId, period }, third, { 'i4-1-r2': 1, 'veto-r1': 'veto' })
  await judgeAll(world, { quarterId, period }, fifth, {})
  await startMeeting(await contextOf(world, officer), { quarterId })
  return { period, quarterId, branches }
}

function quarterBefore(period: string): string {
  return quarterOf(addDays(periodOf(period).from, -1))
}

async function quarterOn({ db, committee, officer }: World, schemeId: string, period: string) {
  const row = {
    ...{ id: newId(), committeeId: committee.id, period, schemeId },
    ...{ state: 'verification' as const, openedBy: officer.id, openedAt: new Date() },
  }
  await db.insert(scorecardQuarters).values(row)
  await refreshSubjects(db, row)
  return row.id
}

async function meetingBefore(world: World, schemeId: string, period: string): Promise<void> {
  const { db, officer, branches, members } = world
  const quarterId = await quarterOn(world, schemeId, period)
  const ctx = await contextOf(world, officer)
  await startMeeting(ctx, { quarterId })
  const meeting = await prepareMeeting(ctx, { quarterId, heldOn: dayFromNow(0) })
  await recordDecision(ctx, {
    ...{ meetingId: meeting.id, requestKey: newId(), organisationId: branches[0].id },
    ...{ words: '配齐纪检委员', personId: members[0].id, dueOn: dayFromNow(10) },
    decidedAt: ctx.now.toISOString(),
  })
  await db
    .update(scorecardQuarters)
    .set({ state: 'frozen', frozenAt: ctx.now })
    .where(eq(scorecardQuarters.id, quarterId))
}

/** Every judged indicator of a branch, most without anything to note. */
async function judgeAll(
  world: World,
  { quarterId, period }: { quarterId: string; period: string },
  branch: MadeOrganisation | undefined,
  judged: Judged,
): Promise<void> {
  const ctx = await contextOf(world, world.officer)
  const leaves = indicatorsOf(defaultScheme).filter((one) =>
    one.rules.some((rule) => rule.source.kind === 'judgement'),
  )
  await ctx.transact(async (tx) => {
    tx.record({ action: 'score.judge', subjectType: 'organisation', subjectId: branch?.id ?? '' })
    for (const { key: indicatorKey, rules } of leaves) {
      const items = rules.flatMap(({ key: ruleKey }): JudgedItem[] => {
        const given = judged[ruleKey]
        return given === undefined
          ? []
          : [
              {
                ...{ itemKey: ruleKey, ruleKey, occurredOn: periodOf(period).from },
                ...{ words: '现场检查发现，支部已确认', isUrged: false },
                value:
                  given === 'veto'
                    ? { kind: 'met', isMet: true }
                    : { kind: 'events', count: given },
              },
            ]
      })
      await recordFact(tx, ctx, {
        kind: 'judgement',
        organisationId: branch?.id ?? '',
        occurredOn: periodOf(period).from,
        period,
        sourceType: 'test',
        sourceId: newId(),
        value: { quarterId, indicatorKey, state: 'scored', items },
      })
    }
  })
}
