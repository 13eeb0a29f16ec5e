import { eq } from 'drizzle-orm'
import type { Db } from '@/db/client'
import type { QuarterState } from '@/db/enums'
import { scorecardQuarters } from '@/db/schema'
import {
  createContextFor,
  createOfficer,
  createOrganisation,
  createSecretary,
  createTree,
  type MadePerson,
} from '@/db/testing/factories'
import type { Day } from '@/lib/period'
import { openQuarter } from '../quarter/open-quarter'
import { createPublishedScheme, judgedRule, partyDayRule, testLeaf } from '../quarter/testing'
import type { Rule, SchemeDocument } from '../scheme/schema'

// Shared set-up of the tests of 自评, 初评, 核对 and 申诉.

export const department = '安全监察部'
const plain = { capHundredths: null, isDoubledAfterUrging: false } as const
const judgement = { source: { kind: 'judgement' } } as const

const departmentRules: Rule[] = [
  {
    ...plain,
    ...judgement,
    ...{ op: 'deduct_range', key: 'r-range', words: '发生一般问题' },
    ...{ fromHundredths: 50, toHundredths: 500 },
  },
  {
    ...plain,
    ...judgement,
    ...{ op: 'by_level', key: 'r-level', words: '受到通报表扬' },
    levels: [
      { name: '公司级', hundredths: 100 },
      { name: '省公司级', hundredths: 200 },
    ],
  },
  {
    ...plain,
    ...judgement,
    ...{ op: 'veto', key: 'r-veto', words: '发生责任事件' },
    effect: { kind: 'ceiling', grade: '一般' },
  },
]

const tierRule: Rule = {
  ...plain,
  ...judgement,
  ...{ op: 'tiered', key: 'r-tier', words: '品牌建设' },
  tiers: [
    { when: '特色鲜明', hundredths: 1000 },
    { when: '一般', hundredths: 600 },
  ],
}

const importRule: Rule = {
  ...plain,
  ...{ op: 'import', key: 'r-import', words: '学习平台得分', source: { kind: 'import' } },
  ...{ theirFullHundredths: 10_000, toHundredths: 1000 },
}

/** 100.00 together: the Party office judges 1, the department 2 and 4; 3 is automatic, 5 imported. */
export const quarterDocument: SchemeDocument = {
  name: '测试考核办法',
  basis: null,
  indicators: [
    testLeaf('1', 3000, [judgedRule]),
    testLeaf('2', 3000, departmentRules, { department }),
    testLeaf('3', 2000, [partyDayRule]),
    testLeaf('4', 1000, [tierRule], { department, startHundredths: 0 }),
    testLeaf('5', 1000, [importRule], { department, startHundredths: 0 }),
  ],
  grading: {
    bands: [
      { grade: '优秀', fromHundredths: 9000 },
      { grade: '良好', fromHundredths: 7000 },
      { grade: '一般', fromHundredths: -1_000_000 },
    ],
    shares: null,
  },
  yearly: { method: 'mean' },
}

/** Three branches of class I and a quarter of their own, in whatever step is asked for. */
export async function quarterWorld(
  db: Db,
  state: QuarterState,
  given: { document?: SchemeDocument } = {},
) {
  const tree = await createTree(db)
  const { committee, branches } = tree
  const [first, second] = branches
  const third = await createOrganisation(db, { parentId: committee.id })
  const organisationId = committee.id
  const officer = await createOfficer(db, 'committee_officer', { organisationId })
  const colleague = await createOfficer(db, 'committee_officer', { organisationId })
  const judge = await createOfficer(db, 'department_officer', { organisationId, department })
  const secretary = await createSecretary(db, first)
  const other = await createSecretary(db, second)
  await createPublishedScheme(db, committee, { document: given.document ?? quarterDocument })
  const as = (person: MadePerson, day: Day = '2026-10-12') =>
    createContextFor(db, person, { now: new Date(`${day}T10:00:00+08:00`) })
  const { id: quarterId } = await openQuarter(await as(officer, '2026-09-15'), { period: '2026Q3' })
  const go = (to: QuarterState) =>
    db
      .update(scorecardQuarters)
      .set({
        state: to,
        verificationEndsOn: '2026-10-14',
        publicationStartsOn: '2026-10-16',
        publicationEndsOn: '2026-10-23',
      })
      .where(eq(scorecardQuarters.id, quarterId))
  await go(state)
  return {
    ...{ db, tree, first, second, third, officer, colleague, judge, secretary, other },
    ...{ quarterId, as, go },
  }
}
export type QuarterWorld = Awaited<ReturnType<typeof quarterWorld>>

/** An item of a judgement by rule. */
export function itemOf<V>(ruleKey: string, value: V, itemKey = 'i1') {
  return { itemKey, ruleKey, occurredOn: '2026-09-10', words: '季度材料', isUrged: false, value }
}
