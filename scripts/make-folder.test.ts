import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeFolder } from './make-folder'

let root = ''
beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'linghang-folder-'))
})
afterAll(() => rm(root, { recursive: true, force: true }))

test('makes what is missing above as well, and accepts what is there', async () => {
  const folder = path.join(root, 'a', 'b', 'c')
  await makeFolder(folder)
  await makeFolder(folder)
  expect((await stat(folder)).isDirectory()).toBe(true)
})

test('a file in the way is an error, not a loop', async () => {
  const file = path.join(root, 'file')
  await writeFile(file, '')
  await expect(makeFolder(file)).rejects.toMatchObject({ code: 'EEXIST' })
  await expect(makeFolder(path.join(file, 'below'))).rejects.toMatchObject({ code: 'ENOTDIR' })
})

test.runIf(process.platform === 'linux')('where the system makes no folders it ends', async () => {
  await expect(makeFolder('/proc/no-such/folder')).rejects.toMatchObject({ code: 'ENOENT' })
})
