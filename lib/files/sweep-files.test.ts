import { createHash } from 'node:crypto'
import { mkdtemp, rm, stat, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { eq, inArray } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { newId } from '@/db/ids'
import { auditEntries, drafts, fileContents, files, taskAttachments, tasks } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import { createContextFor, createOrganisation, createPerson } from '@/db/testing/factories'
import { createContext } from '@/lib/context'
import { env } from '@/lib/env'
import { storage } from '@/lib/providers/storage/storage'
import { forgetUnattachedFiles } from './forget-unattached'
import { receiveBytes } from './receive-bytes'
import { removeUnknownBytes, removeUnnamedBytes } from './remove-unknown-bytes'
import { storeFile } from './store-file'

// A store of its own: other tests have uploads on their way in the common one.
const store = await mkdtemp(path.join(tmpdir(), 'linghang-sweep-'))
vi.stubEnv('DATA_DIRECTORY', store)
const { db } = await testDatabase({ poolSize: 20 })
const now = new Date('2026-11-20T02:10:00+08:00')
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000)
const system = (at = now) => createContext({ db, viewer: null, now: at, requestId: 'sweep' })
const sweepBytes = () => removeUnknownBytes({ db, now: () => now })

let uploader: Awaited<ReturnType<typeof createContextFor>>
let other: typeof uploader
let taskId = ''

afterAll(() => rm(store, { recursive: true, force: true }))

beforeAll(async () => {
  expect(env().DATA_DIRECTORY).toBe(store)
  const [first, second] = [await createPerson(db), await createPerson(db)]
  uploader = await createContextFor(db, first)
  other = await createContextFor(db, second)
  const { id } = await createOrganisation(db)
  const [task] = await db
    .insert(tasks)
    .values({
      title: '报送总结',
      requirement: '按要求报送',
      issuingOrganisationId: id,
      createdBy: first.id,
      createdAt: now,
      startsOn: '2026-11-01',
      dueAt: now,
      isEvidenceRequired: true,
      recipients: {},
      state: 'draft',
    })
    .returning()
  taskId = task?.id ?? ''
})

beforeEach(async () => {
  await db.delete(drafts)
})

async function* bytes(text: string) {
  yield Buffer.from(text)
}

function upload(text: string, days = 0, by = uploader) {
  const ctx = createContext({ ...by, now: daysAgo(days) })
  const incoming = { name: `${text}.txt`, classification: 'internal' as const }
  return storeFile(ctx, { ...incoming, stream: bytes(text) })
}

const addressOf = (text: string) => createHash('sha256').update(text).digest('hex')
function placeOf(text: string): string {
  const sha256 = addressOf(text)
  return path.join(env().DATA_DIRECTORY, 'files', sha256.slice(0, 2), sha256.slice(2, 4), sha256)
}
const isKept = (text: string) =>
  stat(placeOf(text)).then(
    () => true,
    () => false,
  )
const setAge = (text: string, days: number) => utimes(placeOf(text), daysAgo(days), daysAgo(days))
const isKnown = async (id: string) => (await db.$count(files, eq(files.id, id))) === 1

/** Bytes as a process leaves them that died after keeping them and before its commit. */
async function leaveBytes(text: string, days: number): Promise<void> {
  await (await receiveBytes(bytes(text))).keep()
  await setAge(text, days)
}

test('an upload that nothing refers to goes after seven days, on record and with its bytes', async () => {
  const old = await upload('八天前没有提交', 8)
  const young = await upload('六天前没有提交', 6)
  expect(await forgetUnattachedFiles(system())).toBe(1)
  expect([await isKnown(old.id), await isKnown(young.id)]).toEqual([false, true])
  expect([await isKept('八天前没有提交'), await isKept('六天前没有提交')]).toEqual([false, true])
  expect(await db.$count(fileContents, eq(fileContents.sha256, addressOf('八天前没有提交')))).toBe(
    0,
  )
  const [entry] = await db
    .select()
    .from(auditEntries)
    .where(eq(auditEntries.subjectId, old.id))
    .orderBy(auditEntries.seq)
    .offset(1)
  expect(entry).toMatchObject({ action: 'file.forget', actorId: null })
  expect(await forgetUnattachedFiles(system())).toBe(0)
})

test('what a task or a draft refers to stays; so do bytes that another file has', async () => {
  const attached = await upload('附在任务上', 30)
  await db.insert(taskAttachments).values({ taskId, fileId: attached.id })
  const drafted = await upload('写在草稿里', 30)
  const body = { text: '正文', fileIds: [drafted.id] }
  const key = `submission:${newId()}`
  const personId = uploader.viewer.personId
  await db.insert(drafts).values({ personId, key, version: 1, body, updatedAt: now })
  const shared = await upload('两个人都传过', 30)
  const theirs = await upload('两个人都传过', 1, other)
  expect(await forgetUnattachedFiles(system())).toBe(1)
  const left = await db
    .select({ id: files.id })
    .from(files)
    .where(inArray(files.id, [attached.id, drafted.id, shared.id, theirs.id]))
  expect(new Set(left.map(({ id }) => id))).toEqual(new Set([attached.id, drafted.id, theirs.id]))
  expect(await isKept('两个人都传过')).toBe(true)
})

test('one that is being attached right now is left alone', async () => {
  const file = await upload('正在提交', 9)
  let commit = () => {}
  const held = new Promise<void>((resolve) => {
    commit = resolve
  })
  let isReady = false
  const attaching = db.transaction(async (tx) => {
    await tx.insert(taskAttachments).values({ taskId, fileId: file.id })
    isReady = true
    await held
  })
  await vi.waitFor(() => expect(isReady).toBe(true))
  await forgetUnattachedFiles(system())
  expect(await isKnown(file.id)).toBe(true)
  commit()
  await attaching
  await forgetUnattachedFiles(system())
  expect([await isKnown(file.id), await isKept('正在提交')]).toEqual([true, true])
})

test('an upload sent again after a day is a file of its own, with seven days of its own', async () => {
  const first = await upload('又传一次', 8)
  const again = await upload('又传一次')
  expect(again.id).not.toBe(first.id)
  expect((await upload('又传一次')).id).toBe(again.id)
  await forgetUnattachedFiles(system())
  expect([await isKnown(first.id), await isKnown(again.id)]).toEqual([false, true])
  expect(await isKept('又传一次')).toBe(true)
})

test('bytes of a process that died before its commit go after a day, known ones stay', async () => {
  await upload('有记录的')
  await setAge('有记录的', 400)
  const crash = new Error('killed')
  const dying = {
    ...uploader,
    transact: ((work) =>
      uploader.transact(async (tx) => {
        await work(tx)
        throw crash
      })) as typeof uploader.transact,
  }
  const incoming = { name: 'a.txt', classification: 'internal' as const }
  await expect(storeFile(dying, { ...incoming, stream: bytes('提交前断电') })).rejects.toBe(crash)
  expect(await isKept('提交前断电')).toBe(true)
  expect(await sweepBytes()).toBe(0)
  await setAge('提交前断电', 0.9)
  expect(await sweepBytes()).toBe(0)
  await setAge('提交前断电', 1.1)
  expect(await sweepBytes()).toBe(1)
  expect([await isKept('提交前断电'), await isKept('有记录的')]).toEqual([false, true])
})

test('a sweep waits for an upload of the same content that is about to commit', async () => {
  await leaveBytes('同时再传', 3)
  let commit = () => {}
  const held = new Promise<void>((resolve) => {
    commit = resolve
  })
  let isReady = false
  const slow = {
    ...uploader,
    transact: ((work) =>
      uploader.transact(async (tx) => {
        const result = await work(tx)
        isReady = true
        await held
        return result
      })) as typeof uploader.transact,
  }
  const incoming = { name: 'b.txt', classification: 'internal' as const }
  const uploading = storeFile(slow, { ...incoming, stream: bytes('同时再传') })
  await vi.waitFor(() => expect(isReady).toBe(true))
  const sweeping = removeUnnamedBytes(db, [addressOf('同时再传')])
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(await isKept('同时再传')).toBe(true)
  commit()
  await uploading
  expect(await sweeping).toBe(0)
  expect(await new Response(await storage().read(addressOf('同时再传'))).text()).toBe('同时再传')
})

test('whichever of the two comes first, an upload that was answered has its bytes', async () => {
  const words = Array.from({ length: 25 }, (_, index) => `第 ${index} 次相遇`)
  await Promise.all(words.map((word) => leaveBytes(word, 2)))
  for (const word of words) {
    await Promise.all([
      upload(word),
      removeUnnamedBytes(db, [addressOf(word)]),
      upload(word, 0, other),
      removeUnnamedBytes(db, [addressOf(word)]),
    ])
    expect(await isKept(word)).toBe(true)
  }
})

test('on a database that knows less than half of the store nothing is removed, and the log says so', async () => {
  const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const all: string[] = []
  for await (const sha256 of storage().keptBefore(now)) {
    all.push(sha256)
  }
  const words = Array.from({ length: all.length + 1 }, (_, index) => `别处的 ${index}`)
  await Promise.all(words.map((word) => leaveBytes(word, 5)))
  expect(await sweepBytes()).toBe(0)
  expect(written.mock.calls.join('\n')).toContain('stored_bytes_unknown')
  written.mockRestore()
  expect(await isKept('别处的 0')).toBe(true)
  await Promise.all(words.map((word) => storage().remove(addressOf(word))))
})

test('an upload refused after its bytes arrived leaves none', async () => {
  const refused = {
    ...uploader,
    transact: (async () => {
      throw new Error('refused')
    }) as typeof uploader.transact,
  }
  const incoming = { name: 'c.txt', classification: 'internal' as const }
  await expect(storeFile(refused, { ...incoming, stream: bytes('不收') })).rejects.toThrow(
    'refused',
  )
  expect(await isKept('不收')).toBe(false)
  expect(await storage().removeAbandoned(new Date(Date.now() + 1000))).toBe(0)
})
