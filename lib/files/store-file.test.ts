import { createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { and, desc, eq } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { newId } from '@/db/ids'
import { auditEntries, fileContents, files, people } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import { createContext } from '@/lib/context'
import { env } from '@/lib/env'
import type { Viewer } from '@/lib/policy/viewer'
import { storage } from '@/lib/providers/storage/storage'
import { authorizeDownload } from './open-file'
import { serveFile } from './serve-file'
import { storeFile } from './store-file'
import { readUploadForm, storeFormFiles } from './store-form-files'
import { dailyBytes, dailyFiles } from './upload-quota'

const { db } = await testDatabase()
const now = new Date('2026-11-02T09:00:00+08:00')

function contextOf(personId: string) {
  const viewer: Viewer = {
    personId,
    name: '测试',
    employeeNumber: null,
    memberOf: [],
    posts: [],
    roles: [],
  }
  return createContext({ db, viewer, now, requestId: 'test' })
}
const uploader = contextOf(newId())
const stranger = contextOf(newId())

beforeAll(async () => {
  for (const { viewer } of [uploader, stranger]) {
    await db.insert(people).values({ id: viewer.personId, name: viewer.name, createdAt: now })
  }
})

async function* bytes(...chunks: (string | Uint8Array)[]) {
  for (const chunk of chunks) {
    yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk
  }
}

const incoming = (text: string, name = '总结.txt') => ({
  name,
  classification: 'internal' as const,
  stream: bytes(text),
})

const incomingFolder = () => path.join(env().DATA_DIRECTORY, 'files', 'incoming')

describe('storeFile', () => {
  test('keeps the bytes under their hash, notes the row and the audit entry', async () => {
    const stored = await storeFile(uploader, incoming('三会一课记录'))
    expect(stored).toMatchObject({
      name: '总结.txt',
      sizeBytes: 18,
      mediaType: 'text/plain; charset=utf-8',
    })
    const sha256 = createHash('sha256').update('三会一课记录').digest('hex')
    const kept = await new Response(await storage().read(sha256)).text()
    expect(kept).toBe('三会一课记录')
    const [last] = await db.select().from(auditEntries).orderBy(desc(auditEntries.seq)).limit(1)
    expect(last).toMatchObject({ action: 'file.upload', subjectId: stored.id })
    expect(JSON.stringify(last?.detail)).not.toContain('总结')
  })

  test('a retried upload finds the first, also when both run at once', async () => {
    const tries = await Promise.all(
      Array.from({ length: 5 }, () => storeFile(uploader, incoming('重试'))),
    )
    expect(new Set(tries.map((file) => file.id)).size).toBe(1)
  })

  test('another name, statement or person is another file on the same content', async () => {
    const first = await storeFile(uploader, incoming('同一内容'))
    const renamed = await storeFile(uploader, incoming('同一内容', '另名.txt'))
    const other = await storeFile(stranger, incoming('同一内容'))
    expect(new Set([first.id, renamed.id, other.id]).size).toBe(3)
    expect(await db.$count(fileContents)).toBeLessThan(await db.$count(files))
  })

  test.each([
    ['secret', { ...incoming('x'), classification: 'secret' as const }, 'invalid', '国家秘密'],
    ['empty', { ...incoming(''), stream: bytes() }, 'invalid', '空的'],
    ['a program', { ...incoming('x'), stream: bytes('\x7fELF', '1234') }, 'invalid', '程序'],
    ['cut short', { ...incoming('abc'), announcedBytes: 10 }, 'invalid', '没有传完'],
    ['announced too large', { ...incoming('x'), announcedBytes: 9e9 }, 'limit', '200 MB'],
  ])('refuses what is %s and keeps nothing', async (_what, file, code, words) => {
    const before = await db.$count(files)
    await expect(storeFile(uploader, file)).rejects.toMatchObject({
      code,
      message: expect.stringContaining(words),
    })
    expect(await db.$count(files)).toBe(before)
    expect(await readdir(incomingFolder())).toEqual([])
  })

  test('a line that breaks leaves nothing behind', async () => {
    async function* broken() {
      yield Buffer.from('half')
      throw new Error('socket hang up')
    }
    await expect(storeFile(uploader, { ...incoming('x'), stream: broken() })).rejects.toMatchObject(
      { code: 'invalid' },
    )
    expect(await readdir(incomingFolder())).toEqual([])
  })

  test('more bytes than allowed stop the stream early', async () => {
    let sent = 0
    async function* endless() {
      const chunk = Buffer.alloc(8 * 1024 * 1024, 1)
      for (; sent < 100; sent += 1) {
        yield chunk
      }
    }
    await expect(
      storeFile(uploader, { ...incoming('x'), stream: endless() }),
    ).rejects.toMatchObject({ code: 'limit' })
    expect(sent).toBeLessThan(30)
    expect(await readdir(incomingFolder())).toEqual([])
  })
})

describe('the quota of a day', () => {
  const person = contextOf(newId())
  const put = (given: { uploadedAt: Date; sizeBytes: number; count?: number }) =>
    db.transaction(async (tx) => {
      const sha256 = newId()
      const { sizeBytes, uploadedAt, count = 1 } = given
      await tx
        .insert(fileContents)
        .values({ sha256, sizeBytes, mediaType: 'text/plain', storedAt: now })
      await tx.insert(files).values(
        Array.from({ length: count }, (_, index) => ({
          sha256,
          name: `${index}.txt`,
          classification: 'internal' as const,
          uploadedBy: person.viewer.personId,
          uploadedAt,
        })),
      )
    })

  beforeAll(async () => {
    await db.insert(people).values({ id: person.viewer.personId, name: '测试', createdAt: now })
  })

  test('what is too much for one day is refused with a sentence, announced or not', async () => {
    const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000)
    await put({ uploadedAt: hoursAgo(25), sizeBytes: dailyBytes })
    expect((await storeFile(person, incoming('昨天的不算'))).id).toBeTruthy()
    await put({ uploadedAt: hoursAgo(2), sizeBytes: dailyBytes - 100 })
    const before = await db.$count(files)
    const large = { ...incoming('x'), stream: bytes('y'.repeat(200)) }
    const refusal = { code: 'limit', message: expect.stringContaining('24 小时内最多上传 2 GB') }
    await expect(storeFile(person, large)).rejects.toMatchObject(refusal)
    await expect(
      storeFile(person, { ...incoming('x'), announcedBytes: 200 }),
    ).rejects.toMatchObject(refusal)
    const together = ['甲', '乙', '丙'].map((word) =>
      storeFile(person, incoming(word.repeat(15), `${word}.txt`)),
    )
    const outcomes = await Promise.allSettled(together)
    expect(outcomes.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
    expect(await db.$count(files)).toBe(before + 1)
    expect(await readdir(incomingFolder())).toEqual([])
  })

  test('so are too many small ones', async () => {
    await db.delete(files).where(eq(files.uploadedBy, person.viewer.personId))
    await put({ uploadedAt: now, sizeBytes: 1, count: dailyFiles })
    await expect(storeFile(person, incoming('又一个'))).rejects.toMatchObject({ code: 'limit' })
  })
})

describe('a form without scripts', () => {
  const send = (form: FormData) => {
    const request = new Request('http://localhost/x', { method: 'POST', body: form })
    return new Request(request, { headers: [...request.headers, ['content-length', '1000']] })
  }

  test('stores each file under the one statement', async () => {
    const form = new FormData()
    form.append('files', new File(['甲'], '甲.txt'))
    form.append('files', new File(['乙'], '乙.txt'))
    form.set('classification', 'internal')
    const stored = await storeFormFiles(uploader, await readUploadForm(send(form)))
    expect(stored.map((file) => file.name)).toEqual(['甲.txt', '乙.txt'])
  })

  test('no file chosen is no file; a file without a statement is refused', async () => {
    const form = new FormData()
    form.append('files', new File([], ''))
    expect(await storeFormFiles(uploader, form)).toEqual([])
    form.append('files', new File(['丙'], '丙.txt'))
    await expect(storeFormFiles(uploader, form)).rejects.toMatchObject({ code: 'invalid' })
  })

  test('a form of unknown or too large size is not read', async () => {
    const request = new Request('http://localhost/x', { method: 'POST', body: 'x' })
    await expect(readUploadForm(request)).rejects.toMatchObject({ code: 'limit' })
  })
})

describe('download', () => {
  const get = (headers: Record<string, string> = {}) =>
    new Request('http://localhost/api/files/x', { headers })

  test('a stranger is told that there is none; who reaches it through something gets it', async () => {
    const { id } = await storeFile(uploader, incoming('只给看得到任务的人'))
    await expect(authorizeDownload(stranger, id, [])).rejects.toMatchObject({ code: 'not_found' })
    await expect(authorizeDownload(stranger, newId(), [])).rejects.toMatchObject({
      code: 'not_found',
    })
    const reach = async () => true
    expect((await authorizeDownload(stranger, id, [async () => false, reach])).id).toBe(id)
    expect((await authorizeDownload(uploader, id, [])).id).toBe(id)
  })

  test('serves whole, in ranges, and not at all when unchanged', async () => {
    const { id } = await storeFile(uploader, incoming('0123456789', '附件 “一”.txt'))
    const file = await authorizeDownload(uploader, id, [])
    const whole = await serveFile(uploader, file, get(), { asDownload: false })
    expect(whole.status).toBe(200)
    expect(whole.headers.get('content-disposition')).toBe(
      'inline; filename="__ ___.txt"; filename*=UTF-8\'\'%E9%99%84%E4%BB%B6%20%E2%80%9C%E4%B8%80%E2%80%9D.txt',
    )
    expect(whole.headers.get('x-content-type-options')).toBe('nosniff')
    expect(whole.headers.get('content-security-policy')).toContain('sandbox')
    expect(await whole.text()).toBe('0123456789')

    const part = await serveFile(uploader, file, get({ range: 'bytes=2-4' }), { asDownload: true })
    expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([
      206,
      'bytes 2-4/10',
      '234',
    ])
    expect(part.headers.get('content-disposition')).toMatch(/^attachment/)
    const stale = get({ range: 'bytes=2-4', 'if-range': '"other"' })
    expect((await serveFile(uploader, file, stale, { asDownload: true })).status).toBe(200)
    const beyond = await serveFile(uploader, file, get({ range: 'bytes=50-' }), {
      asDownload: true,
    })
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, 'bytes */10'])
    const known = get({ 'if-none-match': whole.headers.get('etag') ?? '' })
    expect((await serveFile(uploader, file, known, { asDownload: true })).status).toBe(304)
  })

  test('taking a work secret is audited', async () => {
    const { id } = await storeFile(uploader, {
      ...incoming('工作秘密内容'),
      classification: 'work_secret',
    })
    const file = await authorizeDownload(uploader, id, [])
    await (await serveFile(uploader, file, get(), { asDownload: true })).text()
    const [last] = await db.select().from(auditEntries).orderBy(desc(auditEntries.seq)).limit(1)
    expect(last).toMatchObject({ action: 'file.download', subjectId: id })
  })

  test('whatever range is asked for first, and once an hour for each person', async () => {
    const { id } = await storeFile(uploader, {
      ...incoming('0123456789 商业秘密'),
      classification: 'trade_secret',
    })
    const file = await authorizeDownload(uploader, id, [])
    const take = async (ctx: typeof uploader, range: string) => {
      await (await serveFile(ctx, file, get({ range }), { asDownload: true })).text()
    }
    const noted = () =>
      db.$count(
        auditEntries,
        and(eq(auditEntries.action, 'file.download'), eq(auditEntries.subjectId, id)),
      )
    await take(uploader, 'bytes=1-')
    expect(await noted()).toBe(1)
    await Promise.all(['bytes=0-3', 'bytes=4-', 'bytes=2-'].map((range) => take(uploader, range)))
    expect(await noted()).toBe(1)
    await take(stranger, 'bytes=5-')
    expect(await noted()).toBe(2)
    const later = createContext({ ...uploader, now: new Date(now.getTime() + 3_600_001) })
    await take(later, 'bytes=1-')
    expect(await noted()).toBe(3)
  })
})
