import { and, asc, eq, isNull } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  accounts,
  auditEntries,
  memberships,
  organisationVersions,
  people,
  posts,
  rosterImports,
} from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import {
  appointPost,
  createContextFor,
  createMember,
  createOfficer,
  createOrganisation,
  grantRole,
  type MadePerson,
} from '@/db/testing/factories'
import type { ViewerContext } from '@/lib/context'
import { openPhone } from '@/lib/phone'
import type { NumberChange } from '../number-change'
import { commitRoster } from './commit-roster'
import type { SecretaryChange } from './compare-posts'
import { discardRoster } from './discard-roster'
import { fixRosterCell } from './fix-roster-cell'
import { forgetRosters } from './forget-rosters'
import { previewRoster } from './preview-roster'
import {
  committedSince,
  listRosterImports,
  loadRosterFaults,
  loadRosterPreview,
} from './roster-queries'
import { packRoster, person, type SampleRoster, sampleRoster } from './sample-workbook'

const { db } = await testDatabase()
let officer: MadePerson
const handedOver: SecretaryChange[] = []
const numberChanges: NumberChange[] = []
const leavers: string[] = []
const ports = {
  handOver: async (_: unknown, __: unknown, changes: SecretaryChange[]) => {
    handedOver.push(...changes)
  },
  afterNumberChange: async (_: unknown, changes: readonly NumberChange[]) => {
    numberChanges.push(...changes)
  },
  leavePosts: async (_: unknown, ended: readonly { personId: string }[]) => {
    leavers.push(...ended.map((post) => post.personId))
    return { stopped: 0, sessionsEnded: 0 }
  },
}
const at = (day: string) =>
  createContextFor(db, officer, { now: new Date(`${day}T09:00:00+08:00`) })

beforeAll(async () => {
  officer = await createOfficer(db)
})

async function upload(ctx: ViewerContext, change: (roster: SampleRoster) => void = () => {}) {
  const roster = sampleRoster()
  change(roster)
  const bytes = await packRoster(roster)
  const { importId } = await previewRoster(ctx, {
    fileName: '名单.xlsx',
    bytes,
    classification: 'internal',
  })
  return importId
}

function set(index: number, column: number, value: string | null) {
  return (roster: SampleRoster) => {
    const row = roster.people[index]
    if (row) {
      row[column] = value
    }
  }
}

const commit = (ctx: ViewerContext, importId: string, version = 0) =>
  commitRoster(ctx, { importId, version, termDateMeaning: 'last_election' }, ports)

const personOf = async (name: string) => {
  const [row] = await db.select().from(people).where(eq(people.name, name))
  return row ?? expect.unreachable()
}

const membershipsOf = async (name: string) =>
  db
    .select({
      organisation: organisationVersions.name,
      from: memberships.validFrom,
      to: memberships.validTo,
      kind: memberships.memberKind,
    })
    .from(memberships)
    .innerJoin(
      organisationVersions,
      and(
        eq(organisationVersions.organisationId, memberships.organisationId),
        isNull(organisationVersions.validTo),
      ),
    )
    .where(eq(memberships.personId, (await personOf(name)).id))
    .orderBy(asc(memberships.validFrom))

const auditOf = async (importId: string) =>
  (
    await db
      .select()
      .from(auditEntries)
      .where(eq(auditEntries.subjectId, importId))
      .orderBy(asc(auditEntries.seq))
  ).map((entry) => entry.action)

describe('the way of an import', () => {
  test('preview keeps no number in clear; valid rows get in, the faulty one stays listed', async () => {
    const ctx = await at('2026-10-08')
    const importId = await upload(ctx, set(4, 11, '1390000005'))
    const [staged] = await db.select().from(rosterImports).where(eq(rosterImports.id, importId))
    expect(JSON.stringify(staged?.workbook)).not.toMatch(/1390000000|139-0000/)

    const preview = await loadRosterPreview(ctx, importId)
    expect(preview).toMatchObject({
      organisations: 6,
      people: 4,
      errorCount: 1,
      changes: { newOrganisations: 6, newPeople: 4 },
    })
    expect(JSON.stringify(preview)).not.toMatch(/139\d{7}/)
    expect(preview?.unreachable).toMatchObject([{ name: '阿依古丽·买买提', post: null }])

    const outcome = await commit(ctx, importId)
    expect(outcome).toMatchObject({ newPeople: 4, newPosts: 3, errors: 1, isUnchanged: false })
    const chen = await personOf('陈一')
    expect(openPhone(chen.phoneCipher ?? '')).toBe('13900000001')
    expect(await db.select().from(accounts).where(eq(accounts.personId, chen.id))).toMatchObject([
      { state: 'active', passwordHash: null },
    ])
    expect(await membershipsOf('陈一')).toEqual([
      { organisation: '检修党支部', from: '2026-10-08', to: null, kind: 'full' },
    ])
    const [branch] = await db
      .select()
      .from(organisationVersions)
      .where(eq(organisationVersions.name, '检修党支部'))
    expect(branch).toMatchObject({ class: 'I', termEndsOn: '2027-04-30' })
    expect(await auditOf(importId)).toEqual(['roster.preview', 'roster.commit'])

    const { version } = await fixRosterCell(ctx, {
      importId,
      version: 0,
      sheet: '党员花名册',
      row: 8,
      column: 'L',
      text: '139 0000 0005',
      useSuggestion: false,
    })
    const [fixed] = await db.select().from(rosterImports).where(eq(rosterImports.id, importId))
    expect(JSON.stringify(fixed?.workbook)).not.toContain('139 0000 0005')
    expect(await commit(ctx, importId, version)).toMatchObject({ newPeople: 1, errors: 0 })
    expect((await personOf('孟超')).phoneMasked).toBe('139****0005')
  })

  test('importing the same file again changes nothing, whoever commits it', async () => {
    const before = await snapshot()
    const ctx = await at('2026-10-09')
    const preview = await loadRosterPreview(ctx, await upload(ctx))
    expect(preview?.changes).toMatchObject({
      newOrganisations: 0,
      changedOrganisations: [],
      newPeople: 0,
      unchangedPeople: 5,
      missingPeople: [],
      endedPosts: [],
    })
    expect(await commit(ctx, preview?.id ?? '')).toMatchObject({ isUnchanged: true })
    expect(await snapshot()).toEqual(before)
  })

  test('a moved member, a changed secretary, somebody left out', async () => {
    const ctx = await at('2026-11-02')
    handedOver.length = 0
    const importId = await upload(ctx, (roster) => {
      set(1, 6, '财务党支部')(roster)
      set(1, 8, '支部书记')(roster)
      set(2, 8, null)(roster)
      roster.people.splice(3, 1)
    })
    const preview = await loadRosterPreview(ctx, importId)
    expect(preview?.changes).toMatchObject({
      movedPeople: [{ name: '赵三', from: '检修党支部', to: '财务党支部' }],
      missingPeople: [{ name: '阿依古丽·买买提', organisation: '财务党支部' }],
    })
    expect(preview?.changes.endedPosts.map((post) => post.name).sort()).toEqual(['林二', '赵三'])
    await commit(ctx, importId)
    expect(await membershipsOf('赵三')).toEqual([
      { organisation: '检修党支部', from: '2026-10-08', to: '2026-11-02', kind: 'full' },
      { organisation: '财务党支部', from: '2026-11-02', to: null, kind: 'full' },
    ])
    const left = await db
      .select()
      .from(posts)
      .where(eq(posts.personId, (await personOf('林二')).id))
    expect(left).toMatchObject([{ post: 'secretary', validTo: '2026-11-02' }])
    expect(handedOver).toMatchObject([
      {
        from: { personId: (await personOf('林二')).id },
        to: { personId: (await personOf('赵三')).id },
      },
    ])
    expect(leavers).toContain((await personOf('林二')).id)
    expect(await membershipsOf('阿依古丽·买买提')).toMatchObject([{ to: null }])
  })

  test('what is known is not wiped out by what the file leaves empty', async () => {
    const ctx = await at('2026-11-03')
    await commit(
      ctx,
      await upload(ctx, (roster) => {
        set(0, 11, null)(roster)
        set(0, 4, null)(roster)
        set(0, 9, '预备党员')(roster)
      }),
    )
    expect(await personOf('陈一')).toMatchObject({ phoneMasked: '139****0001', bornOn: '1961-01' })
    expect(await membershipsOf('陈一')).toMatchObject([
      { to: '2026-11-03', kind: 'full' },
      { to: null, kind: 'probationary' },
    ])
  })

  test('an organisation that moved or changed its class keeps its history', async () => {
    const ctx = await at('2026-11-04')
    await commit(
      ctx,
      await upload(ctx, (roster) => {
        const branch = roster.organisations[2]
        if (branch) {
          branch[3] = '中共云岭测试公司委员会'
          branch[6] = 'Ⅲ类'
        }
      }),
    )
    const versions = await db
      .select()
      .from(organisationVersions)
      .where(eq(organisationVersions.name, '检修党支部'))
      .orderBy(asc(organisationVersions.validFrom))
    expect(versions.map((each) => [each.class, each.validFrom, each.validTo])).toEqual([
      ['I', '2026-10-08', '2026-11-04'],
      ['III', '2026-11-04', null],
    ])
    expect(versions[0]?.organisationId).toBe(versions[1]?.organisationId)
  })

  test('a number that belongs to another person is held and said', async () => {
    const ctx = await at('2026-11-05')
    const importId = await upload(ctx, (roster) => {
      roster.people[0] = person(7, '黄新', 'T001', '检修党支部', null, '13900000009')
    })
    const preview = await loadRosterPreview(ctx, importId)
    expect(preview?.changes.held).toMatchObject([{ name: '黄新' }])
    await commit(ctx, importId)
    expect((await personOf('陈一')).employeeNumber).toBe('T001')
    expect(await db.select().from(people).where(eq(people.name, '黄新'))).toEqual([])
  })
})

describe('refusals', () => {
  test('another number: a member’s goes in and is named in the record, a role holder’s stays and is said', async () => {
    const ctx = await at('2026-11-06')
    const [officerRow, member] = [await personOf('陈一'), await personOf('赵三')]
    await grantRole(db, officerRow, 'department_officer')
    numberChanges.length = 0
    const importId = await upload(ctx, (roster) => {
      set(0, 11, '13900000071')(roster)
      set(0, 3, '回族')(roster)
      set(1, 11, '13900000072')(roster)
    })
    const preview = await loadRosterPreview(ctx, importId)
    expect(preview?.changes.held).toMatchObject([
      { name: '陈一', words: expect.stringContaining('安全管理员') },
    ])
    await commit(ctx, importId)
    expect(await personOf('陈一')).toMatchObject({ phoneMasked: '139****0001', ethnicity: '回族' })
    expect((await personOf('赵三')).phoneMasked).toBe('139****0072')
    expect(numberChanges).toEqual([
      { personId: member.id, fields: ['phone'], previousPhoneCipher: member.phoneCipher },
    ])
    const [entry] = await db
      .select()
      .from(auditEntries)
      .where(and(eq(auditEntries.subjectId, importId), eq(auditEntries.action, 'roster.commit')))
    expect(entry?.detail).toMatchObject({
      newPersonIds: [],
      updated: expect.arrayContaining([
        { id: officerRow.id, fields: ['ethnicity'] },
        { id: member.id, fields: ['phone'] },
      ]),
      begunPosts: expect.any(Array),
      endedPosts: expect.any(Array),
    })
    await commit(ctx, await upload(ctx))
  })

  test('only the system administrator and committee officers', async () => {
    const branch = await createOrganisation(db)
    const bytes = await packRoster(sampleRoster())
    const file = { fileName: '名单.xlsx', bytes, classification: 'internal' as const }
    const importId = await upload(await at('2026-11-06'))
    for (const stranger of [
      await createMember(db, branch),
      await createOfficer(db, 'department_officer'),
      await createOfficer(db, 'security_admin'),
    ]) {
      const ctx = await createContextFor(db, stranger)
      const refused = { code: 'forbidden' }
      await expect(previewRoster(ctx, file)).rejects.toMatchObject(refused)
      await expect(listRosterImports(ctx)).rejects.toMatchObject(refused)
      await expect(loadRosterPreview(ctx, importId)).rejects.toMatchObject(refused)
      await expect(commit(ctx, importId)).rejects.toMatchObject(refused)
      await expect(discardRoster(ctx, { importId, version: 0 })).rejects.toMatchObject(refused)
      const cell = { sheet: '党员花名册', row: 4, column: 'G', text: '', useSuggestion: false }
      await expect(fixRosterCell(ctx, { importId, version: 0, ...cell })).rejects.toMatchObject(
        refused,
      )
    }
    const system = await createContextFor(db, await createOfficer(db, 'system_admin'))
    await expect(previewRoster(system, file)).resolves.toBeTruthy()
  })

  test('state secrets and files that are no roster leave no row', async () => {
    const ctx = await at('2026-11-06')
    const count = (await listRosterImports(ctx)).length
    const bytes = await packRoster(sampleRoster())
    await expect(
      previewRoster(ctx, { fileName: 'a.xlsx', bytes, classification: 'secret' }),
    ).rejects.toMatchObject({ code: 'invalid' })
    await expect(
      previewRoster(ctx, { fileName: 'a', bytes: Buffer.from('x'), classification: 'internal' }),
    ).rejects.toThrow('不是 Excel')
    expect(await listRosterImports(ctx)).toHaveLength(count)
  })

  test('no import of that id; a cell outside the list; 换届时间 not explained', async () => {
    const ctx = await at('2026-11-06')
    const nowhere = '01990000-0000-7000-8000-000000000000'
    await expect(loadRosterPreview(ctx, nowhere)).rejects.toMatchObject({ code: 'not_found' })
    const importId = await upload(ctx)
    for (const [row, column] of [
      [3, 'B'],
      [400, 'B'],
      [4, 'Z'],
    ] as const) {
      await expect(
        fixRosterCell(ctx, {
          importId,
          version: 0,
          sheet: '党员花名册',
          row,
          column,
          text: 'x',
          useSuggestion: false,
        }),
      ).rejects.toMatchObject({ code: 'invalid' })
    }
    await expect(commitRoster(ctx, { importId, version: 0 }, ports)).rejects.toMatchObject({
      code: 'invalid',
      fields: { termDateMeaning: expect.any(String) },
    })
  })
})

describe('conflicts', () => {
  const cell = { sheet: '党员花名册', row: 4, column: 'G' }

  test('of two fixes on one version one wins, and the other is told', async () => {
    const ctx = await at('2026-11-07')
    const importId = await upload(ctx, set(0, 6, '检修支部委员会'))
    const results = await Promise.allSettled(
      ['检修党支部', '财务党支部'].map((text) =>
        fixRosterCell(ctx, { importId, version: 0, ...cell, text, useSuggestion: false }),
      ),
    )
    expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected'])
    await expect(commit(ctx, importId, 0)).rejects.toMatchObject({ code: 'conflict' })
  })

  test('the suggestion is taken with one press', async () => {
    const ctx = await at('2026-11-07')
    const importId = await upload(ctx, set(0, 6, '检修支部委员会'))
    await fixRosterCell(ctx, { importId, version: 0, ...cell, text: '', useSuggestion: true })
    expect((await loadRosterPreview(ctx, importId))?.errorCount).toBe(0)
    await expect(
      fixRosterCell(ctx, { importId, version: 1, ...cell, text: '', useSuggestion: true }),
    ).rejects.toMatchObject({ code: 'invalid' })
  })

  test('a discarded preview is empty and stays discarded; a committed one is not discarded', async () => {
    const ctx = await at('2026-11-08')
    const importId = await upload(ctx)
    await discardRoster(ctx, { importId, version: 0 })
    const [row] = await db.select().from(rosterImports).where(eq(rosterImports.id, importId))
    expect(row).toMatchObject({ state: 'discarded', workbook: { sheets: [] } })
    await expect(commit(ctx, importId, 1)).rejects.toMatchObject({ code: 'conflict' })
    expect(await loadRosterPreview(ctx, importId)).toBeNull()

    const committed = await upload(ctx)
    await commit(ctx, committed)
    await expect(discardRoster(ctx, { importId: committed, version: 0 })).rejects.toMatchObject({
      code: 'conflict',
    })
  })

  test('an older preview does not put back what a later import changed', async () => {
    const older = await upload(await at('2026-11-09'))
    const ctx = await at('2026-11-10')
    await commit(ctx, await upload(ctx))
    await expect(commit(await at('2026-11-11'), older)).rejects.toMatchObject({ code: 'conflict' })
  })

  test('two commits at once of one import write it once', async () => {
    const ctx = await at('2026-11-12')
    const importId = await upload(ctx, (roster) => {
      roster.people.push(person(8, '新来', 'T088', '检修党支部', null, '13900000088'))
    })
    const outcomes = await Promise.all([commit(ctx, importId), commit(ctx, importId)])
    expect(outcomes.map((each) => each.newPeople).sort()).toEqual([0, 1])
  })
})

async function snapshot() {
  const rows = await Promise.all([
    db.select().from(people).orderBy(asc(people.id)),
    db.select().from(memberships).orderBy(asc(memberships.id)),
    db.select().from(posts).orderBy(asc(posts.id)),
    db.select().from(organisationVersions).orderBy(asc(organisationVersions.id)),
  ])
  return rows.map((table) =>
    table.map(({ phoneCipher: _, ...row }: Record<string, unknown>) => row),
  )
}

describe('heads of organisations', () => {
  test('an acting secretary is followed as a full one is; whoever comes where nobody leaves is named', async () => {
    const ctx = await at('2026-12-14')
    const acting = await personOf('孟超')
    const [branch] = await db
      .select()
      .from(organisationVersions)
      .where(and(eq(organisationVersions.name, '财务党支部'), isNull(organisationVersions.validTo)))
    const organisationId = branch?.organisationId ?? ''
    await db.delete(posts).where(eq(posts.organisationId, organisationId))
    await appointPost(db, acting, { id: organisationId }, { isActing: true })
    const clean = (change: (roster: SampleRoster) => void) => (roster: SampleRoster) => {
      for (const row of roster.people) {
        row[8] = null
      }
      for (const row of roster.organisations) {
        row[4] = null
      }
      change(roster)
    }
    handedOver.length = 0
    leavers.length = 0
    // The file does not know the one who acts: he is replaced, not merely missing.
    await commit(
      ctx,
      await upload(
        ctx,
        clean((roster) => {
          set(2, 8, '支部书记')(roster)
          roster.people.splice(4, 1)
        }),
      ),
    )
    const [newcomer, elsewhere] = [await personOf('林二'), await personOf('陈一')]
    expect(handedOver.filter((one) => one.organisationId === organisationId)).toEqual([
      {
        organisationId,
        from: { personId: acting.id, post: 'secretary', isActing: true },
        to: { personId: newcomer.id, post: 'secretary', isActing: false },
      },
    ])
    expect(leavers).toContain(acting.id)

    // One who becomes full secretary of what he led as acting hands over to nobody and is told.
    const tomorrow = await at('2026-12-15')
    await db.delete(posts).where(eq(posts.organisationId, organisationId))
    await appointPost(db, acting, { id: organisationId }, { isActing: true })
    handedOver.length = 0
    await commit(
      tomorrow,
      await upload(
        tomorrow,
        clean((roster) => {
          set(4, 8, '支部书记')(roster)
          set(0, 8, '支部书记')(roster)
        }),
      ),
    )
    const head = { post: 'secretary', isActing: false }
    expect(handedOver).toHaveLength(1)
    expect(handedOver[0]).toMatchObject({ from: null, to: { personId: elsewhere.id, ...head } })
  })
})

describe('how long a file is kept', () => {
  const stored = async (importId: string) => {
    const [row] = await db.select().from(rosterImports).where(eq(rosterImports.id, importId))
    return row ?? expect.unreachable()
  }
  const sizeOf = async (importId: string) =>
    ((await stored(importId)).workbook as { sheets: unknown[] }).sheets.length
  const sweep = async (day: string) =>
    forgetRosters(await createContextFor(db, 'system', { now: new Date(`${day}T02:10:00+08:00`) }))

  test('one without faults is cleared with its import, and importing it again is nothing', async () => {
    const ctx = await at('2026-12-16')
    const importId = await upload(ctx)
    expect((await loadRosterPreview(ctx, importId))?.errorCount).toBe(0)
    await commit(ctx, importId)
    expect(await sizeOf(importId)).toBe(0)
    expect(await loadRosterPreview(ctx, importId)).toBeNull()
    expect(await committedSince(ctx, importId)).toEqual(ctx.now)
    expect((await loadRosterFaults(ctx, importId)).errors).toEqual([])
    expect(await commit(ctx, importId)).toMatchObject({ isUnchanged: true })
  })

  test('what waits longer than thirty days is cleared by night; an import stays an import', async () => {
    // What earlier tests left is gone before.
    await sweep('2027-01-15')
    const ctx = await at('2026-12-17')
    const faulty = await upload(ctx, set(4, 11, '1390000005'))
    await commit(ctx, faulty)
    const preview = await upload(ctx)
    await sweep('2027-01-15')
    expect([await sizeOf(faulty), await sizeOf(preview)]).not.toContain(0)
    expect(await sweep('2027-01-17')).toBe(2)
    expect([await sizeOf(faulty), await sizeOf(preview)]).toEqual([0, 0])
    expect((await stored(faulty)).state).toBe('committed')
    expect((await stored(preview)).state).toBe('discarded')
    expect(await auditOf(preview)).toEqual(['roster.preview', 'roster.forget'])
    expect(await sweep('2027-01-17')).toBe(0)
  })
})
