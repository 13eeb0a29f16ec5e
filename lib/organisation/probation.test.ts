import { and, eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { newId } from '@/db/ids'
import { auditEntries, people } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import {
  createContextFor,
  createMember,
  createMembership,
  createOfficer,
  createPerson,
  createSecretary,
  createTree,
} from '@/db/testing/factories'
import { codeOf } from '@/db/testing/outcome'
import { cancelProbation } from './cancel-probation'
import { changeMemberKind } from './change-member-kind'
import { extendProbation } from './extend-probation'
import { personPage } from './person-queries'
import { addMonths, extensionRange, joiningDay } from './probation'
import { rosterOn } from './testing'
import { transferMember } from './transfer-member'

const { db } = await testDatabase()
const tree = await createTree(db)
const [branch, other] = tree.branches
const officer = await createContextFor(db, await createOfficer(db))
const basis = '支部大会 2026-09-01 决议，西岭信通党〔2026〕24号批复'
const since = '2025-09-01'
const ports = {
  leave: async () => ({ notApplicable: 0, returned: 0, stopped: 0, isAccountClosed: true }),
}

async function probationer(joinedOn: string | null = null) {
  const person = await createPerson(db)
  await createMembership(db, person, branch, { memberKind: 'probationary', validFrom: since })
  await db.update(people).set({ joinedOn }).where(eq(people.id, person.id))
  const input = { personId: person.id, on: '2026-09-01', basis }
  return { person, input, longer: { ...input, endsOn: '2026-09-01', until: '2027-03-01' } }
}

const rowsOf = async (personId: string) => (await personPage(db, personId)).memberships
const auditOf = (subjectId: string, action: string) =>
  db
    .select({ detail: auditEntries.detail })
    .from(auditEntries)
    .where(and(eq(auditEntries.subjectId, subjectId), eq(auditEntries.action, action)))

test('months end where the month ends; the range is half a year to a year', () => {
  expect(addMonths('2026-08-31', 6)).toBe('2027-02-28')
  expect(addMonths('2024-02-29', 12)).toBe('2025-02-28')
  expect(addMonths('2026-12-15', 1)).toBe('2027-01-15')
  expect(extensionRange('2026-09-01')).toEqual({ from: '2027-03-01', to: '2027-09-01' })
  expect([joiningDay('2025-09'), joiningDay('2025-09-01'), joiningDay(null)]).toEqual([
    null,
    '2025-09-01',
    null,
  ])
})

describe('延长预备期', () => {
  test('the membership goes on from the decision to a day, with its basis; audited', async () => {
    const { person, longer } = await probationer()
    expect(await extendProbation(officer, longer)).toEqual({
      personName: person.name,
      until: '2027-03-01',
    })
    expect(await rowsOf(person.id)).toMatchObject([
      {
        memberKind: 'probationary',
        validFrom: '2026-09-01',
        validTo: null,
        probationUntil: '2027-03-01',
        basis,
      },
      { validFrom: since, validTo: '2026-09-01', probationUntil: null },
    ])
    expect(await auditOf(person.id, 'membership.extendProbation')).toEqual([
      {
        detail: {
          organisationId: branch.id,
          on: '2026-09-01',
          endsOn: '2026-09-01',
          until: '2027-03-01',
          basis,
        },
      },
    ])
  })

  test('once, also after a transfer and by two at once; 转正 waits for its end', async () => {
    const { person, input, longer } = await probationer()
    const attempts = [extendProbation(officer, longer), extendProbation(officer, longer)]
    expect((await Promise.all(attempts.map(codeOf))).sort()).toEqual(['conflict', 'done'])
    await transferMember(officer, { ...input, organisationId: other.id, on: '2026-09-10' })
    expect((await rowsOf(person.id))[0]).toMatchObject({
      organisationId: other.id,
      probationUntil: '2027-03-01',
    })
    const again = { ...longer, on: '2026-09-15', until: '2027-09-01' }
    expect(await codeOf(extendProbation(officer, again))).toBe('conflict')
    expect(await codeOf(changeMemberKind(officer, { ...input, on: '2026-09-15' }))).toBe('conflict')
    const later = await createContextFor(db, await createOfficer(db), {
      now: new Date('2027-03-02T10:00:00+08:00'),
    })
    await changeMemberKind(later, { ...input, on: '2027-03-01' })
    expect((await rowsOf(person.id))[0]).toMatchObject({
      memberKind: 'full',
      probationUntil: null,
    })
  })

  test.each([
    ['a day short of half a year', { until: '2027-02-28' }, 'invalid'],
    ['a day over a year', { until: '2027-09-02' }, 'invalid'],
    ['exactly a year', { until: '2027-09-01' }, 'done'],
    ['decided tomorrow', { on: '2026-09-16' }, 'invalid'],
    ['decided before the membership', { on: '2025-08-31' }, 'conflict'],
    [
      'an end later than a year after the first day known',
      { endsOn: '2026-09-02', until: '2027-03-02' },
      'invalid',
    ],
    ['an earlier end: he came as one', { endsOn: '2026-08-01', until: '2027-02-01' }, 'done'],
  ] as const)('%s: %s', async (_, change, outcome) => {
    const { longer } = await probationer()
    expect(await codeOf(extendProbation(officer, { ...longer, ...change }))).toBe(outcome)
  })

  test('where 入党日期 is known to the day, the end follows from it', async () => {
    const { longer } = await probationer('2025-08-20')
    expect(await codeOf(extendProbation(officer, longer))).toBe('invalid')
    const right = { ...longer, endsOn: '2026-08-20', until: '2027-02-20' }
    expect(await codeOf(extendProbation(officer, right))).toBe('done')
  })

  test('refuses the full, strangers, other offices, the unknown', async () => {
    const { longer } = await probationer()
    const full = await createMember(db, branch)
    expect(await codeOf(extendProbation(officer, { ...longer, personId: full.id }))).toBe(
      'conflict',
    )
    const strangers = [
      await createSecretary(db, branch),
      await createOfficer(db, 'committee_officer', { organisationId: other.id }),
      await createOfficer(db, 'department_officer', {
        organisationId: tree.committee.id,
        department: '工会',
      }),
    ]
    for (const stranger of strangers) {
      const ctx = await createContextFor(db, stranger)
      expect(await codeOf(extendProbation(ctx, longer))).toBe('forbidden')
    }
    expect(await codeOf(extendProbation(officer, { ...longer, personId: newId() }))).toBe(
      'not_found',
    )
  })
})

describe('取消预备党员资格', () => {
  test('leaves the roster on the day, earlier days stay; audited with its own word', async () => {
    const { person, input } = await probationer()
    let heard = ''
    await cancelProbation(officer, input, {
      leave: async (_ctx, _tx, { basis: why }) => {
        heard = why
        return ports.leave()
      },
    })
    expect(heard).toBe(`取消预备党员资格：${basis}`)
    const isThere = async (day: string) =>
      (await rosterOn(db, branch.id, day)).some((row) => row.personId === person.id)
    expect([await isThere('2026-08-31'), await isThere('2026-09-01')]).toEqual([true, false])
    expect(await auditOf(person.id, 'membership.cancelProbation')).toMatchObject([
      { detail: { reason: 'probation_cancelled', on: '2026-09-01', basis } },
    ])
    expect(await codeOf(cancelProbation(officer, input, ports))).toBe('conflict')
  })

  test('refuses the full, the future, strangers, the unknown; nothing changes', async () => {
    const { person, input } = await probationer()
    const attempt = (change: Partial<typeof input>, ctx = officer) =>
      codeOf(cancelProbation(ctx, { ...input, ...change }, ports))
    expect(await attempt({ personId: (await createMember(db, branch)).id })).toBe('conflict')
    expect(await attempt({ on: '2026-09-16' })).toBe('invalid')
    expect(await attempt({ on: '2025-08-31' })).toBe('conflict')
    expect(await attempt({ personId: newId() })).toBe('not_found')
    const stranger = await createContextFor(db, await createMember(db, branch))
    expect(await attempt({}, stranger)).toBe('forbidden')
    expect(await rowsOf(person.id)).toHaveLength(1)
  })
})
