import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { newId } from '@/db/ids'
import { obligations } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import { createContextFor, createOrganisation, createSecretary } from '@/db/testing/factories'
import { momentOf } from '@/lib/period'
import { openWork } from '@/lib/tasks/open-work'
import { assignmentNow, auditOf, only } from '@/lib/tasks/testing'
import { recordActivity } from './record-activity'
import { type Branch, createBranch, dutiesOf, owed, recordForm } from './testing'

const { db } = await testDatabase()
let world: Branch
beforeEach(async () => {
  world = await createBranch(db)
})

const now = momentOf('2026-09-11', '10:00')
const basis = '〔2026〕31号：两支部合并'

/** A branch founded after the duties went out, and its secretary. */
async function successor() {
  const branch = await createOrganisation(db, { parentId: world.committee.id, class: 'II' })
  return { branch, secretary: await createSecretary(db, branch) }
}

async function transfer(assignmentId: string, toOrganisationId: string) {
  const ctx = await createContextFor(db, world.officer, { now })
  await ctx.transact((tx) => openWork.transfer(ctx, tx, { assignmentId, toOrganisationId, basis }))
}

const dutyNow = async (id: string) =>
  only(await db.select().from(obligations).where(eq(obligations.id, id)))

describe('移交 of a task that a period asks for', () => {
  test('its open duty goes along, and a record of the successor answers both', async () => {
    const duty = only(await dutiesOf(world, await owed(world, ['party_day'])))
    const { branch, secretary } = await successor()
    await transfer(duty.assignmentId ?? '', branch.id)
    expect(await dutyNow(duty.id)).toEqual({ ...duty, organisationId: branch.id })
    expect(await auditOf(db, duty.assignmentId ?? '', 'assignment.transfer')).toMatchObject([
      { detail: { to: branch.id, obligations: 1 } },
    ])
    const { activity } = await recordActivity(await createContextFor(db, secretary, { now }), {
      ...(await recordForm(world, ['party_day'])),
      organisationId: branch.id,
      hostId: secretary.id,
      recorderId: secretary.id,
      attendance: [{ personId: secretary.id, isPresent: true }],
    })
    expect((await dutyNow(duty.id)).activityId).toBe(activity.id)
    expect((await assignmentNow(db, duty.assignmentId ?? '')).state).toBe('approved')
  })

  test('what is discharged, what has no task, what the successor has itself: all stay', async () => {
    const [first] = world.branches
    const template = await owed(world, ['party_day', 'party_lecture', 'talk'])
    const duties = await dutiesOf(world, template)
    const { branch } = await successor()
    const [lecture, day, talk] = ['party_lecture', 'party_day', 'talk'].map((kind) =>
      only(duties.filter((duty) => duty.kind === kind)),
    )
    if (!lecture || !day || !talk) {
      throw new Error('A duty of each kind was expected')
    }
    const secretary = await createContextFor(db, world.secretaries[0], { now })
    await recordActivity(secretary, await recordForm(world, ['party_lecture']))
    await db.update(obligations).set({ assignmentId: null }).where(eq(obligations.id, talk.id))
    const own = { ...day, id: newId(), organisationId: branch.id, assignmentId: null }
    await db.insert(obligations).values(own)
    await transfer(day.assignmentId ?? '', branch.id)
    for (const { id } of [lecture, day, talk]) {
      expect((await dutyNow(id)).organisationId).toBe(first.id)
    }
    expect(await dutyNow(own.id)).toEqual(own)
  })
})
