import { beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '@/db/testing/database'
import { appointPost, createContextFor, createMember } from '@/db/testing/factories'
import { codeOf } from '@/db/testing/outcome'
import { momentOf } from '@/lib/period'
import { createFile } from '@/lib/tasks/testing'
import { activityPage } from './activity-page'
import { branchYear } from './branch-year'
import { correctActivity } from './correct-activity'
import { coverage, coveredBranches } from './coverage'
import { reachesActivityFile } from './file-reach'
import { activitiesOfAssignment, activityList } from './queries'
import { recordActivity } from './record-activity'
import { recordForm as formOf } from './record-form'
import { correctActivityInput } from './schema'
import { type Branch, createBranch, dutiesOf, owed, recordForm } from './testing'
import { withdrawActivity } from './withdraw-activity'

const { db } = await testDatabase()
const october = momentOf('2026-10-12', '09:00')
let world: Branch
let recordedId: string
let dayTemplate: string
let committeeTemplate: string
let fileId: string

const at = (person: { id: string }, now = october) => createContextFor(db, person, { now })

beforeAll(async () => {
  world = await createBranch(db)
  dayTemplate = await owed(world, ['party_day'])
  committeeTemplate = await owed(world, ['committee_meeting'], { exemption: 'without_committee' })
  const secretary = await at(world.secretaries[0], momentOf('2026-09-11', '10:00'))
  fileId = await createFile(db, world.secretaries[0])
  const input = await recordForm(world, ['party_day'], {
    fileIds: [fileId],
    [`attendance_${world.grouped.id}`]: 'duty',
  })
  recordedId = (await recordActivity(secretary, input)).activity.id
})

describe('the list', () => {
  test('members and those in charge see it, others nothing', async () => {
    for (const person of [world.probationary, world.secretaries[0], world.officer]) {
      const { rows } = await activityList(await at(person), {})
      expect(rows.map((row) => [row.id, row.expected, row.present])).toEqual([[recordedId, 4, 3]])
    }
    expect((await activityList(await at(world.secretaries[1]), {})).rows).toEqual([])
    const above = await createMember(db, world.branches[1])
    await appointPost(db, above, world.generalBranch)
    expect((await activityList(await at(above), {})).rows).toHaveLength(1)
  })

  test('by kind and lateness; a corrected one shows as its last version, a withdrawn one marked', async () => {
    const officer = await at(world.officer)
    const found = async (filter: Parameters<typeof activityList>[1]) =>
      (await activityList(officer, filter)).rows.map((row) => row.id)
    expect(await found({ kind: 'party_day' })).toEqual([recordedId])
    expect(await found({ kind: 'talk' })).toEqual([])
    expect(await found({ isLateOnly: true })).toEqual([])
    const secretary = await at(world.secretaries[0], momentOf('2026-09-16', '10:00'))
    const first = await recordActivity(secretary, await recordForm(world, ['talk']))
    const { organisationId: _, requestKey: __, ...fields } = await recordForm(world, ['talk'])
    const asked = {
      activityId: first.activity.id,
      requestKey: crypto.randomUUID(),
      reason: '地点写错',
    }
    const second = await correctActivity(
      secretary,
      correctActivityInput.parse({ ...fields, ...asked }),
    )
    expect(await found({ kind: 'talk' })).toEqual([second.activity.id])
    await withdrawActivity(secretary, { activityId: second.activity.id, reason: '重复记了' })
    const { rows } = await activityList(officer, { kind: 'talk' })
    expect(rows.map((row) => row.isWithdrawn)).toEqual([true])
    const old = await activityPage(officer, first.activity.id)
    expect([old.correctedById, old.activity.withdrawReason, old.canAmend]).toEqual([
      second.activity.id,
      '地点写错',
      false,
    ])
  })
})

describe('one record', () => {
  test('says who came, what it counts for and who may change it; its file opens with it', async () => {
    const page = await activityPage(await at(world.secretaries[0]), recordedId)
    expect(page.attendance.filter((one) => !one.isPresent).map((one) => one.absence)).toEqual([
      'duty',
    ])
    expect(page.duties.map((duty) => [duty.period, duty.task?.state])).toEqual([
      ['2026M09', 'approved'],
    ])
    expect([page.canAmend, page.files.length]).toEqual([true, 1])
    expect((await activityPage(await at(world.probationary), recordedId)).canAmend).toBe(false)
    expect(await reachesActivityFile(await at(world.probationary), fileId)).toBe(true)
    const stranger = await at(world.secretaries[1])
    expect(await codeOf(activityPage(stranger, recordedId))).toBe('not_found')
    expect(await codeOf(activityPage(stranger, 'nothing'))).toBe('not_found')
    expect(await reachesActivityFile(stranger, fileId)).toBe(false)
  })

  test('is found from the copy of its task', async () => {
    const [duty] = await dutiesOf(world, dayTemplate)
    const secretary = await at(world.secretaries[0])
    const found = await activitiesOfAssignment(secretary, duty?.assignmentId ?? '')
    expect(found.map((one) => one.id)).toEqual([recordedId])
  })
})

describe('what is owed', () => {
  test('the year of a branch: kinds × periods, each with its state', async () => {
    const view = await branchYear(await at(world.secretaries[0]), world.branches[0].id, 2026)
    const [day, committee] = view.rows
    expect(day?.cells).toHaveLength(12)
    expect(day?.cells[8]?.cell?.state).toBe('done')
    expect(day?.cells[7]?.cell).toBeNull()
    expect(committee?.cells[8]?.cell?.state).toBe('missed')
    expect(view.counts).toMatchObject({ done: 1, missed: 1, exempt: 0 })
    const other = await branchYear(await at(world.officer), world.branches[1].id, 2026)
    expect(other.counts).toMatchObject({ missed: 1, exempt: 1 })
    const foreign = branchYear(await at(world.secretaries[1]), world.branches[0].id, 2026)
    expect(await codeOf(foreign)).toBe('not_found')
  })

  test('coverage over all branches, and the branches behind a line', async () => {
    const officer = await at(world.officer)
    const rows = await coverage(officer, 2026)
    const line = rows.find((row) => row.templateId === committeeTemplate)
    expect(line).toMatchObject({ owing: 1, done: 0, late: 0, missed: 1, open: 0, exempt: 1 })
    expect(rows.find((row) => row.templateId === dayTemplate)).toMatchObject({
      owing: 2,
      done: 1,
      missed: 1,
    })
    const branches = await coveredBranches(officer, {
      templateId: committeeTemplate,
      period: '2026M09',
    })
    expect(branches.map((one) => one.state)).toEqual(['missed', 'exempt'])
    expect(branches[1]?.exemptionBasis).toContain('未设支部委员会')
    expect(await codeOf(coverage(await at(world.secretaries[0]), 2026))).toBe('forbidden')
  })
})

describe('the form', () => {
  test('brings the roster of the day, says what it counts for and whether it is late', async () => {
    const secretary = await at(world.secretaries[0])
    const late = await formOf(secretary, { kinds: ['committee_meeting'], on: '2026-09-14' })
    expect(late.expected?.people.map((person) => person.personId).sort()).toEqual(
      [world.secretaries[0].id, world.commissioner.id].sort(),
    )
    expect([late.isLate, late.periods]).toEqual([true, ['2026M09']])
    const future = await formOf(secretary, { kinds: ['party_day'], on: '2027-01-01' })
    expect([future.heldOn, future.isLate]).toEqual(['2026-10-12', false])
    const nobody = await formOf(await at(world.secretaries[1]), { kinds: ['group_meeting'] })
    expect(nobody.expected).toBeNull()
    expect(nobody.problem).toContain('党小组')
    expect(await codeOf(formOf(await at(world.officer), { kinds: [] }))).toBe('forbidden')
  })
})
