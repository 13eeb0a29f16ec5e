import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { type Bundle, bundleSchema } from '@/lib/scorecard/replay/schema'
import { indicatorsOf, ruleSchema } from '@/lib/scorecard/scheme/schema'
import { run } from './command.mjs'
import { replayed } from './replay.mjs'
import { branch, bundleOf, judged, sealed } from './testing/example-bundle'
import { exampleDocument } from './testing/example-scheme'
import { fullBundle } from './testing/full-bundle'

/** The full bundle after something was changed in it, with the check code put right again. */
function tampered(change: (bundle: Bundle) => void): string[] {
  const bundle = structuredClone(fullBundle())
  change(bundle)
  const { sha256: _, ...content } = bundle
  return replayed(sealed(content)).differences
}

describe('a bundle worked out by hand', () => {
  test('has every operator and every source, and the published shape', () => {
    const rules = indicatorsOf(exampleDocument).flatMap((one) => one.rules)
    const operators = ruleSchema.options.map((option) => option.shape.op.value)
    expect([...new Set(rules.map((rule) => rule.op))].sort()).toEqual([...operators].sort())
    expect(new Set(rules.map((rule) => rule.source.kind)).size).toBe(7)
    expect(bundleSchema.parse(fullBundle())).toEqual(fullBundle())
  })

  test('replays without a difference', () => {
    expect(replayed(fullBundle())).toEqual({ differences: [], notes: [] })
  })
})

describe('whatever was tampered with is found', () => {
  test('the check code, and any member under it', () => {
    const wrong = { ...fullBundle(), sha256: '0'.repeat(64) }
    expect(replayed(wrong).differences).toEqual([
      expect.stringContaining('校验码不一致：文件写的是 0000'),
    ])
    const edited = structuredClone(fullBundle())
    edited.calendar.push({ day: '2026-10-01', kind: 'holiday', name: '国庆节' })
    expect(replayed(edited).differences).toHaveLength(1)
  })

  test('one fact', () => {
    const found = tampered((bundle) => {
      const done = bundle.facts.find((one) => one.sourceId === 'w1')
      Object.assign(done?.value as object, { outcome: 'on_time' })
    })
    expect(found).toEqual([
      'o1 支部（O1） 规则 a2、依据 fact:task_completion:w1：多一条分录（' +
        `${fullBundle().entries.find((one) => one.basisKey.endsWith(':w1'))?.id}` +
        '，−0.50 分），事实和规则得不出它',
      'o1 支部（O1） 总分：包内为 29.08，重算为 29.58',
      'o1 支部（O1） 指标 a：包内为 4.40，重算为 4.90',
    ])
  })

  test('one obligation', () => {
    const found = tampered((bundle) => {
      Object.assign(bundle.obligations[0] ?? {}, { dischargedAt: '2026-09-20T00:00:00.000Z' })
    })
    expect(found[0]).toContain('规则 a1、依据 obligation:o1-september：多一条分录')
    expect(found[1]).toBe('o1 支部（O1） 总分：包内为 29.08，重算为 29.58')
  })

  test('one entry: changed, taken away, added, of another version, on another day', () => {
    const at = (bundle: Bundle, place: number) => bundle.entries[place] as Bundle['entries'][number]
    const change = (more: object) => tampered((bundle) => Object.assign(at(bundle, 0), more))
    expect(change({ amountHundredths: -99 })).toEqual([
      'o1 支部（O1） 规则 a1、依据 obligation:o1-september：分录为 −0.99 分，重算为 −1.00 分',
    ])
    expect(change({ ruleVersion: '2026v2:a1' })).toEqual([expect.stringContaining('规则版本')])
    expect(change({ occurredOn: '2026-09-29' })).toEqual([expect.stringContaining('计入日')])
    expect(change({ indicatorKey: 'b' })).toEqual([expect.stringContaining('指标为 b，应为 a')])
    expect(tampered((bundle) => bundle.entries.shift())).toEqual([
      'o1 支部（O1） 规则 a1、依据 obligation:o1-september：缺一条分录，应为 −1.00 分',
    ])
    const again = { id: 'again', basisKey: 'item:none' }
    expect(tampered((bundle) => bundle.entries.push({ ...at(bundle, 4), ...again }))).toEqual([
      expect.stringContaining('依据 item:none：多一条分录（again，−2.00 分）'),
    ])
  })

  test('a reversal of another amount, of nothing, or twice', () => {
    const reversal = (bundle: Bundle) => bundle.entries.find((one) => one.reversesId !== null)
    const found = (change: object) =>
      tampered((bundle) => Object.assign(reversal(bundle) ?? {}, change))
    expect(found({ amountHundredths: 199 })).toEqual([expect.stringContaining('不是相反数')])
    expect(found({ reversesId: 'nowhere' })[0]).toContain('所冲销的分录不存在')
    const twice = tampered((bundle) => {
      const one = reversal(bundle)
      if (one) {
        bundle.entries.push({ ...one, id: 'twice', generation: 3 })
      }
    })
    expect(twice).toEqual([expect.stringContaining('重复冲销')])
  })

  test('one total, one grade, one rank, one indicator, one branch', () => {
    const found = (change: object) =>
      tampered((bundle) => Object.assign(bundle.result.organisations[1] ?? {}, change))
    expect(found({ totalHundredths: 1_166 })).toEqual([
      'o2 支部（O2） 总分：包内为 11.66，重算为 11.67',
    ])
    expect(found({ grade: '良好' })).toEqual(['o2 支部（O2） 等次：包内为 良好，重算为 一般'])
    expect(found({ rank: 3 })).toEqual(['o2 支部（O2） 名次：包内为 3，重算为 4'])
    expect(found({ indicators: { a: 1_000, b: 0, c: 0, d: 0, 'd.1': 0, 'd.2': 0 } })).toEqual([
      'o2 支部（O2） 指标 d.2：包内为 0.00，重算为 无',
    ])
    expect(tampered((bundle) => bundle.result.organisations.pop())).toEqual([
      'o6 支部（O6） 结果里没有这个党组织',
    ])
  })

  test('a rule, a treatment, a class, a decision of an appeal', () => {
    const ruled = tampered((bundle) => {
      Object.assign(bundle.scheme.document.indicators[0]?.rules[2] ?? {}, { hundredths: 100 })
    })
    expect(ruled[0]).toContain('规则 a3、依据 item:i1：分录为 −2.00 分，重算为 −1.00 分')
    expect(tampered((bundle) => bundle.treatments.pop()).join()).toContain('o3 支部（O3） 名次')
    const second = (bundle: Bundle) => bundle.organisations[3] ?? {}
    const classed = tampered((bundle) => Object.assign(second(bundle), { class: 'III' }))
    expect(classed).toContain('o4 支部（O4） 名次：包内为 2，重算为 1')
    const decided = tampered((bundle) =>
      Object.assign(bundle.appeals[0] ?? {}, { decidedHundredths: -100 }),
    )
    expect(decided).toEqual([expect.stringContaining('申诉 appeal-1')])
  })
})

describe('grades and ranks', () => {
  const marks = [1_000, 900, 900, 700, 600, 500]
  const shared = (isOn: boolean, bands: { grade: string; fromHundredths: number }[]) => {
    const [d] = exampleDocument.indicators.slice(3)
    const indicator = d?.children[1]
    if (!indicator) {
      throw new Error('The example has no d.2')
    }
    const ids = marks.map((_, at) => `g${at + 1}`)
    const bundle = bundleOf({
      organisations: ids.map((id) => branch(id)),
      facts: ids.map((id, at) =>
        judged(id, 'd.2', [['d5', { kind: 'amount', hundredths: 1_000 - (marks[at] ?? 0) }]]),
      ),
      scheme: {
        ...{ year: 2026, version: 3 },
        document: {
          ...exampleDocument,
          indicators: [{ ...indicator, fullHundredths: 1_000, startHundredths: 1_000 }],
          grading: {
            bands,
            shares: {
              isOn,
              grades: [
                { grade: '优秀', atMostPercentHundredths: 3_400 },
                { grade: '良好', atMostPercentHundredths: 5_000 },
                { grade: '一般', atMostPercentHundredths: 0 },
              ],
            },
          },
        },
      },
      result: {
        organisations: ids.map((id) => ({
          ...{ id, totalHundredths: 0, fullHundredths: 1_000, grade: null, rank: null },
          indicators: {},
        })),
      },
    })
    const found = replayed(bundle).differences
    const word = (id: string, what: string) =>
      /重算为 (.+)$/.exec(
        found.find((one) => one.startsWith(`${id} 支部`) && one.includes(what)) ?? '',
      )?.[1]
    return ids.map((id) => [word(id, '名次'), word(id, '等次') ?? null])
  }
  const bands = [
    { grade: '优秀', fromHundredths: 900 },
    { grade: '良好', fromHundredths: 700 },
    { grade: '一般', fromHundredths: 600 },
  ]

  test('ties share a rank; bands are half-open; below all of them there is no grade', () => {
    expect(shared(false, bands)).toEqual([
      ['1', '优秀'],
      ['2', '优秀'],
      ['2', '优秀'],
      ['4', '良好'],
      ['5', '一般'],
      ['6', null],
    ])
  })

  test('of a forced distribution a group of equal totals gets a grade only whole; the worse counts', () => {
    // Two of six may be 优秀, five 优秀 or 良好: the two tied at 9.00 do not fit beside the first.
    const grades = (given: typeof bands) => shared(true, given).map(([, grade]) => grade)
    expect(grades([])).toEqual(['优秀', '良好', '良好', '良好', '良好', '一般'])
    // A score below every band has no grade, whatever its place in the class.
    expect(grades(bands)).toEqual(['优秀', '良好', '良好', '良好', '一般', null])
  })
})

describe('npm run scorecard:replay', () => {
  const started = (...files: string[]) => {
    const lines = { stdout: '', stderr: '' }
    const status = run(files, {
      log: (line) => {
        lines.stdout += `${line}\n`
      },
      error: (line) => {
        lines.stderr += `${line}\n`
      },
    })
    return { ...lines, status }
  }

  test('is a command of its own that needs nothing but Node', () => {
    const command = ['scripts/scorecard-replay/main.mjs', 'nowhere.json']
    const { status, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' })
    expect(stderr).toBe('读不到文件 nowhere.json（ENOENT）。请检查路径和权限。\n')
    expect(status).toBe(1)
  })

  test('says that everything agrees, plain or packed; lists differences and leaves with 1', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'linghang-replay-'))
    const at = (name: string) => path.join(folder, name)
    try {
      const bundle = fullBundle()
      await writeFile(at('plain.json'), JSON.stringify(bundle))
      await writeFile(at('packed.json.gz'), gzipSync(JSON.stringify(bundle)))
      await writeFile(at('wrong.json'), JSON.stringify({ ...bundle, entries: [] }))
      await writeFile(at('cut.json'), JSON.stringify(bundle).slice(0, 900))
      await writeFile(at('half.json'), JSON.stringify({ ...bundle, scheme: { document: {} } }))
      await writeFile(at('other.json'), '{"format":"x"}')
      await writeFile(at('text.json'), '"领航"')
      await writeFile(at('fraction.json'), JSON.stringify({ ...bundle, more: 0.5 }))
      const odd = { ...bundle, facts: [{ ...bundle.facts[0], value: null }] }
      await writeFile(at('odd.json'), JSON.stringify(odd))
      for (const name of ['plain.json', 'packed.json.gz']) {
        const good = started(at(name))
        expect(good.stderr).toBe('')
        expect(good.stdout).toContain('2026Q3 第 1 次定稿，2026 年办法第 3 版，6 个党组织')
        expect(good.stdout).toContain(`校验码（SHA-256）相同：${bundle.sha256}`)
        expect(good.status).toBe(0)
      }
      const wrong = started(at('wrong.json'))
      expect(wrong.status).toBe(1)
      expect(wrong.stderr).toMatch(/^不同：校验码不一致/)
      expect(wrong.stderr).toMatch(/共 \d+ 处不同，这份数据包与它的结果对不上。\n$/)
      const sentences = {
        'cut.json': '不是完整的 JSON',
        'half.json': '缺少考核办法',
        'other.json': '文件格式是“x”',
        'none.json': '读不到文件',
        'text.json': '不是一个 JSON 对象',
        'fraction.json': '不是整数：0.5',
        'odd.json': '有一处缺少应有的内容',
      }
      for (const [name, sentence] of Object.entries(sentences)) {
        const refused = started(at(name))
        expect(refused.stderr).toContain(sentence)
        expect(refused.status).toBe(1)
      }
      expect(started().stderr).toContain('用法：npm run scorecard:replay')
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })
})
