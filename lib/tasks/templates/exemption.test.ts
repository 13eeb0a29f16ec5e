import { describe, expect, test } from 'vitest'
import { exemptionRules, type PostKind, postKinds } from '@/db/enums'
import { momentOf } from '@/lib/period'
import { exemptionBasis, hasCommittee } from './exemption'
import { instanceNodes, leadDaysBetween } from './nodes'
import { templateNode } from './schema'

describe('who owes nothing', () => {
  test.each(postKinds)('%s alone', (post) => {
    const leads: PostKind[] = ['secretary', 'deputy_secretary', 'clerk']
    expect(hasCommittee({ posts: [post], groups: 0 })).toBe(!leads.includes(post))
  })

  test('secretary and deputy are no committee; a commissioner is, also without a secretary', () => {
    expect(hasCommittee({ posts: ['secretary', 'deputy_secretary', 'clerk'], groups: 2 })).toBe(
      false,
    )
    expect(hasCommittee({ posts: ['secretary', 'publicity_commissioner'], groups: 0 })).toBe(true)
    expect(hasCommittee({ posts: ['organisation_commissioner'], groups: 0 })).toBe(true)
  })

  const makeUps = [
    { posts: [], groups: 0 },
    { posts: [], groups: 2 },
    { posts: ['commissioner'], groups: 0 },
    { posts: ['commissioner'], groups: 2 },
  ] satisfies { posts: PostKind[]; groups: number }[]
  const owes = {
    none: [true, true, true, true],
    without_committee: [false, false, true, true],
    without_groups: [false, true, false, true],
  }
  test.each(exemptionRules)('rule %s', (rule) => {
    const bases = makeUps.map((makeUp) => exemptionBasis(rule, makeUp, '2026-09-01'))
    expect(bases.map((basis) => basis === null)).toEqual(owes[rule])
    expect(bases.every((basis) => basis === null || basis.includes('2026-09-01'))).toBe(true)
  })
})

describe('nodes of an instance', () => {
  const node = (title: string, stage: number, leadDays: number) =>
    templateNode.parse({ title, stage, leadDays })
  const times = { outAt: momentOf('2026-09-01', '09:00'), dueAt: momentOf('2026-09-30', '18:00') }

  test('count back in working days, in the order of their stages, numbered anew', () => {
    const made = instanceNodes([node('汇总', 5, 0), node('起草', 2, 10)], times, new Map())
    expect(made.map(({ title, stage, position }) => [title, stage, position])).toEqual([
      ['起草', 1, 1],
      ['汇总', 2, 2],
    ])
    expect(made[0]?.dueAt).toEqual(momentOf('2026-09-16', '18:00'))
    expect(made[1]?.dueAt).toEqual(times.dueAt)
  })

  test('none is due before it goes out', () => {
    const [made] = instanceNodes([node('起草', 1, 40)], times, new Map())
    expect(made?.dueAt).toEqual(times.dueAt)
  })

  test('the way back: how many working days lie between', () => {
    const calendar = new Map([['2026-09-25', { kind: 'holiday', name: '中秋节' } as const]])
    for (let leadDays = 0; leadDays < 15; leadDays += 1) {
      const [made] = instanceNodes([node('起草', 1, leadDays)], times, calendar)
      expect(leadDaysBetween(made?.dueAt ?? times.outAt, times.dueAt, calendar)).toBe(leadDays)
    }
    expect(leadDaysBetween(times.dueAt, times.outAt, calendar)).toBe(0)
  })
})
