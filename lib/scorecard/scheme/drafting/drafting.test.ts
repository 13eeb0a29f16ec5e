import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { newId } from '@/db/ids'
import { auditEntries, schemes } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import {
  createContextFor,
  createOfficer,
  createSecretary,
  createTree,
} from '@/db/testing/factories'
import { openQuarter } from '../../quarter/open-quarter'
import { defaultScheme } from '../default-scheme'
import { indicatorsOf } from '../schema'
import { adoptDocument, createScheme } from './create-scheme'
import { deleteDraft } from './delete-draft'
import type { Scheme } from './load-scheme'
import { hashOf, publishScheme, retireScheme } from './publish-scheme'
import { schemeList, schemeView } from './queries'
import { saveFrame } from './save-frame'
import { moveIndicator, removeIndicator, saveIndicator } from './save-indicator'
import { removeRule, saveRule } from './save-rule'
import { exportScheme, readSchemeFile } from './transfer-scheme'

const { db } = await testDatabase()

async function scene() {
  const tree = await createTree(db)
  const officer = await createOfficer(db, 'committee_officer', {
    organisationId: tree.committee.id,
  })
  const ctx = await createContextFor(db, officer)
  const draft = (origin: 'example' | 'blank' | 'last' = 'example') =>
    createScheme(ctx, { schemeId: newId(), year: 2026, origin })
  return { ...tree, ctx, draft }
}

const seen = ({ id, editVersion }: Scheme) => ({ schemeId: id, editVersion })

describe('a draft', () => {
  test('is made once, from the example, and is numbered within its year', async () => {
    const { ctx } = await scene()
    const input = { schemeId: newId(), year: 2026, origin: 'example' as const }
    const first = await createScheme(ctx, input)
    expect(first).toMatchObject({ version: 1, state: 'draft', editVersion: 1 })
    expect(first.document).toEqual(defaultScheme)
    expect((await createScheme(ctx, input)).id).toBe(first.id)
    expect(await createScheme(ctx, { ...input, schemeId: newId() })).toMatchObject({ version: 2 })
    expect(await schemeList(ctx)).toHaveLength(2)
  })

  test('needs a last version to begin from one', async () => {
    const { draft } = await scene()
    await expect(draft('last')).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining('没有上一版'),
    })
  })

  test('is nobody’s business but the office’s', async () => {
    const { draft, committee, branches } = await scene()
    const scheme = await draft()
    const secretary = await createContextFor(db, await createSecretary(db, branches[0]))
    const department = await createContextFor(
      db,
      await createOfficer(db, 'department_officer', {
        organisationId: committee.id,
        department: '工会',
      }),
    )
    for (const ctx of [secretary, department]) {
      await expect(schemeView(ctx, scheme.id)).rejects.toMatchObject({ code: 'not_found' })
      await expect(publishScheme(ctx, seen(scheme))).rejects.toMatchObject({ code: 'not_found' })
      await expect(
        createScheme(ctx, { schemeId: newId(), year: 2026, origin: 'blank' }),
      ).rejects.toMatchObject({ code: 'forbidden' })
    }
  })

  test('is not overwritten by a form that was made before somebody else’s change', async () => {
    const { ctx, draft } = await scene()
    const scheme = await draft()
    const input = { ...seen(scheme), indicatorKey: 'bonus', code: '6', name: '加分', full: '' }
    await saveIndicator(ctx, input)
    await expect(saveIndicator(ctx, input)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('您填写的内容还在'),
    })
  })

  test('is deleted with its number free again', async () => {
    const { ctx, draft } = await scene()
    const scheme = await draft()
    await deleteDraft(ctx, seen(scheme))
    expect(await schemeList(ctx)).toEqual([])
    expect(await draft()).toMatchObject({ version: 1 })
  })
})

describe('indicators', () => {
  test('a new one begins from its full marks and stays within them; figures are exact', async () => {
    const { ctx, draft } = await scene()
    const added = await saveIndicator(ctx, {
      ...seen(await draft('blank')),
      ...{ code: '1', name: '组织生活', full: '12.5', classes: ['I', 'III'] },
    })
    expect(added.scheme.document.indicators).toMatchObject([
      {
        ...{ fullHundredths: 1250, startHundredths: 1250, floorHundredths: 0, capHundredths: 1250 },
        classes: ['I', 'III'],
      },
    ])
    const below = await saveIndicator(ctx, {
      ...seen(added.scheme),
      ...{ parentKey: added.indicatorKey, code: '1.1', name: '主题党日', full: '5', cap: '不限' },
    })
    expect(below.scheme.document.indicators[0]?.children).toMatchObject([
      { name: '主题党日', capHundredths: null },
    ])
  })

  test('what is wrong is said field by field', async () => {
    const { ctx, draft } = await scene()
    const input = { ...seen(await draft('blank')), code: '1', name: '', full: '五', start: '1.255' }
    await expect(saveIndicator(ctx, input)).rejects.toMatchObject({
      code: 'invalid',
      fields: {
        full: expect.stringContaining('不是能读懂的数'),
        start: expect.stringContaining('多于两位小数'),
        name: expect.any(String),
      },
    })
  })

  test('a prohibited name is refused with the clause', async () => {
    const { ctx, draft } = await scene()
    await expect(
      saveIndicator(ctx, { ...seen(await draft()), code: '8', name: '党员积分排名', full: '' }),
    ).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining('国办函〔2026〕12号'),
    })
  })

  test('three levels are the most; order is changed; removing takes all below along', async () => {
    const { ctx, draft } = await scene()
    let scheme = await draft('blank')
    let parentKey: string | undefined
    for (const level of [1, 2, 3]) {
      const saved = await saveIndicator(ctx, {
        ...seen(scheme),
        ...{ parentKey, code: '1.1.1'.slice(0, 2 * level - 1), name: `第${level}级`, full: '10' },
      })
      scheme = saved.scheme
      parentKey = saved.indicatorKey
    }
    await expect(
      saveIndicator(ctx, { ...seen(scheme), parentKey, code: '1.1.1.1', name: '第四级' }),
    ).rejects.toMatchObject({ code: 'invalid', message: expect.stringContaining('最多分 3 级') })
    const other = await saveIndicator(ctx, { ...seen(scheme), code: '2', name: '另一项' })
    const moved = await moveIndicator(ctx, {
      ...seen(other.scheme),
      ...{ indicatorKey: other.indicatorKey, by: 'up' },
    })
    expect(moved.document.indicators.map((one) => one.name)).toEqual(['另一项', '第1级'])
    const top = moved.document.indicators[1]?.key ?? ''
    const left = await removeIndicator(ctx, { ...seen(moved), indicatorKey: top })
    expect(indicatorsOf(left.document).map((one) => one.name)).toEqual(['另一项'])
  })
})

describe('rules', () => {
  const lists = {
    words: '支委会议题',
    op: 'tiered',
    sourceKind: 'judgement',
    list: '按期召开＝3\n逾期召开＝1.5\n没有召开＝-2',
  }

  test('are read from their fields; what a person writes wrong is said', async () => {
    const { ctx, draft } = await scene()
    const scheme = await draft()
    const place = { ...seen(scheme), indicatorKey: 'i1-1' }
    await expect(
      saveRule(ctx, { ...place, ...lists, list: '按期召开', words: '' }),
    ).rejects.toMatchObject({
      fields: { list: expect.stringContaining('一行一项'), words: '请写明考核内容' },
    })
    await expect(
      saveRule(ctx, { ...place, ...lists, sourceKind: 'obligation', activities: [] }),
    ).rejects.toMatchObject({ fields: { sourceKind: expect.stringContaining('后面要写活动') } })
    const { scheme: saved, ruleKey } = await saveRule(ctx, { ...place, ...lists })
    const find = (one: Scheme) =>
      indicatorsOf(one.document)
        .find((indicator) => indicator.key === 'i1-1')
        ?.rules.find((rule) => rule.key === ruleKey)
    expect(find(saved)).toMatchObject({
      op: 'tiered',
      tiers: [{ hundredths: 300 }, { hundredths: 150 }, { when: '没有召开', hundredths: -200 }],
    })
    const again = await saveRule(ctx, {
      ...{ ...seen(saved), indicatorKey: 'i1-1', ruleKey },
      ...{ words: '每缺一次', op: 'deduct_per_event', amount: '0.5', doubled: '是' },
      ...{ sourceKind: 'obligation', activities: ['party_day'] },
    })
    expect(find(again.scheme)).toMatchObject({
      ...{ op: 'deduct_per_event', hundredths: 50, isDoubledAfterUrging: true },
      source: { kind: 'obligation', activities: ['party_day'] },
    })
    const removed = await removeRule(ctx, { ...seen(again.scheme), indicatorKey: 'i1-1', ruleKey })
    expect(find(removed)).toBeUndefined()
  })

  test('watch time is no source, under whatever name', async () => {
    const { ctx, draft } = await scene()
    const scheme = await draft()
    const input = { ...seen(scheme), indicatorKey: 'i1-1', op: 'band', list: '不限 至 不限＝1' }
    for (const given of [
      { words: '党员观看视频时长', sourceKind: 'judgement' },
      { words: '学习情况', sourceKind: 'reported', sourceKey: 'app_login_count' },
    ]) {
      await expect(saveRule(ctx, { ...input, ...given })).rejects.toMatchObject({
        code: 'invalid',
        message: expect.stringContaining('国办函〔2026〕12号'),
      })
    }
  })
})

test('grades, shares and the year are read line by line', async () => {
  const { ctx, draft } = await scene()
  const scheme = await draft()
  const input = { ...seen(scheme), name: '办法', bands: '一类＝95\n二类＝85\n三类＝0' }
  const saved = await saveFrame(ctx, {
    ...input,
    ...{ shares: '一类＝30\n二类＝70', sharesState: 'on' },
    ...{ yearly: 'weights', weights: '200\n200\n300\n300' },
  })
  expect(saved.document).toMatchObject({
    grading: {
      bands: [{ grade: '一类', fromHundredths: 9500 }, {}, { fromHundredths: 0 }],
      shares: { isOn: true, grades: [{ atMostPercentHundredths: 3000 }, {}] },
    },
    yearly: { method: 'weights', thousandths: [200, 200, 300, 300] },
  })
  await expect(
    saveFrame(ctx, { ...input, ...seen(saved), yearly: 'weights', weights: '500 500' }),
  ).rejects.toMatchObject({ fields: { weights: expect.stringContaining('四个季度') } })
})

describe('publishing', () => {
  test('waits until nothing is left to mend, and names the first', async () => {
    const { ctx, draft } = await scene()
    await expect(publishScheme(ctx, seen(await draft('blank')))).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining('还没有指标'),
    })
  })

  test('keeps the check code of the document, and the database keeps the rest', async () => {
    const { ctx, draft } = await scene()
    const scheme = await draft()
    const published = await publishScheme(ctx, seen(scheme))
    expect(published).toMatchObject({
      ...{ state: 'published', version: 1, changeNote: '第一版' },
      documentHash: hashOf(defaultScheme),
    })
    expect(published.documentHash).toMatch(/^[0-9a-f]{64}$/)
    await expect(saveFrame(ctx, { ...seen(published), name: '改' })).rejects.toMatchObject({
      code: 'conflict',
    })
    await expect(deleteDraft(ctx, seen(published))).rejects.toMatchObject({ code: 'conflict' })
    await expect(
      db.update(schemes).set({ name: '改' }).where(eq(schemes.id, scheme.id)),
    ).rejects.toThrow()
    const audited = await db
      .select({ action: auditEntries.action })
      .from(auditEntries)
      .where(eq(auditEntries.subjectId, scheme.id))
    expect(audited.map((one) => one.action)).toEqual(['scheme.create', 'scheme.publish'])
  })

  test('says in sentences what differs from the version before', async () => {
    const { ctx, draft } = await scene()
    await publishScheme(ctx, seen(await draft()))
    const next = await draft('last')
    const { scheme } = await saveRule(ctx, {
      ...{ ...seen(next), indicatorKey: 'bonus', ruleKey: 'bonus-r2' },
      ...{ words: '承担试点任务并形成成果', op: 'add_per_event', amount: '0.5' },
      sourceKind: 'judgement',
    })
    const published = await publishScheme(ctx, seen(scheme))
    expect(published.version).toBe(2)
    expect(published.changeNote).toContain('“6 加分项”的规则改为')
    expect(published.changeNote).toContain('0.50 分')
    expect((await schemeView(ctx, published.id)).differences).toMatchObject({ version: 1 })
  })

  test('the one published last is the one a quarter is opened with, whatever order they were made', async () => {
    const { ctx, draft } = await scene()
    const [one, other] = [await draft(), await draft()]
    await publishScheme(ctx, seen(other))
    const last = await publishScheme(ctx, seen(one))
    expect(last.version).toBe(3)
    const quarter = await openQuarter(ctx, { period: '2026Q3' })
    expect(quarter.schemeId).toBe(last.id)
    const lines = await schemeList(ctx)
    expect(lines.map(({ isCurrent, quarters }) => ({ isCurrent, quarters }))).toEqual([
      { isCurrent: true, quarters: ['2026Q3'] },
      { isCurrent: false, quarters: [] },
    ])
  })

  test('what is 停用 opens no further quarter; a draft cannot be', async () => {
    const { ctx, draft } = await scene()
    const scheme = await draft()
    await expect(retireScheme(ctx, { schemeId: scheme.id })).rejects.toMatchObject({
      code: 'conflict',
    })
    await publishScheme(ctx, seen(scheme))
    expect(await retireScheme(ctx, { schemeId: scheme.id })).toMatchObject({ state: 'retired' })
    await expect(openQuarter(ctx, { period: '2026Q3' })).rejects.toMatchObject({ code: 'conflict' })
  })

  test('a branch may read what it is measured by, and change nothing', async () => {
    const { ctx, draft, branches } = await scene()
    const scheme = await publishScheme(ctx, seen(await draft()))
    const secretary = await createContextFor(db, await createSecretary(db, branches[0]))
    expect(await schemeView(secretary, scheme.id)).toMatchObject({ canManage: false })
    await expect(retireScheme(secretary, { schemeId: scheme.id })).rejects.toMatchObject({
      code: 'forbidden',
    })
  })
})

describe('files', () => {
  test.each(['json', 'xlsx'] as const)('a scheme leaves and comes back as %s', async (format) => {
    const { ctx, draft } = await scene()
    const { bytes, name } = await exportScheme(ctx, { schemeId: (await draft()).id, format })
    expect(name).toContain('2026年')
    const { schemes: read, faults } = await readSchemeFile(ctx, {
      ...{ bytes, classification: 'internal' },
    })
    expect(faults).toEqual([])
    const [one] = read
    const adopted = await adoptDocument(ctx, {
      ...{ schemeId: newId(), year: 2027, document: JSON.stringify(one?.document) },
    })
    expect(adopted.document).toEqual(defaultScheme)
  })

  test('a file that is none is refused with a sentence, and so is a damaged document', async () => {
    const { ctx } = await scene()
    const bytes = Buffer.from('{"hello": 1}')
    await expect(readSchemeFile(ctx, { bytes, classification: 'internal' })).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining('没有考核表'),
    })
    const damaged = JSON.stringify(defaultScheme).replace('"name"', '"nom"')
    await expect(
      adoptDocument(ctx, { schemeId: newId(), year: 2026, document: damaged }),
    ).rejects.toMatchObject({ code: 'invalid' })
  })
})
