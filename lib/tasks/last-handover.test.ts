import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { handovers, notices } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import {
  appointPost,
  createContextFor,
  createOrganisation,
  createSecretary,
  testNow,
} from '@/db/testing/factories'
import { codeOf } from '@/db/testing/outcome'
import { endOrganisation } from '@/lib/organisation/end-organisation'
import { handoverSheet } from '@/lib/organisation/handover-queries'
import { mergeOrganisation } from '@/lib/organisation/merge-organisation'
import { openWork } from './open-work'
import { auditOf, createWorld, dispatchedTask } from './testing'

const { db } = await testDatabase()
const world = await createWorld(db)
const officer = await createContextFor(db, world.officer)
const change = { on: '2026-09-10', basis: '西岭信通党〔2026〕20号' }

async function twoBranches() {
  const [from, into] = [
    await createOrganisation(db, { parentId: world.committee.id }),
    await createOrganisation(db, { parentId: world.committee.id }),
  ]
  const [former, next] = [await createSecretary(db, from), await createSecretary(db, into)]
  return { from, into, former, next }
}

const writtenFor = (organisationId: string) =>
  db.select().from(handovers).where(eq(handovers.organisationId, organisationId))

test('a merger writes the 交接清单 of the secretary who leaves, with what was decided; both are told', async () => {
  const { from, into, former, next } = await twoBranches()
  const kept = await dispatchedTask(world, { organisationIds: [from.id] })
  const dropped = await dispatchedTask(world, { organisationIds: [from.id] })
  const [one, other] = [kept.copies[0].assignment.id, dropped.copies[0].assignment.id]
  await mergeOrganisation(
    officer,
    {
      ...change,
      organisationId: from.id,
      intoId: into.id,
      decisions: [
        { assignmentId: one, isTransferred: true },
        { assignmentId: other, isTransferred: false },
      ],
      workBasis: '接收支部已有同一任务',
    },
    openWork,
  )
  const [written] = await writtenFor(from.id)
  const sheet = await handoverSheet(officer, written?.id ?? '')
  expect(sheet).toMatchObject({
    organisationName: from.name,
    from: { id: former.id },
    to: { id: next.id },
    hasEnded: true,
    at: testNow,
  })
  const states = new Map(sheet.items.map((item) => [item.assignmentId, item.state]))
  expect(states).toEqual(
    new Map([
      [one, 'issued'],
      [other, 'not_applicable'],
    ]),
  )
  const told = await db.select().from(notices).where(eq(notices.subjectId, sheet.id))
  const bodies = new Map(told.map((notice) => [notice.personId, notice.body]))
  expect(bodies.get(former.id)).toContain(`${from.name}并入${into.name}，您的支部书记职务同时结束`)
  expect(bodies.get(next.id)).toContain(`移交在办任务 1 项，由${next.name}接办，认定不适用 1 项`)
  expect(told.map((notice) => notice.smsTemplate)).toEqual([null, null])
  // The one who takes over still gets the message about what moved.
  const moved = await db.select().from(notices).where(eq(notices.subjectId, one))
  expect(
    moved.filter((notice) => notice.personId === next.id && notice.smsRefusal === null),
  ).toHaveLength(1)
  expect(await auditOf(db, sheet.id, 'handover.write')).toHaveLength(1)
  for (const person of [former, next]) {
    expect(await codeOf(handoverSheet(await createContextFor(db, person), sheet.id))).toBe('done')
  }
})

test('an end writes it too, with nobody to take over where nothing moves', async () => {
  const from = await createOrganisation(db, { parentId: world.committee.id })
  await appointPost(db, world.secretaries[0], from, { isActing: true })
  const input = { ...change, organisationId: from.id, decisions: [] }
  await endOrganisation(officer, input, openWork)
  expect(await writtenFor(from.id)).toMatchObject([
    { fromPersonId: world.secretaries[0].id, toPersonId: null, items: [] },
  ])
})

test('whoever is secretary of both, and a branch without secretary, hand over to nobody', async () => {
  const { from, into, former, next } = await twoBranches()
  const empty = await createOrganisation(db, { parentId: world.committee.id })
  await appointPost(db, next, empty)
  const merge = (organisationId: string, intoId: string) =>
    mergeOrganisation(officer, { ...change, organisationId, intoId, decisions: [] }, openWork)
  await merge(empty.id, into.id)
  expect(await writtenFor(empty.id)).toEqual([])
  await merge(from.id, into.id)
  expect(await writtenFor(from.id)).toMatchObject([
    { fromPersonId: former.id, toPersonId: next.id },
  ])
})
