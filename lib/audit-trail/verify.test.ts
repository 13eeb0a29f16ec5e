import { asc, sql } from 'drizzle-orm'
import postgres from 'postgres'
import { beforeEach, describe, expect, test } from 'vitest'
import { auditEntries } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import { createContext } from '@/lib/context'
import { faultWords } from './fault-words'
import { auditHead, formatHead, parseHead } from './head'
import { type VerifyOptions, verifyAudit } from './verify'

const { db, url } = await testDatabase({ poolSize: 8 })
const now = new Date('2026-11-02T09:00:00.123+08:00')
const ctx = createContext({ db, viewer: null, now, requestId: 'test' })

const write = (count: number) =>
  ctx.transact(async (tx) => {
    for (let index = 0; index < count; index += 1) {
      tx.record({
        action: 'test.written',
        subjectType: 'test',
        subjectId: String(index),
        detail: { index, nested: { b: [1, 'x'], a: null } },
      })
    }
  })

/** Changes rows as somebody could who owns the server: with the triggers switched off. */
async function tamper(statement: string): Promise<void> {
  const owner = postgres(url, { max: 1, onnotice: () => {} })
  try {
    await owner.begin(async (tx) => {
      await tx`set local session_replication_role = replica`
      await tx.unsafe(statement)
    })
  } finally {
    await owner.end({ timeout: 5 })
  }
}

const faultsOf = async (options?: VerifyOptions) => (await verifyAudit(db, options)).faults
const kindsOf = async (options?: VerifyOptions) =>
  (await faultsOf(options)).map((fault) => [fault.kind, fault.seq])

beforeEach(async () => {
  await tamper('truncate audit_entries')
})

describe('writing', () => {
  test('twenty concurrent writers make one chain without a fork', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, index) => write((index % 3) + 1)))
    const rows = await db
      .select({ seq: auditEntries.seq, prevHash: auditEntries.prevHash, hash: auditEntries.hash })
      .from(auditEntries)
      .orderBy(asc(auditEntries.seq))
    expect(rows).toHaveLength(39)
    expect(rows.map((row) => row.seq)).toEqual(rows.map((_, index) => index + 1))
    expect(rows.slice(1).map((row) => row.prevHash)).toEqual(
      rows.slice(0, -1).map((row) => row.hash),
    )
    expect(await verifyAudit(db)).toEqual({ checked: 39, head: await auditHead(db), faults: [] })
  })

  test('a transaction that fails leaves neither an entry nor a gap', async () => {
    await write(2)
    const failing = ctx.transact(async (tx) => {
      tx.record({ action: 'test.lost', subjectType: 'test', subjectId: '1' })
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    await write(1)
    expect(await verifyAudit(db)).toMatchObject({ checked: 3, faults: [] })
  })

  test('a transaction that records nothing is refused, unless it says that nothing changed', async () => {
    await expect(ctx.transact(async () => 1)).rejects.toThrow('must record')
    await expect(ctx.transact(async (tx) => tx.unchanged())).resolves.toBeUndefined()
  })

  test.each([
    'update audit_entries set action = $$x$$',
    'delete from audit_entries',
    'truncate audit_entries',
  ])('the database refuses: %s', async (statement) => {
    await write(1)
    await expect(db.execute(sql.raw(statement))).rejects.toThrow()
    expect(await kindsOf()).toEqual([])
  })
})

describe('verification finds', () => {
  beforeEach(() => write(8))

  test.each([
    ['action', "action = 'other'"],
    ['actor', 'actor_id = gen_random_uuid()'],
    ['time', "at = at + interval '1 millisecond'"],
    ['subject', "subject_id = '99'"],
    ['request', "request_id = 'other'"],
    ['detail', `detail = '{"index": 5}'`],
  ])('a changed %s', async (_what, change) => {
    await tamper(`update audit_entries set ${change} where seq = 4`)
    expect(await kindsOf()).toEqual([['tampered', 4]])
  })

  test('a changed row whose own hash was made to fit', async () => {
    await tamper(`update audit_entries set hash = repeat('a', 64) where seq = 4`)
    expect(await kindsOf()).toEqual([
      ['tampered', 4],
      ['unlinked', 5],
    ])
  })

  test('removed rows: one, several, the first', async () => {
    await tamper('delete from audit_entries where seq in (1, 4, 5)')
    expect(await faultsOf()).toEqual([
      { kind: 'removed', seq: 1, lastSeq: 1 },
      { kind: 'removed', seq: 4, lastSeq: 5 },
    ])
  })

  test('a removed row whose gap was closed by renumbering', async () => {
    await tamper(`delete from audit_entries where seq = 4;
      update audit_entries set seq = seq - 1 where seq > 4`)
    expect((await faultsOf())[0]).toEqual({ kind: 'moved', seq: 4, originalSeq: 5 })
  })

  test('two rows that changed places', async () => {
    await tamper(`update audit_entries set seq = -seq where seq in (3, 6);
      update audit_entries set seq = 9 + seq where seq in (-3, -6)`)
    const faults = await faultsOf()
    expect(faults).toContainEqual({ kind: 'moved', seq: 3, originalSeq: 6 })
    expect(faults).toContainEqual({ kind: 'moved', seq: 6, originalSeq: 3 })
  })

  test('a tail that was cut, by the head printed before', async () => {
    const expectedHead = await auditHead(db)
    await tamper('delete from audit_entries where seq > 5')
    expect(await kindsOf()).toEqual([])
    expect(await faultsOf({ expectedHead })).toEqual([{ kind: 'cut', seq: 6, lastSeq: 8 }])
  })

  test('a tail that was cut and written again', async () => {
    const expectedHead = await auditHead(db)
    await tamper('delete from audit_entries where seq > 5')
    await write(4)
    expect(await kindsOf()).toEqual([])
    expect(await kindsOf({ expectedHead })).toEqual([['rewritten', 8]])
  })

  test('nothing, when the record has only grown since the head was printed', async () => {
    const expectedHead = parseHead(formatHead(await auditHead(db))) ?? undefined
    await write(3)
    expect(await verifyAudit(db, { expectedHead, batchSize: 3 })).toMatchObject({
      checked: 11,
      faults: [],
    })
  })

  test('only what follows a trusted entry, when told so', async () => {
    const [row] = await db.select().from(auditEntries).where(sql`seq = 5`)
    const after = { seq: 5, hash: row?.hash ?? '' }
    await tamper(`update audit_entries set action = 'x' where seq in (2, 7)`)
    expect(await kindsOf({ after })).toEqual([['tampered', 7]])
  })
})

test('every fault has its own sentence', () => {
  const words = [
    faultWords({ kind: 'tampered', seq: 3 }),
    faultWords({ kind: 'removed', seq: 3, lastSeq: 3 }),
    faultWords({ kind: 'removed', seq: 3, lastSeq: 4 }),
    faultWords({ kind: 'moved', seq: 3, originalSeq: 5 }),
    faultWords({ kind: 'unlinked', seq: 3 }),
    faultWords({ kind: 'cut', seq: 3, lastSeq: 5 }),
    faultWords({ kind: 'rewritten', seq: 3 }),
  ]
  expect(new Set(words).size).toBe(words.length)
  expect(parseHead('3:zz')).toBeNull()
})
