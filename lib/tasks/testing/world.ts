import type { Db } from '@/db/client'
import { newId } from '@/db/ids'
import { fileContents, files } from '@/db/schema'
import {
  createOfficer,
  createSecretary,
  createTree,
  type MadePerson,
  type MadeTree,
  testNow,
} from '@/db/testing/factories'

export interface World extends MadeTree {
  db: Db
  /** Two officers of the committee: the one who issues, and another. */
  officer: MadePerson
  colleague: MadePerson
  /** One secretary for each branch, in their order. */
  secretaries: [MadePerson, MadePerson, ...MadePerson[]]
}

/** A committee with two officers and branches with secretaries. */
export async function createWorld(db: Db, options: { branches?: number } = {}): Promise<World> {
  const tree = await createTree(db, options)
  const office = { organisationId: tree.committee.id }
  const [first, second, ...others] = tree.branches
  const secretaries: World['secretaries'] = [
    await createSecretary(db, first),
    await createSecretary(db, second),
  ]
  for (const branch of others) {
    secretaries.push(await createSecretary(db, branch))
  }
  return {
    ...tree,
    db,
    officer: await createOfficer(db, 'committee_officer', office),
    colleague: await createOfficer(db, 'committee_officer', office),
    secretaries,
  }
}

/** The moment so many hours after `testNow`. */
export function hours(count: number): Date {
  return new Date(testNow.getTime() + count * 3_600_000)
}

/** A file somebody uploaded. */
export async function createFile(db: Db, person: { id: string }): Promise<string> {
  const [id, sha256] = [newId(), newId()]
  await db
    .insert(fileContents)
    .values({ sha256, sizeBytes: 3, mediaType: 'text/plain', storedAt: testNow })
  await db.insert(files).values({
    id,
    sha256,
    name: '佐证.txt',
    classification: 'internal',
    uploadedBy: person.id,
    uploadedAt: testNow,
  })
  return id
}
