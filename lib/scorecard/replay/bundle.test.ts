import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { and, asc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { auditEntries, quarterSubjects, scoreBundles, scoreSnapshots } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import { createOfficer, type MadePerson } from '@/db/testing/factories'
import { serveFile } from '@/lib/files/serve-file'
import { checkCode } from '@/scripts/scorecard-replay/canonical.mjs'
import { run } from '@/scripts/scorecard-replay/command.mjs'
import { judgeIndicator } from '../judging/judge-indicator'
import { freezeQuarter } from '../quarter/approve-and-freeze'
import { correctPublication, reopenQuarter } from '../quarter/publish-quarter'
import { snapshotContent } from '../quarter/schema'
import { findBundle } from './find-bundle'
import { type Bundle, bundleSchema } from './schema'
import { freezeForReplay, frozenForReplay, type ReplayWorld } from './testing'

const { db } = await testDatabase()
let world: ReplayWorld
let bytes: Buffer
let bundle: Bundle
let folder: string

const request = (headers: Record<string, string> = {}) =>
  new Request('http://localhost/api/scorecard/q/bundle', { headers })

async function download(person: MadePerson, revision?: number): Promise<Response> {
  const ctx = await world.at(person, '2026-11-20')
  const file = await findBundle(ctx, { quarterId: world.quarterId, revision })
  return serveFile(ctx, file, request(), { asDownload: true })
}

const unpacked = (packed: Buffer): Bundle => JSON.parse(gunzipSync(packed).toString('utf8'))

/** What the command says of these bytes. */
async function replayOf(packed: Uint8Array): Promise<{ code: number; lines: string[] }> {
  const file = path.join(folder, 'bundle.json.gz')
  await writeFile(file, packed)
  const lines: string[] = []
  const note = (line: string) => lines.push(line)
  return { code: run([file], { log: note, error: note }), lines }
}

/** The bundle after a change, with its check code put right again. */
function altered(change: (bundle: Bundle) => void): Buffer {
  const copy = structuredClone(bundle)
  change(copy)
  return gzipSync(JSON.stringify({ ...copy, sha256: checkCode(copy) }))
}

const branchOf = (place: number) => world.branches[place]?.id ?? ''
const resultOf = (place: number) =>
  bundle.result.organisations.find((one) => one.id === branchOf(place))

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'bundle-'))
  world = await frozenForReplay(db)
  bytes = Buffer.from(await (await download(world.officer)).arrayBuffer())
  bundle = unpacked(bytes)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('the bundle of a quarter that went its way by the verbs', () => {
  test('has the published shape and says what happened', () => {
    expect(bundleSchema.parse(bundle)).toEqual(bundle)
    expect(bundle.quarter).toMatchObject({ period: '2026Q3', revision: 1, from: '2026-07-01' })
    expect(new Set(bundle.facts.map((fact) => fact.kind))).toEqual(
      new Set(['judgement', 'task_completion', 'ruling']),
    )
    expect(bundle.treatments).toMatchObject([{ indicatorKey: '4', treatment: 'full' }])
    expect(bundle.appeals).toMatchObject([{ state: 'corrected', decidedHundredths: -100 }])
    expect(bundle.activities.map((one) => [one.expected, one.present, one.lateReason])).toEqual([
      [2, 1, null],
      [2, 2, '记录本遗失后补记'],
    ])
    expect(bundle.denominators).toContainEqual(
      expect.objectContaining({ organisationId: branchOf(0), on: '2026-08-11', total: 2 }),
    )
    expect(bundle.organisations.find((one) => one.id === world.merged.id)).toMatchObject({
      to: '2026-09-12',
      mergedIntoId: branchOf(1),
    })
  })

  test('replays offline without a difference, to the hundredth', async () => {
    const { code, lines } = await replayOf(bytes)
    expect(lines.filter((line) => line.startsWith('不同'))).toEqual([])
    expect(code).toBe(0)
    // 100 − 1.00 (ruling) − 1.50 (written down late) − 1.50 (75 % present) − 1.00 (task).
    expect(resultOf(0)).toMatchObject({ totalHundredths: 9500, grade: '优秀', rank: 2 })
    expect(resultOf(1)).toMatchObject({ totalHundredths: 9400, grade: '良好', rank: 3 })
    expect(resultOf(2)).toMatchObject({ totalHundredths: 9700, grade: '优秀', rank: 1 })
    // 4.00 in its own days; what it still owed was 不适用 at the merger.
    expect(resultOf(3)).toMatchObject({ totalHundredths: 9600, grade: null, rank: null })
  })

  test.each<[string, (bundle: Bundle) => void, string]>([
    [
      'a total',
      ({ result }) => {
        const [one] = result.organisations
        if (one) {
          one.totalHundredths += 1
        }
      },
      '总分',
    ],
    ['an entry left out', ({ entries }) => void entries.shift(), '分录'],
    ['a duty left out', ({ obligations }) => void obligations.splice(0), '应办事项'],
    ['a treatment left out', ({ treatments }) => void treatments.splice(0), '指标 4'],
    [
      'a ruling',
      ({ facts }) => {
        const ruling = facts.find((fact) => fact.kind === 'ruling')
        Object.assign(ruling?.value as object, { amountHundredths: -50 })
      },
      '申诉',
    ],
    [
      'who was present',
      ({ activities: [held] }) => {
        if (held) {
          held.present = held.expected
        }
      },
      'r-attendance',
    ],
  ])('%s that was tampered with is found', async (_what, change, word) => {
    const { code, lines } = await replayOf(altered(change))
    expect(code).toBe(1)
    expect(lines.join('\n')).toContain(word)
  })

  test('one byte changed without the check code is found', async () => {
    const text = gunzipSync(bytes).toString('utf8')
    const { code, lines } = await replayOf(gzipSync(text.replace('"rank":2', '"rank":1')))
    expect(code).toBe(1)
    expect(lines.join('\n')).toContain('校验码不一致')
  })

  test('it is kept once, audited with its check code, and nothing else of the ledger is touched', async () => {
    const audited = await db
      .select({ action: auditEntries.action, detail: auditEntries.detail })
      .from(auditEntries)
      .where(
        and(eq(auditEntries.subjectId, world.quarterId), eq(auditEntries.action, 'quarter.bundle')),
      )
    expect(audited).toMatchObject([{ detail: { revision: 1, sha256: bundle.sha256 } }])
    const ctx = await world.at(world.officer, '2026-11-04')
    await expect(freezeQuarter(ctx, { quarterId: world.quarterId })).rejects.toMatchObject({
      code: 'conflict',
    })
    const kept = await db
      .select()
      .from(scoreBundles)
      .where(eq(scoreBundles.quarterId, world.quarterId))
    expect(kept).toHaveLength(1)
    expect(await reckonedTotals()).toEqual(
      bundle.result.organisations
        .map((one) => [one.id, one.totalHundredths] as const)
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    )
  })
})

async function reckonedTotals() {
  const rows = await db
    .select({ id: quarterSubjects.organisationId, total: quarterSubjects.totalHundredths })
    .from(quarterSubjects)
    .where(eq(quarterSubjects.quarterId, world.quarterId))
    .orderBy(asc(quarterSubjects.organisationId))
  return rows.map((row) => [row.id, row.total] as const)
}

test('an appeal lifts one grade and lowers another’s rank: both states in 公示 stand', async () => {
  const { quarterId, branches } = world
  const kept = await db
    .select()
    .from(scoreSnapshots)
    .where(eq(scoreSnapshots.quarterId, quarterId))
    .orderBy(asc(scoreSnapshots.at), asc(scoreSnapshots.id))
  const placeIn = (kind: 'publication' | 'corrected', branch: { id: string }) => {
    const row = kept.find((one) => one.kind === kind)
    const one = snapshotContent.parse(row?.content).organisations.find(({ id }) => id === branch.id)
    return [one?.totalHundredths, one?.rank, one?.grade]
  }
  const [first, second] = branches
  expect([placeIn('publication', first), placeIn('publication', second)]).toEqual([
    [9200, 3, '良好'],
    [9400, 2, '良好'],
  ])
  expect([placeIn('corrected', first), placeIn('corrected', second)]).toEqual([
    [9500, 2, '优秀'],
    [9400, 3, '良好'],
  ])
})

describe('the download', () => {
  test('a part of it, and again only where it differs', async () => {
    const ctx = await world.at(world.judge, '2026-11-20')
    const file = await findBundle(ctx, { quarterId: world.quarterId })
    const options = { asDownload: true }
    const part = await serveFile(ctx, file, request({ range: 'bytes=2-5' }), options)
    expect(part.status).toBe(206)
    expect(Buffer.from(await part.arrayBuffer())).toEqual(bytes.subarray(2, 6))
    expect(part.headers.get('content-type')).toBe('application/gzip')
    expect(decodeURIComponent(part.headers.get('content-disposition') ?? '')).toContain(
      '第1版数据包.json.gz',
    )
    const etag = part.headers.get('etag') ?? ''
    const same = await serveFile(ctx, file, request({ 'if-none-match': etag }), options)
    expect(same.status).toBe(304)
  })

  test('for officers of the committee; others, other quarters and other revisions find nothing', async () => {
    const nothing = { code: 'not_found' }
    const stranger = await createOfficer(db, 'committee_officer', {
      organisationId: world.branches[0].id,
    })
    await expect(download(world.secretaries[0])).rejects.toMatchObject(nothing)
    await expect(download(stranger)).rejects.toMatchObject(nothing)
    await expect(download(world.officer, 2)).rejects.toMatchObject(nothing)
    expect((await download(world.judge, 1)).status).toBe(200)
  })
})

describe('a revision', () => {
  test('has a bundle of its own, and the first one stays byte for byte', async () => {
    const { quarterId, officer, judge, at } = world
    const organisationId = branchOf(0)
    await reopenQuarter(await at(officer, '2026-11-09'), {
      ...{ quarterId, endsOn: '2026-11-16', reason: '巡察发现初评依据有误' },
    })
    await judgeIndicator(await at(officer, '2026-11-10'), {
      ...{ quarterId, organisationId, indicatorKey: '1', seenVersion: 1, state: 'scored' },
      items: [
        {
          ...{ itemKey: 'i1', ruleKey: 'r-judged', occurredOn: '2026-09-10', words: '季度材料' },
          ...{ isUrged: false, value: { kind: 'events', count: 2 } },
        },
      ],
      ...{ note: '巡察组核实材料迟报两次', fileIds: [] },
    })
    await correctPublication(await at(officer, '2026-11-10'), {
      ...{ quarterId, endsOn: '2026-11-18', reason: '按巡察意见更正' },
    })
    await freezeForReplay(world, ['2026-11-19', '2026-11-20'])
    const second = Buffer.from(await (await download(judge)).arrayBuffer())
    expect(await replayOf(second)).toMatchObject({ code: 0 })
    const { quarter, result } = unpacked(second)
    expect(quarter.revision).toBe(2)
    expect(result.organisations.find((one) => one.id === organisationId)).toMatchObject({
      totalHundredths: 9100,
    })
    expect(Buffer.from(await (await download(judge, 1)).arrayBuffer())).toEqual(bytes)
  })
})
