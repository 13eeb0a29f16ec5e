import { and, eq, isNull } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { newId } from '@/db/ids'
import { scoreEntries, tasks } from '@/db/schema'
import {
  createContextFor,
  createMember,
  createOfficer,
  type MadeOrganisation,
  type MadePerson,
} from '@/db/testing/factories'
import { recordActivity } from '@/lib/activities/record-activity'
import { owed, recordForm } from '@/lib/activities/testing'
import { mergeOrganisation } from '@/lib/organisation/merge-organisation'
import { momentOf } from '@/lib/period'
import { openWork } from '@/lib/tasks/open-work'
import { recordOverdue } from '@/lib/tasks/record-overdue'
import { issueDueInstances } from '@/lib/tasks/templates/issue-due'
import { createWorld, dispatchedTask, type World } from '@/lib/tasks/testing'
import { appealEffect } from '../appeals/appeal-effect'
import { decideAppeal } from '../appeals/decide-appeal'
import { fileAppeal } from '../appeals/file-appeal'
import { exampleRule } from '../engine/testing/examples'
import { judgeIndicator } from '../judging/judge-indicator'
import { department, itemOf } from '../judging/testing'
import { treatUnscored } from '../judging/treat-unscored'
import { approveQuarter, freezeQuarter } from '../quarter/approve-and-freeze'
import { startPreliminary, startSelfAssessment } from '../quarter/begin-step'
import { openQuarter } from '../quarter/open-quarter'
import { correctPublication, publishQuarter } from '../quarter/publish-quarter'
import { createPublishedScheme, judgedRule, partyDayRule, testLeaf } from '../quarter/testing'
import { startMeeting, startVerification } from '../quarter/verify-and-meet'
import type { SchemeDocument } from '../scheme/schema'

// A quarter for the tests of bundles and sheets: everything in it is done by the verbs.

/** 100.00 together: judged, judged by a department, owed, never judged, attendance, tasks. */
const document: SchemeDocument = {
  name: '测试考核办法',
  basis: null,
  indicators: [
    testLeaf('1', 3000, [judgedRule]),
    testLeaf(
      '2',
      3000,
      [
        exampleRule('deduct_range', {
          ...{ key: 'r-range', words: '发生一般问题', fromHundredths: 50, toHundredths: 500 },
        }),
      ],
      { department },
    ),
    testLeaf('3', 2000, [partyDayRule]),
    testLeaf('4', 500, [{ ...judgedRule, key: 'r-never' }], { department }),
    testLeaf('5', 500, [
      exampleRule('rate_step', {
        ...{ key: 'r-attendance', words: '到会率低于 90%' },
        source: { kind: 'attendance', activities: ['party_day'] },
        ...{ thresholdPercentHundredths: 9000, stepPercentHundredths: 100, hundredths: 10 },
        countsPartSteps: true,
      }),
    ]),
    testLeaf('6', 1000, [
      exampleRule('deduct_per_event', {
        ...{ key: 'r-task', words: '任务未按时完成', hundredths: 100 },
        source: { kind: 'task', scope: 'indicator' },
      }),
    ]),
  ],
  grading: {
    bands: [
      { grade: '优秀', fromHundredths: 9500 },
      { grade: '良好', fromHundredths: 7000 },
      { grade: '一般', fromHundredths: -1_000_000 },
    ],
    shares: null,
  },
  yearly: { method: 'mean' },
}

const minutesNumber = '党委纪要〔2026〕9号'

/** The committee, its people, and what they are on a day at a time of day. */
export interface ReplayWorld extends World {
  judge: MadePerson
  quarterId: string
  /** Ended on 12 September: merged into the second branch. */
  merged: MadeOrganisation
  at: (person: MadePerson, day: string, time?: string) => ReturnType<typeof createContextFor>
}

/** A third quarter of 2026 as far as 公示, the appeal of the first branch granted and published. */
export async function publishedForReplay(db: Db): Promise<ReplayWorld> {
  const world = await createWorld(db, { branches: 4 })
  const { committee, officer, branches } = world
  const judge = await createOfficer(db, 'department_officer', {
    organisationId: committee.id,
    department,
  })
  const at = (person: MadePerson, day: string, time = '10:00') =>
    createContextFor(db, person, { now: momentOf(day, time) })
  await createPublishedScheme(db, committee, { document, by: officer })
  const { id: quarterId } = await openQuarter(await at(officer, '2026-07-02'), {
    period: '2026Q3',
  })
  const merged = branches[3] ?? branches[1]
  const whole = { ...world, judge, quarterId, merged, at }
  await workOfTheQuarter(whole)
  await judged(whole)
  await appealed(whole)
  return whole
}

/** The same, approved and 定稿. */
export async function frozenForReplay(db: Db): Promise<ReplayWorld> {
  const world = await publishedForReplay(db)
  await freezeForReplay(world, ['2026-11-02', '2026-11-03'])
  return world
}

/** 审定 and 定稿 on these days, of whatever revision it is. */
export async function freezeForReplay(
  { quarterId, officer, at }: ReplayWorld,
  [approvedOn, frozenOn]: [string, string],
): Promise<void> {
  const input = { quarterId, minutesNumber, approvedOn }
  await approveQuarter(await at(officer, approvedOn), input)
  await freezeQuarter(await at(officer, frozenOn), { quarterId })
}

/** Duties of August and September, two records, a task, and one branch that ends. */
async function workOfTheQuarter(world: ReplayWorld): Promise<void> {
  const { db, branches, officer, secretaries, merged, at } = world
  const away = await createMember(db, branches[0])
  await owed(world, ['party_day'], {}, momentOf('2026-08-01', '09:00'))
  await issueDueInstances(
    await createContextFor(db, 'system', { now: momentOf('2026-09-01', '09:00') }),
  )
  const attendance = { [`attendance_${away.id}`]: 'illness' }
  await recordActivity(
    await at(secretaries[0], '2026-08-12'),
    await recordForm(world, ['party_day'], { heldOn: '2026-08-11', ...attendance }),
  )
  await recordActivity(
    await at(secretaries[0], '2026-10-05'),
    await recordForm(world, ['party_day'], {
      heldOn: '2026-09-11',
      lateReason: '记录本遗失后补记',
    }),
  )
  const open = await openWork.listOpen(db, merged.id)
  await mergeOrganisation(
    await at(officer, '2026-09-12'),
    {
      ...{ organisationId: merged.id, intoId: branches[1].id },
      ...{ on: '2026-09-12', basis: '党委〔2026〕20号' },
      decisions: open.map((one) => ({ assignmentId: one.assignmentId, isTransferred: false })),
      workBasis: '接收支部已有同一任务',
    },
    openWork,
  )
  const { task } = await dispatchedTask(world, {
    organisationIds: branches.slice(0, 2).map((branch) => branch.id),
  })
  await db.update(tasks).set({ indicatorKey: '6' }).where(eq(tasks.id, task.id))
  await recordOverdue(
    await createContextFor(db, 'system', { now: momentOf('2026-10-01', '10:00') }),
  )
}

/** From 自评 to 公示: everybody judged, one indicator left to the 领导小组. */
async function judged(world: ReplayWorld): Promise<void> {
  const { quarterId, branches, officer, judge, at } = world
  await startSelfAssessment(await at(officer, '2026-09-28'), { quarterId, dueOn: '2026-09-30' })
  await startPreliminary(await at(officer, '2026-10-08'), { quarterId, dueOn: '2026-10-12' })
  const judgement = {
    ...{ quarterId, seenVersion: 0, state: 'scored' as const },
    ...{ note: null, fileIds: [] },
  }
  const late = itemOf('r-judged', { kind: 'events' as const, count: 1 })
  const question = itemOf('r-range', { kind: 'amount' as const, hundredths: 400 })
  for (const [place, { id: organisationId }] of branches.entries()) {
    const isMerged = organisationId === world.merged.id
    await judgeIndicator(await at(officer, '2026-10-09'), {
      ...{ ...judgement, organisationId, indicatorKey: '1' },
      items: place === 1 ? [late] : [],
    })
    await judgeIndicator(await at(judge, '2026-10-09'), {
      ...{ ...judgement, organisationId, indicatorKey: '2' },
      items: place === 0 ? [question] : isMerged ? [{ ...question, occurredOn: '2026-08-20' }] : [],
    })
  }
  await startVerification(await at(officer, '2026-10-12'), { quarterId, endsOn: '2026-10-14' })
  await startMeeting(await at(officer, '2026-10-15'), { quarterId })
  await treatUnscored(await at(officer, '2026-10-15'), {
    ...{ quarterId, indicatorKey: '4', class: 'I', treatment: 'full', minutesNumber },
    reason: '归口部门逾期没有评分',
  })
  await publishQuarter(await at(officer, '2026-10-16'), { quarterId, endsOn: '2026-10-23' })
}

/** The first branch appeals against 4.00 points; 1.00 stays. */
async function appealed(world: ReplayWorld): Promise<void> {
  const { db, quarterId, branches, secretaries, officer, at } = world
  const organisationId = branches[0].id
  const [entry] = await db
    .select({ id: scoreEntries.id })
    .from(scoreEntries)
    .where(
      and(
        eq(scoreEntries.organisationId, organisationId),
        eq(scoreEntries.ruleKey, 'r-range'),
        isNull(scoreEntries.reversesId),
      ),
    )
  const appeal = await fileAppeal(await at(secretaries[0], '2026-10-20'), {
    ...{ quarterId, organisationId, requestKey: newId(), entryId: entry?.id },
    ...{ askedPoints: -100, fileIds: [], reason: '主要责任在外委单位，附情况说明和验收记录。' },
  })
  const office = await at(officer, '2026-10-21')
  const { seen } = await appealEffect(office, appeal.id, -100)
  await decideAppeal(office, {
    ...{ appealId: appeal.id, verdict: 'amount', points: -100, seen },
    reason: '经核实支部承担次要责任',
  })
  await correctPublication(await at(officer, '2026-10-22'), {
    ...{ quarterId, endsOn: '2026-10-30', reason: '申诉更正分录' },
  })
}
