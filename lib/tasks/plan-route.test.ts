import { describe, expect, test } from 'vitest'
import type { OrganisationKind } from '@/db/enums'
import type { OrganisationOnDay } from '@/lib/organisation/schema'
import { planRoute } from './plan-route'

function organisation(id: string, kind: OrganisationKind, parentId: string | null) {
  const rest = { code: id, name: id, class: null, termEndsOn: null, position: 1 }
  return { id, kind, parentId, ...rest } satisfies OrganisationOnDay
}

const tree = [
  organisation('committee', 'committee', null),
  organisation('east', 'general_branch', 'committee'),
  organisation('e1', 'branch', 'east'),
  organisation('e2', 'branch', 'east'),
  organisation('west', 'general_branch', 'committee'),
  organisation('w1', 'branch', 'west'),
  organisation('own', 'branch', 'committee'),
]

function plan(chosen: string[], route: 'direct' | 'general_branch', assist: string[] = []) {
  const result = planRoute({
    chosen: tree.filter((one) => [...chosen, ...assist].includes(one.id)),
    assistIds: new Set(assist),
    tree,
    route,
  })
  return {
    recipients: result.recipients.map((one) => `${one.organisation.id} ${one.part}`),
    copied: Object.fromEntries(result.copied),
    under: Object.fromEntries([...result.under].map(([id, list]) => [id, list.map((o) => o.id)])),
  }
}

describe('direct', () => {
  test('each gets its own, the 党总支 above hears of it', () => {
    expect(plan(['e1', 'e2', 'own'], 'direct')).toEqual({
      recipients: ['e1 owner', 'e2 owner', 'own owner'],
      copied: { east: ['e1', 'e2'] },
      under: {},
    })
  })

  test('a 党总支 that is chosen itself is not told once more', () => {
    expect(plan(['east', 'e1', 'w1'], 'direct')).toEqual({
      recipients: ['east owner', 'e1 owner', 'w1 owner'],
      copied: { west: ['w1'] },
      under: {},
    })
  })

  test('with 协办 the others lead', () => {
    expect(plan(['e1', 'own'], 'direct', ['w1']).recipients).toEqual([
      'e1 lead',
      'w1 assist',
      'own lead',
    ])
  })
})

describe('by way of the 党总支', () => {
  test('it alone gets a copy for its branches; those under the committee get theirs', () => {
    expect(plan(['e1', 'e2', 'own'], 'general_branch')).toEqual({
      recipients: ['east coordinator', 'own owner'],
      copied: {},
      under: { east: ['e1', 'e2'] },
    })
  })

  test('chosen itself as well it still gets one copy', () => {
    expect(plan(['east', 'e1'], 'general_branch').recipients).toEqual(['east coordinator'])
    expect(plan(['east'], 'general_branch').recipients).toEqual(['east owner'])
  })

  test('协办 goes straight, and its 党总支 hears of it unless it coordinates', () => {
    expect(plan(['e1', 'own'], 'general_branch', ['e2', 'w1'])).toEqual({
      recipients: ['east coordinator', 'e2 assist', 'w1 assist', 'own lead'],
      copied: { west: ['w1'] },
      under: { east: ['e1'] },
    })
  })
})

test('nobody is lost and nobody gets two, whatever is chosen', () => {
  const ids = ['east', 'e1', 'e2', 'west', 'w1', 'own']
  for (let bits = 0; bits < 3 ** ids.length; bits += 1) {
    const role = (index: number) => Math.floor(bits / 3 ** index) % 3
    const chosen = ids.filter((_, index) => role(index) === 1)
    const assist = ids.filter((_, index) => role(index) === 2)
    for (const route of ['direct', 'general_branch'] as const) {
      const { recipients, under } = plan(chosen, route, assist)
      const direct = recipients.map((line) => line.split(' ')[0])
      const reached = [...direct, ...Object.values(under).flat()]
      expect(new Set(direct).size).toBe(direct.length)
      expect([...chosen, ...assist].every((id) => reached.includes(id))).toBe(true)
      expect(
        direct.some((id) =>
          Object.values(under)
            .flat()
            .includes(id ?? ''),
        ),
      ).toBe(false)
      if (route === 'direct') {
        expect(under).toEqual({})
      }
    }
  }
})
