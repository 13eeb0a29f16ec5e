import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { handovers, notices } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import {
  createContextFor,
  createMember,
  createOfficer,
  createOrganisation,
} from '@/db/testing/factories'
import { handOverSecretaries } from './hand-over-secretaries'

const { db } = await testDatabase()

test('writes a 交接清单 and tells both; a vacancy tells the leaver only', async () => {
  const branch = await createOrganisation(db)
  const [leaver, newcomer] = [await createMember(db, branch), await createMember(db, branch)]
  const ctx = await createContextFor(db, await createOfficer(db))
  const head = (personId: string) => ({ personId, post: 'secretary' as const, isActing: false })
  const change = { organisationId: branch.id, from: head(leaver.id) }
  await ctx.transact((tx) =>
    handOverSecretaries(ctx, tx, [
      { ...change, to: head(newcomer.id) },
      { ...change, to: null },
    ]),
  )
  const written = await db.select().from(handovers).where(eq(handovers.organisationId, branch.id))
  expect(written).toMatchObject([
    { post: 'secretary', fromPersonId: leaver.id, toPersonId: newcomer.id, items: [] },
    { post: 'secretary', fromPersonId: leaver.id, toPersonId: null, items: [] },
  ])
  const told = await db.select({ personId: notices.personId }).from(notices)
  expect(told.map((notice) => notice.personId).sort()).toEqual(
    [leaver.id, leaver.id, newcomer.id].sort(),
  )
})
