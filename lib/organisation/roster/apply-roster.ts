import { and, eq, inArray, lt, sql } from 'drizzle-orm'
import { bulkInsert } from '@/db/bulk'
import type { Db } from '@/db/client'
import { newId } from '@/db/ids'
import {
  accounts,
  memberships,
  organisations,
  organisationVersions,
  people,
  posts,
} from '@/db/schema'
import type { Work } from '@/lib/context'
import type { Day } from '@/lib/period'
import { sealPhone } from '@/lib/phone'
import type { PersonUpdate } from './compare-people'
import type { RosterChanges } from './compare-roster'

/** When and on what ground an import writes. */
export interface ImportGround {
  day: Day
  /** Shown as the basis of every row, e.g. 花名册导入（文件名，填报日期 …）. */
  basis: string
}

/** Writes the changes of an import. What ends today and began today is taken back instead. */
export async function applyRoster(
  tx: Pick<Work, 'db' | 'now'>,
  changes: RosterChanges,
  ground: ImportGround,
): Promise<void> {
  await writeOrganisations(tx, changes.organisations, ground)
  await writePeople(tx, changes.people)
  await endRows(tx.db, memberships, changes.people.ended, ground.day)
  await bulkInsert(
    tx.db,
    memberships,
    changes.people.begun.map((place) => ({
      id: newId(),
      ...place,
      relation: 'membership' as const,
      validFrom: ground.day,
      basis: ground.basis,
    })),
  )
  await endRows(tx.db, posts, changes.posts.ended, ground.day)
  await bulkInsert(
    tx.db,
    posts,
    changes.posts.begun.map((post) => ({
      id: newId(),
      ...post,
      validFrom: ground.day,
      basis: ground.basis,
    })),
  )
}

async function writeOrganisations(
  tx: Pick<Work, 'db' | 'now'>,
  changes: RosterChanges['organisations'],
  ground: ImportGround,
): Promise<void> {
  const codes = await freeCodes(tx.db, changes.added.length)
  await bulkInsert(
    tx.db,
    organisations,
    changes.added.map(({ id }, index) => ({ id, code: codes[index] ?? id, createdAt: tx.now })),
  )
  const versioned = changes.changed.filter((change) => !change.isOnlyPosition)
  // A version that began today is put right; an older one ends and stays as history.
  const begunToday = versioned.filter(({ current }) => current.validFrom >= ground.day)
  const older = versioned.filter((change) => !begunToday.includes(change))
  await endRows(tx.db, organisationVersions, older.map(versionOf), ground.day)
  for (const { current, state } of [
    ...begunToday,
    ...changes.changed.filter((change) => change.isOnlyPosition),
  ]) {
    await tx.db
      .update(organisationVersions)
      .set(state)
      .where(eq(organisationVersions.id, current.versionId))
  }
  const begun = [
    ...changes.added,
    ...older.map(({ current, state }) => ({ id: current.id, state })),
  ]
  await bulkInsert(
    tx.db,
    organisationVersions,
    begun.map(({ id, state }) => ({
      id: newId(),
      organisationId: id,
      ...state,
      validFrom: ground.day,
      basis: ground.basis,
    })),
  )
}

function versionOf({ current }: RosterChanges['organisations']['changed'][number]) {
  return { id: current.versionId }
}

/** Codes `0001`, `0002` … after the highest of that form. */
async function freeCodes(db: Db, count: number): Promise<string[]> {
  const [row] = await db
    .select({ highest: sql<number>`coalesce(max(${organisations.code}::int), 0)` })
    .from(organisations)
    .where(sql`${organisations.code} ~ '^[0-9]{4,8}$'`)
  const highest = Number(row?.highest ?? 0)
  return Array.from({ length: count }, (_, index) => String(highest + index + 1).padStart(4, '0'))
}

async function writePeople(
  tx: Pick<Work, 'db' | 'now'>,
  { added, updated, ids }: RosterChanges['people'],
): Promise<void> {
  await bulkInsert(
    tx.db,
    people,
    added.map(({ id, person }) => ({
      id,
      employeeNumber: person.employeeNumber,
      name: person.name,
      sex: person.sex,
      ethnicity: person.ethnicity,
      bornOn: person.bornOn,
      joinedOn: person.joinedOn,
      ...(person.phone === null
        ? { phoneCipher: null, phoneLookup: null, phoneMasked: null }
        : sealPhone(person.phone)),
      createdAt: tx.now,
    })),
  )
  for (const { current, update } of updated) {
    await tx.db.update(people).set(columnsOf(update)).where(eq(people.id, current.id))
  }
  const opened = [...ids.values()].map((personId) => ({
    person_id: personId,
    created_at: tx.now.toISOString(),
  }))
  // No password: the first sign-in is by SMS or with a set-up code.
  await tx.db.execute(sql`
    insert into ${accounts} (person_id, state, created_at)
    select person_id, 'active', created_at
    from json_to_recordset(${JSON.stringify(opened)}::json) as r(person_id uuid, created_at timestamptz)
    on conflict (person_id) do nothing`)
}

function columnsOf({ phone, ...fields }: PersonUpdate) {
  return phone === undefined ? fields : { ...fields, ...sealPhone(phone) }
}

type Ending = typeof memberships | typeof posts | typeof organisationVersions

async function endRows(db: Db, table: Ending, rows: readonly { id: string }[], day: Day) {
  const ids = rows.map((row) => row.id)
  for (let from = 0; from < ids.length; from += 5_000) {
    const some = ids.slice(from, from + 5_000)
    await db
      .update(table)
      .set({ validTo: day })
      .where(and(inArray(table.id, some), lt(table.validFrom, day)))
    // Still open after that: begun today, so it has held on no day that is over.
    await db
      .delete(table)
      .where(and(inArray(table.id, some), sql`${table.validFrom} >= ${day}::date`))
  }
}
