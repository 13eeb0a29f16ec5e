import { expect, test } from 'vitest'
import { testDatabase } from './database'
import { createContextFor, createOfficer, createSecretary, createTree } from './factories'

const { db } = await testDatabase()

test('a made person comes with the reach of posts and roles', async () => {
  const { generalBranch, branches, group } = await createTree(db)
  const secretary = await createSecretary(db, generalBranch)
  const officer = await createOfficer(db)
  const { viewer } = await createContextFor(db, secretary)
  expect(viewer.posts.map(({ reach }) => reach)).toEqual([
    new Set([generalBranch.id, branches[0].id, group.id]),
  ])
  expect(viewer.memberOf).toEqual([generalBranch.id])
  expect((await createContextFor(db, officer)).viewer.roles[0]?.reach).toBe('all')
  expect((await createContextFor(db, 'system')).viewer).toBeNull()
})
