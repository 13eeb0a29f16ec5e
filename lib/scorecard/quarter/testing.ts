import type { Db } from '@/db/client'
import { newId } from '@/db/ids'
import { schemes } from '@/db/schema'
import { createOfficer, type MadePerson, testNow } from '@/db/testing/factories'
import type { Indicator, Rule, SchemeDocument } from '../scheme/schema'

const ruleDefaults = { capHundredths: null, isDoubledAfterUrging: false } as const

/** A leaf of a test scheme: starts from its full marks, floor zero. */
export function testLeaf(
  key: string,
  fullHundredths: number,
  rules: Rule[],
  given: Partial<Indicator> = {},
): Indicator {
  return {
    key,
    code: key,
    name: `指标${key}`,
    fullHundredths,
    startHundredths: fullHundredths,
    floorHundredths: 0,
    capHundredths: fullHundredths,
    classes: null,
    department: null,
    basis: null,
    notApplicable: 'scale',
    rules,
    children: [],
    ...given,
  }
}

/** Judged by the Party office: 2.00 points for each event. */
export const judgedRule: Rule = {
  ...ruleDefaults,
  op: 'deduct_per_event',
  key: 'r-judged',
  words: '材料未按时报送一次',
  source: { kind: 'judgement' },
  hundredths: 200,
}

/** From 活动纪实: 1.50 points for each 主题党日 that was owed and not held. */
export const partyDayRule: Rule = {
  ...ruleDefaults,
  op: 'deduct_per_event',
  key: 'r-party-day',
  words: '主题党日缺一次',
  source: { kind: 'obligation', activities: ['party_day'] },
  hundredths: 150,
}

/** Two leaves, one judged and one automatic, 100.00 together; bands 90 / 80 / 60. */
export function testDocument(given: Partial<SchemeDocument> = {}): SchemeDocument {
  return {
    name: '测试考核办法',
    basis: '测试文件〔2026〕1号',
    indicators: [testLeaf('1', 4000, [judgedRule]), testLeaf('2', 6000, [partyDayRule])],
    grading: {
      bands: [
        { grade: '优秀', fromHundredths: 9000 },
        { grade: '良好', fromHundredths: 8000 },
        { grade: '一般', fromHundredths: 6000 },
        { grade: '较差', fromHundredths: -1_000_000 },
      ],
      shares: null,
    },
    yearly: { method: 'mean' },
    ...given,
  }
}

/** A published scheme of 2026 of a committee. */
export async function createPublishedScheme(
  db: Db,
  committee: { id: string },
  given: { document?: SchemeDocument; version?: number; by?: MadePerson } = {},
): Promise<string> {
  const by =
    given.by ?? (await createOfficer(db, 'committee_officer', { organisationId: committee.id }))
  const document = given.document ?? testDocument()
  const id = newId()
  await db.insert(schemes).values({
    id,
    committeeId: committee.id,
    year: 2026,
    version: given.version ?? 1,
    name: document.name,
    document,
    documentHash: 'a'.repeat(64),
    state: 'published',
    createdBy: by.id,
    createdAt: testNow,
    publishedBy: by.id,
    publishedAt: testNow,
  })
  return id
}
