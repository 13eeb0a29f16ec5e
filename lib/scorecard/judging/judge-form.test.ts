import { expect, test } from 'vitest'
import { judgeForm } from './judge-form'

const at = {
  quarterId: '01981e7e-0000-7000-8000-000000000001',
  organisationId: '01981e7e-0000-7000-8000-000000000002',
  indicatorKey: '2',
  seenVersion: '0',
  state: 'scored',
}
const line = (rule: string, number: number, fields: Record<string, string | string[]>) =>
  Object.fromEntries(
    Object.entries({ occurredOn: '2026-09-10', ruleWords: '规则', ...fields }).map(
      ([name, value]) => [`r:${rule}:${number}:${name}`, value],
    ),
  )

test('lines become items by the kind of their rule; empty lines are none', () => {
  const input = judgeForm.parse({
    ...at,
    ...line('r-events', 0, { kind: 'events', count: '２', words: '迟报', itemKey: 'i1' }),
    ...line('r-events', 1, { kind: 'events', count: '' }),
    ...line('r-range', 0, { kind: 'amount', points: '1.5' }),
    ...line('r-veto', 0, { kind: 'met', met: 'no' }),
    ...line('r-if', 0, { kind: 'met', met: 'no', isOnce: '1' }),
    ...line('r-parts', 0, { kind: 'parts', parts: ['0', '2'] }),
    ...line('r-level', 0, { kind: 'level', level: '1', matter: '安全生产' }),
    ...line('r-rate', 0, { kind: 'rate', numerator: '9', denominator: '10' }),
  })
  const items = input.state === 'scored' ? input.items : []
  expect(items.map(({ ruleKey, value }) => [ruleKey, value])).toEqual([
    ['r-events', { kind: 'events', count: 2 }],
    ['r-range', { kind: 'amount', hundredths: 150 }],
    ['r-if', { kind: 'met', isMet: false }],
    ['r-parts', { kind: 'parts', met: [0, 2] }],
    ['r-level', { kind: 'level', level: 1, matter: '安全生产' }],
    ['r-rate', { kind: 'rate', numerator: 9, denominator: 10 }],
  ])
  expect(items[0]).toMatchObject({ itemKey: 'i1', words: '迟报' })
  expect(items[1]?.words).toBe('规则')
})

test('what cannot be read names its rule', () => {
  const refused = (fields: Record<string, string>) =>
    judgeForm.safeParse({ ...at, ...line('r-x', 0, fields) }).error?.issues[0]
  expect(refused({ kind: 'events', count: '两次' })).toMatchObject({
    path: ['rule:r-x'],
    message: '次数请填整数',
  })
  expect(refused({ kind: 'amount', points: '1.555' })?.message).toContain('两位小数')
  expect(refused({ kind: 'level', level: '0' })?.message).toContain('哪一件事')
  expect(refused({ kind: 'events', count: '1', occurredOn: '' })?.path).toEqual(['rule:r-x'])
})

test('without a state nothing is read', () => {
  expect(judgeForm.safeParse({ ...at, state: undefined }).error?.issues[0]?.path).toEqual(['state'])
})
