import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { newId } from '@/db/ids'
import { activities, activityAttendance, assignments, obligations } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import { createContextFor, createMember } from '@/db/testing/factories'
import { codeOf } from '@/db/testing/outcome'
import { momentOf } from '@/lib/period'
import { changeActivityRules } from '@/lib/settings/change-setting'
import {
  assignmentNow,
  auditOf,
  createFile,
  dispatchedTask,
  nodeForm,
  only,
  stepNow,
  stepsNow,
  versionsOf,
} from '@/lib/tasks/testing'
import { correctActivity } from './correct-activity'
import { dischargeRecorded } from './discharge-recorded'
import { recordActivity } from './record-activity'
import { correctActivityInput } from './schema'
import { type Branch, createBranch, dutiesOf, owed, recordForm } from './testing'
import { withdrawActivity } from './withdraw-activity'

const { db } = await testDatabase({ poolSize: 8 })
let world: Branch
beforeEach(async () => {
  world = await createBranch(db)
})

const secretary = (now = momentOf('2026-09-11', '10:00')) =>
  createContextFor(db, world.secretaries[0], { now })

describe('recording', () => {
  test('one record answers every duty of its kinds and its steps; signed for, settled, audited', async () => {
    const lecture = await owed(world, ['party_lecture'])
    const day = await owed(world, ['party_day', 'members_meeting'])
    const talk = await owed(world, ['talk'])
    const input = await recordForm(world, ['party_lecture', 'party_day', 'members_meeting'])
    const { activity, ...answered } = await recordActivity(await secretary(), input)
    expect(answered.obligations).toBe(3)
    expect(answered.steps.map((step) => step.outcome)).toEqual(['settled', 'settled', 'settled'])
    for (const duty of [...(await dutiesOf(world, lecture)), ...(await dutiesOf(world, day))]) {
      expect([duty.activityId, duty.isLate]).toEqual([activity.id, false])
      expect((await assignmentNow(db, duty.assignmentId ?? '')).state).toBe('approved')
    }
    expect(only(await dutiesOf(world, talk)).activityId).toBeNull()
    expect(await auditOf(db, activity.id, 'activity.record')).toHaveLength(1)
    const attendance = await db
      .select()
      .from(activityAttendance)
      .where(eq(activityAttendance.activityId, activity.id))
    expect(attendance).toHaveLength(4)
    expect(attendance.every((one) => one.isPresent && one.absence === null)).toBe(true)
  })

  test('a retried request finds its record; the same key with other content is a conflict', async () => {
    const input = await recordForm(world, ['party_day'])
    const first = await recordActivity(await secretary(), input)
    const again = await recordActivity(await secretary(), input)
    expect(again.activity.id).toBe(first.activity.id)
    const other = { ...input, content: '完全不同的另一段活动内容。' }
    expect(await codeOf(recordActivity(await secretary(), other))).toBe('conflict')
  })

  test('应到 = 实到 + 缺席: nobody is left out, nobody else is named, absence has a reason', async () => {
    const input = await recordForm(world, ['members_meeting'])
    const absent = input.attendance.map((one) =>
      one.personId === world.grouped.id
        ? { ...one, isPresent: false, absence: 'duty' as const }
        : one,
    )
    const ctx = await secretary()
    const less = { ...input, attendance: input.attendance.slice(1) }
    expect(await codeOf(recordActivity(ctx, less))).toBe('invalid')
    const stranger = { personId: world.officer.id, isPresent: true }
    const more = { ...input, attendance: [...input.attendance, stranger] }
    expect(await codeOf(recordActivity(ctx, more))).toBe('invalid')
    await expect(
      recordForm(world, ['members_meeting'], { [`attendance_${world.grouped.id}`]: 'asleep' }),
    ).rejects.toThrow()
    const hostAbsent = { ...input, attendance: absent, hostId: world.grouped.id }
    expect(await codeOf(recordActivity(ctx, hostAbsent))).toBe('invalid')
    const { activity } = await recordActivity(ctx, { ...input, attendance: absent })
    const row = await db
      .select()
      .from(activityAttendance)
      .where(eq(activityAttendance.activityId, activity.id))
    expect(row.filter((one) => !one.isPresent).map((one) => one.absence)).toEqual(['duty'])
  })

  test('nobody is presumed present: whoever has no mark is named, by sentence and field', async () => {
    const unmarked = `attendance_${world.grouped.id}`
    const input = await recordForm(world, ['members_meeting'], { [unmarked]: undefined })
    expect(input.unmarkedIds).toEqual([world.grouped.id])
    const refused = recordActivity(await secretary(), input)
    await expect(refused).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining(`${world.grouped.name}还没有选到会或缺席的原因`),
      fields: { [unmarked]: '请选到会或缺席的原因' },
    })
    const rest = { [unmarked]: undefined, restPresent: 'on' }
    const marked = await recordForm(world, ['members_meeting'], rest)
    await recordActivity(await secretary(), marked)
    expect(marked.attendance.filter((one) => one.isPresent)).toHaveLength(4)
  })

  test('the roster is that of the day', async () => {
    const input = await recordForm(world, ['members_meeting'], { heldOn: '2026-09-09' })
    expect(input.attendance).toHaveLength(4)
    await createMember(db, world.branches[0])
    const ctx = await secretary()
    expect(await codeOf(recordActivity(ctx, input))).toBe('invalid')
  })

  test('支委会 without more than half of the committee is recorded, with a sentence', async () => {
    const input = await recordForm(world, ['committee_meeting'], {
      [`attendance_${world.commissioner.id}`]: 'illness',
    })
    expect(input.attendance).toHaveLength(2)
    const { warnings } = await recordActivity(await secretary(), input)
    expect(warnings.join()).toContain('没有超过半数')
  })

  test('a branch without a committee or without groups records no meeting of them', async () => {
    const ctx = await createContextFor(db, world.secretaries[1], {
      now: momentOf('2026-09-11', '10:00'),
    })
    const own = await recordForm(world, ['party_day'])
    const [, second] = world.branches
    const attendance = [{ personId: world.secretaries[1].id, isPresent: true }]
    const given = { ...own, organisationId: second.id, attendance }
    for (const kind of ['committee_meeting', 'group_meeting'] as const) {
      const asked = recordActivity(ctx, { ...given, kinds: ['party_day', kind] })
      expect(await codeOf(asked)).toBe('invalid')
    }
  })

  test('a group meets by itself; talks name those who took part', async () => {
    const group = await recordForm(world, ['group_meeting'], {
      groupId: world.group.id,
      hostId: world.grouped.id,
      recorderId: world.grouped.id,
    })
    expect(group.attendance.map((one) => one.personId)).toEqual([world.grouped.id])
    await recordActivity(await secretary(), group)
    const talk = await recordForm(world, ['talk'], {
      [`attendance_${world.probationary.id}`]: 'outside',
      [`attendance_${world.grouped.id}`]: 'outside',
    })
    expect(talk.attendance).toHaveLength(2)
    await recordActivity(await secretary(), talk)
    const strange = await recordForm(world, ['party_day'])
    const elsewhere = { ...strange, groupId: world.branches[1].id }
    expect(await codeOf(recordActivity(await secretary(), elsewhere))).toBe('invalid')
  })

  test('only those in post there record; what has not begun is not recorded', async () => {
    const input = await recordForm(world, ['party_day'])
    const others = [world.probationary, world.secretaries[1], world.officer]
    for (const person of others) {
      const ctx = await createContextFor(db, person)
      expect(await codeOf(recordActivity(ctx, input))).toBe('forbidden')
    }
    const early = await secretary(momentOf('2026-09-10', '14:59'))
    expect(await codeOf(recordActivity(early, input))).toBe('invalid')
    await recordActivity(await createContextFor(db, world.commissioner), input)
  })
})

describe('late records', () => {
  test('more than five working days after, or after the period: only with a reason, marked', async () => {
    const template = await owed(world, ['party_day'])
    const input = await recordForm(world, ['party_day'])
    const late = await secretary(momentOf('2026-09-18', '09:00'))
    expect(await codeOf(recordActivity(late, input))).toBe('invalid')
    await recordActivity(late, { ...input, lateReason: '记录人出差，回来后补记' })
    expect(only(await dutiesOf(world, template)).isLate).toBe(true)

    const next = await owed(world, ['party_lecture'])
    const last = await recordForm(world, ['party_lecture'], { heldOn: '2026-09-30' })
    const after = await secretary(momentOf('2026-10-01', '09:00'))
    expect(await codeOf(recordActivity(after, last))).toBe('invalid')
    await recordActivity(after, { ...last, lateReason: '月末晚上开的会，次日记' })
    expect(only(await dutiesOf(world, next)).isLate).toBe(true)
  })
})

test('how long a record is in time is the office’s to set', async () => {
  const template = await owed(world, ['party_day'])
  const input = await recordForm(world, ['party_day'])
  const office = await createContextFor(db, world.officer)
  await changeActivityRules(office, { recordWithinDays: 10 })
  await recordActivity(await secretary(momentOf('2026-09-18', '09:00')), input)
  expect(only(await dutiesOf(world, template)).isLate).toBe(false)
  await changeActivityRules(office, { recordWithinDays: 1 })
  const next = await recordForm(world, ['party_day'])
  const soon = recordActivity(await secretary(momentOf('2026-09-14', '09:00')), next)
  await expect(soon).rejects.toThrow('已过去超过 1 个工作日')
  await changeActivityRules(office, { recordWithinDays: 5 })
})

describe('tasks', () => {
  test('a node that is reviewed is handed in with a link; one that wants a file stays', async () => {
    const { copies } = await dispatchedTask(world, {
      startsOn: '2026-09-01',
      nodes: [nodeForm('上党课', { activityKind: 'party_lecture' })],
    })
    const { copies: withFile } = await dispatchedTask(world, {
      startsOn: '2026-09-01',
      isEvidenceRequired: 'on',
      nodes: [nodeForm('上党课', { activityKind: 'party_lecture' })],
    })
    const input = await recordForm(world, ['party_lecture'], {
      heldOn: '2026-09-15',
      startTime: '08:00',
      endTime: '09:00',
    })
    const ctx = await secretary(momentOf('2026-09-15', '11:00'))
    const { activity, steps } = await recordActivity(ctx, input)
    expect(steps.map((step) => step.outcome).sort()).toEqual(['handed_in', 'pending'])
    const handedIn = only(await versionsOf(db, copies[0].step.id))
    expect(handedIn.text).toContain(`/activities/${activity.id}`)
    expect((await stepNow(db, copies[0].step.id)).state).toBe('submitted')
    expect((await stepNow(db, withFile[0].step.id)).state).toBe('open')
    const file = await createFile(db, world.secretaries[0])
    const again = await recordForm(world, ['party_lecture'], {
      heldOn: '2026-09-15',
      fileIds: [file],
      startTime: '08:00',
      endTime: '09:00',
    })
    await recordActivity(ctx, again)
    expect((await stepNow(db, withFile[0].step.id)).state).toBe('submitted')
  })

  test('what was held before a task began does not answer it', async () => {
    const { copies } = await dispatchedTask(world, {
      nodes: [nodeForm('上党课', { activityKind: 'party_lecture' })],
    })
    const input = await recordForm(world, ['party_lecture'])
    const { steps } = await recordActivity(await secretary(momentOf('2026-09-15', '11:00')), input)
    expect(steps).toEqual([])
    expect((await stepNow(db, copies[0].step.id)).state).toBe('open')
  })

  test('what was recorded before its task went out counts when it does, in the recorder’s name', async () => {
    const input = await recordForm(world, ['party_day'])
    const { activity } = await recordActivity(await secretary(), input)
    const template = await owed(
      world,
      ['party_day'],
      { outN: '14' },
      momentOf('2026-09-14', '09:00'),
    )
    const system = await createContextFor(db, 'system', { now: momentOf('2026-09-14', '09:01') })
    expect(await dischargeRecorded(system)).toBe(1)
    expect(await dischargeRecorded(system)).toBe(0)
    const duty = only(await dutiesOf(world, template))
    expect([duty.activityId, duty.isLate]).toEqual([activity.id, false])
    const copy = only(
      await db
        .select()
        .from(assignments)
        .where(eq(assignments.id, duty.assignmentId ?? '')),
    )
    expect(copy.state).toBe('approved')
    const [step] = await stepsNow(db, copy.id)
    const [handedIn] = await versionsOf(db, step?.id ?? '')
    expect(handedIn?.byId).toBe(world.secretaries[0].id)
  })

  test('two records at once: each duty is discharged once', async () => {
    const template = await owed(world, ['party_day'])
    const inputs = [await recordForm(world, ['party_day']), await recordForm(world, ['party_day'])]
    const ctx = await secretary()
    const results = await Promise.all(inputs.map((input) => recordActivity(ctx, input)))
    expect(results.reduce((sum, one) => sum + one.obligations, 0)).toBe(1)
    const duty = only(await dutiesOf(world, template))
    expect((await assignmentNow(db, duty.assignmentId ?? '')).state).toBe('approved')
  })
})

describe('correcting and withdrawing', () => {
  async function correction(
    activityId: string,
    kinds: Parameters<typeof recordForm>[1],
    given = {},
  ) {
    const { organisationId: _, requestKey: __, ...fields } = await recordForm(world, kinds, given)
    const asked = { activityId, reason: '写错了日期和内容', requestKey: newId() }
    return correctActivityInput.parse({ ...fields, ...asked })
  }

  test('a correction keeps what both answer as it was, opens the rest, counts for what is new', async () => {
    const day = await owed(world, ['party_day'])
    const lecture = await owed(world, ['party_lecture'])
    const meeting = await owed(world, ['members_meeting'])
    const input = await recordForm(world, ['party_day', 'party_lecture'])
    const { activity } = await recordActivity(await secretary(), input)
    const late = await secretary(momentOf('2026-09-28', '09:00'))
    const asked = await correction(activity.id, ['party_day', 'members_meeting'])
    const corrected = await correctActivity(late, asked)
    expect((await correctActivity(late, asked)).activity.id).toBe(corrected.activity.id)
    const kept = only(await dutiesOf(world, day))
    expect([kept.activityId, kept.isLate]).toEqual([corrected.activity.id, false])
    expect(kept.dischargedAt).toEqual(momentOf('2026-09-11', '10:00'))
    expect(only(await dutiesOf(world, lecture)).activityId).toBeNull()
    const added = only(await dutiesOf(world, meeting))
    expect([added.activityId, added.isLate]).toEqual([corrected.activity.id, true])
    const second = await correction(activity.id, ['party_day'])
    expect(await codeOf(correctActivity(late, second))).toBe('conflict')
    expect(await auditOf(db, corrected.activity.id, 'activity.correct')).toHaveLength(1)
  })

  test('a withdrawn one opens its duties unless another answers them; its settled step stays', async () => {
    const template = await owed(world, ['party_day'])
    const ctx = await secretary()
    const first = await recordActivity(ctx, await recordForm(world, ['party_day']))
    const second = await recordActivity(ctx, await recordForm(world, ['party_day']))
    const reason = '记到别的支部去了'
    await withdrawActivity(ctx, { activityId: first.activity.id, reason })
    expect(only(await dutiesOf(world, template)).activityId).toBe(second.activity.id)
    const { reopened } = await withdrawActivity(ctx, { activityId: second.activity.id, reason })
    expect(reopened).toHaveLength(1)
    const duty = only(await dutiesOf(world, template))
    expect([duty.activityId, duty.dischargedAt, duty.isLate]).toEqual([null, null, false])
    expect((await assignmentNow(db, duty.assignmentId ?? '')).state).toBe('approved')
    const again = withdrawActivity(ctx, { activityId: first.activity.id, reason })
    expect(await codeOf(again)).toBe('conflict')
    const stored = only(
      await db.select().from(activities).where(eq(activities.id, first.activity.id)),
    )
    expect(stored.withdrawReason).toBe(reason)
  })

  test('a stranger finds nothing, a member may not', async () => {
    const ctx = await secretary()
    const { activity } = await recordActivity(ctx, await recordForm(world, ['party_day']))
    const asked = { activityId: activity.id, reason: '不是我写的' }
    const stranger = await createContextFor(db, world.secretaries[1])
    expect(await codeOf(withdrawActivity(stranger, asked))).toBe('not_found')
    const member = await createContextFor(db, world.probationary)
    expect(await codeOf(withdrawActivity(member, asked))).toBe('forbidden')
    const officer = await createContextFor(db, world.officer)
    expect(await codeOf(withdrawActivity(officer, asked))).toBe('forbidden')
    expect(await db.$count(obligations, eq(obligations.activityId, activity.id))).toBe(0)
  })
})
