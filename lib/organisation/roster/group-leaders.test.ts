import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { organisationVersions, people, posts } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import { createContextFor, createOfficer } from '@/db/testing/factories'
import { commitRoster } from './commit-roster'
import { previewRoster } from './preview-roster'
import { packRoster, sampleRoster } from './sample-workbook'

const { db } = await testDatabase()
const officer = await createOfficer(db)
const ports = {
  handOver: async () => {},
  afterNumberChange: async () => {},
  leavePosts: async () => ({ stopped: 0, sessionsEnded: 0 }),
}

/** Imports the sample with these posts and, if said, without the column of groups. */
async function load(day: string, given: Record<number, string>, hasGroups = true) {
  const ctx = await createContextFor(db, officer, { now: new Date(`${day}T09:00:00+08:00`) })
  const roster = sampleRoster()
  for (const [index, post] of Object.entries(given)) {
    const row = roster.people[Number(index)] ?? []
    row[8] = post
    row[7] = hasGroups ? (row[7] ?? null) : null
  }
  const { importId } = await previewRoster(ctx, {
    fileName: '名单.xlsx',
    bytes: await packRoster(roster),
    classification: 'internal',
  })
  await commitRoster(ctx, { importId, version: 0, termDateMeaning: 'last_election' }, ports)
}

const leaders = () =>
  db
    .select({ name: people.name, from: posts.validFrom, to: posts.validTo })
    .from(posts)
    .innerJoin(people, eq(people.id, posts.personId))
    .innerJoin(
      organisationVersions,
      and(
        eq(organisationVersions.organisationId, posts.organisationId),
        eq(organisationVersions.kind, 'group'),
      ),
    )
    .where(eq(posts.post, 'secretary'))
    .orderBy(posts.validFrom)

test('a 党小组组长 takes up the post, another follows, a file that is silent on groups ends nothing', async () => {
  await load('2026-09-01', { 1: '党小组组长' })
  expect(await leaders()).toEqual([{ name: '赵三', from: '2026-09-01', to: null }])
  await load('2026-09-02', { 1: '党小组组长' }, false)
  expect(await leaders()).toEqual([{ name: '赵三', from: '2026-09-01', to: null }])
  await load('2026-09-03', { 0: '党支部书记兼党小组组长' })
  expect(await leaders()).toEqual([
    { name: '赵三', from: '2026-09-01', to: '2026-09-03' },
    { name: '陈一', from: '2026-09-03', to: null },
  ])
})
