import { describe, expect, test } from 'vitest'
import { type AuditRow, canonicalJson, genesisHash, hashAuditRow } from './audit'

const row: AuditRow = {
  seq: 1,
  at: new Date('2026-09-30T18:00:00.123+08:00'),
  actorId: '01990000-0000-7000-8000-000000000001',
  requestId: 'request-1',
  action: 'task.create',
  subjectType: 'task',
  subjectId: '01990000-0000-7000-8000-000000000002',
  detail: { title: 3, nested: { b: [1, null, true], a: '党' } },
  prevHash: genesisHash,
}

describe('canonical JSON', () => {
  test('equal values have one spelling', () => {
    expect(canonicalJson({ b: 1, a: [{ d: 'x', c: null }] })).toBe(
      '{"a":[{"c":null,"d":"x"}],"b":1}',
    )
    expect(canonicalJson({ a: undefined, b: '"\n' })).toBe('{"b":"\\"\\n"}')
  })

  test('different values never have the same one', () => {
    const values = [{ a: 1 }, { a: '1' }, { a: [1] }, { a: null }, {}, [], '{}', { a: { b: 1 } }]
    expect(new Set(values.map(canonicalJson)).size).toBe(values.length)
  })
})

describe('the hash of an entry', () => {
  test('stays what it was: an old record must verify after an upgrade', () => {
    expect(hashAuditRow(row, 'sha256')).toMatchInlineSnapshot(
      `"09ce07991fd159d5169ed2e4c4a0f9e4a20bb5905002e87e3f0b92d600eee22e"`,
    )
    expect(hashAuditRow(row, 'sm3')).toMatchInlineSnapshot(
      `"sm3:00b9ef982f78b7e5bc809d606c2355e5e1316443fd80d66518e389e32ab840f2"`,
    )
  })

  test('the order of keys in the detail means nothing', () => {
    const detail = { nested: { a: '党', b: [1, null, true] }, title: 3 }
    expect(hashAuditRow({ ...row, detail }, 'sha256')).toBe(hashAuditRow(row, 'sha256'))
  })

  test.each<[string, Partial<AuditRow>]>([
    ['sequence', { seq: 2 }],
    ['moment', { at: new Date(row.at.getTime() + 1) }],
    ['actor', { actorId: null }],
    ['request', { requestId: 'request-2' }],
    ['action', { action: 'task.change' }],
    ['type of subject', { subjectType: 'assignment' }],
    ['subject', { subjectId: '' }],
    ['detail', { detail: {} }],
    ['entry before', { prevHash: 'f'.repeat(64) }],
  ])('depends on the %s', (_what, change) => {
    expect(hashAuditRow({ ...row, ...change }, 'sha256')).not.toBe(hashAuditRow(row, 'sha256'))
  })
})
