import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { checkTables } from './check-tables'
import { defaultScheme } from './default-scheme'
import { schemeToJson } from './table-json'
import published from './testing/published-tables.json'
import variants from './testing/variant-tables.json'

const checked = new Map(
  [...checkTables(published), ...checkTables(variants)].map((one) => [one.id, one]),
)

function check(id: string) {
  const one = checked.get(id)
  if (!one) {
    throw new Error(id)
  }
  return one
}

/** One rule of a table for branches. */
const one = (rule: Record<string, unknown>) =>
  checkTables({ scope: '党支部', dims: [{ name: '项', weight: 10, rules: [rule] }] })[0]

describe('six published tables', () => {
  test.each([
    ['T01', 17],
    ['T02', 5],
    ['T07', 16],
    ['T08', 15],
    ['T10', 10],
    ['T11', 7],
  ])('%s: all %i rules can be scored with', (id, rules) => {
    expect(check(id)).toMatchObject({ rules, supported: rules, unsupported: [], prohibited: [] })
    expect(check(id).notes.filter((note) => note.includes('不能计分'))).toEqual([])
  })
})

describe('other tables of the kind', () => {
  test.each([
    ...[
      'V01-deep',
      'V02-flat',
      'V03-negative',
      'V04-share',
      'V05-share2',
      'V06-share3',
      'V07-class',
    ],
    ...['V08-class2', 'V14-lists', 'M1', 'M2', 'M3', 'M4', 'M5', 'M9', 'M10', 'M11-odd'],
  ])('%s is fully supported', (id) => {
    const { rules, supported, unsupported, prohibited } = check(id)
    expect({ unsupported, prohibited }).toEqual({ unsupported: [], prohibited: [] })
    expect(rules).toBeGreaterThan(0)
    expect(supported).toBe(rules)
  })

  test.each(['V09-persons', 'V10-persons2', 'M6', 'M7', 'M8'])(
    '%s gives marks to persons',
    (id) => {
      const { rules, supported, prohibited, unsupported } = check(id)
      expect([supported, prohibited.length, unsupported.length]).toEqual([0, rules, 0])
      expect(prohibited[0]?.clause).toContain('国办函〔2026〕12号')
    },
  )

  test('a table of persons without rules is refused all the same', () => {
    const [read] = checkTables({ name: '党员积分管理办法', dims: [{ name: '学习', weight: 10 }] })
    expect(read).toMatchObject({ rules: 0, supported: 0, prohibited: [{ path: 'scope' }] })
  })

  test('only the part for persons is refused where there are two', () => {
    expect(check('V11-mixed')).toMatchObject({ rules: 2, supported: 1, unsupported: [] })
    expect(check('V11-mixed').prohibited.map((rule) => rule.path)).toEqual([
      'dims[1].items[0].rules[0]',
    ])
  })

  test('prohibited sources are named by path', () => {
    expect(check('V12-traces').prohibited.map((rule) => rule.path)).toEqual([
      'dims[0].rules[0]',
      'dims[0].rules[1]',
      'dims[1].rules[0]',
    ])
    expect(check('V12-traces').supported).toBe(2)
    expect(one({ op: 'add_per_event', amount: 1, source: 'app_login' })?.prohibited).toHaveLength(1)
  })

  test('what cannot be scored is named with its reason', () => {
    const { rules, supported, unsupported } = check('V13-bad')
    expect([rules, supported]).toEqual([7, 1])
    expect(unsupported.map((rule) => rule.reason)).toEqual([
      '没有“guess”这种计分方式',
      '分值“0.125”多于两位小数，请改为最多两位',
      '区间的下限大于上限',
      '按档给分，但没有写出各档',
      '没有写明达标的比率，或每低一档减多少分',
      '分值“若干分”不是一个数',
    ])
    expect(unsupported[0]).toEqual({
      ...{ path: 'dims[0].rules[0]', op: 'guess' },
      reason: '没有“guess”这种计分方式',
    })
  })

  test('what is odd around the rules is noted, not lost', () => {
    const notes = check('M11-odd').notes.join('\n')
    expect(notes).toMatch(/“a”的分值没有读出来/)
    expect(notes).toMatch(/没有分数线/)
  })
})

test('every operator of the vocabulary is known', () => {
  const figures = {
    ...{ amount: 1, min: 1, max: 2, cap: 2, threshold: 90, step: 10, items: ['甲1', '乙1'] },
    ...{ steps: [{ when: '好', from: 0, score: 1 }], effect: '不得评优' },
  }
  for (const op of [...Object.keys(published.rule_ops), 'by_level']) {
    expect(one({ op, when: '情形', ...figures }), op).toMatchObject({ supported: 1 })
  }
})

test('our own format is checked too', () => {
  const [read] = checkTables(JSON.parse(schemeToJson(defaultScheme)))
  expect(read).toMatchObject({ unsupported: [], prohibited: [] })
  expect(read?.rules).toBeGreaterThan(25)
  expect(read?.supported).toBe(read?.rules)
})

describe('npm run indicators:check', () => {
  const folder = path.join(import.meta.dirname, 'testing')
  const run = (...args: string[]) => {
    const done = spawnSync(process.execPath, ['scripts/run.cjs', 'indicators-check', ...args], {
      encoding: 'utf8',
    })
    return { status: done.status, out: done.stdout.trim(), error: done.stderr.trim() }
  }

  test('prints one line of JSON, or Chinese lines and 1 where something is unsupported', () => {
    const json = run(path.join(folder, 'published-tables.json'), '--json')
    expect(json.status).toBe(0)
    const { tables } = JSON.parse(json.out)
    expect(tables).toHaveLength(6)
    expect(Object.keys(tables[0])).toEqual([
      ...['id', 'rules', 'supported', 'unsupported', 'prohibited', 'notes'],
    ])
    const lines = run(path.join(folder, 'variant-tables.json'))
    expect(lines.status).toBe(1)
    expect(lines.out).toContain('V13-bad：规则 7 条，可以计分 1 条，不能计分 6 条，禁止使用 0 条')
  }, 60_000)

  test('a wrong file is one Chinese sentence and 1', () => {
    const broken = path.join(tmpdir(), `linghang-broken-${process.pid}.json`)
    writeFileSync(broken, '{"tables":[')
    for (const [args, words] of [
      [[], '用法：npm run indicators:check -- 文件.json'],
      [['/nowhere/x.json'], '读不到文件 /nowhere/x.json（ENOENT）'],
      [[broken], '不是完整的 JSON'],
    ] as const) {
      const { status, out, error } = run(...args)
      expect([status, out]).toEqual([1, ''])
      expect(error.split('\n')).toHaveLength(1)
      expect(error).toContain(words)
    }
  }, 60_000)
})
