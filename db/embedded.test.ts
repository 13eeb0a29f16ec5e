import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startEmbedded } from './embedded'
import { birthOf, isFolderInUse } from './embedded-lock'
import { postgresUser } from './embedded-program'

let folder = ''
const options = () => ({ folder, password: 'a-password-of-a-test', durable: false })
const pidFile = () => path.join(folder, 'postgres', 'postmaster.pid')

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'linghang-embedded-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function ask(url: string, text: string): Promise<Record<string, unknown> | undefined> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    const [row] = await sql.unsafe(text)
    return row
  } finally {
    await sql.end()
  }
}

test('starts on 127.0.0.1 only, UTF8 with locale C, and gives the folder back', async () => {
  const server = await startEmbedded(options())
  expect(await ask(server.url, 'show listen_addresses')).toEqual({ listen_addresses: '127.0.0.1' })
  expect(await ask(server.url, 'show server_encoding')).toEqual({ server_encoding: 'UTF8' })
  expect(await ask(server.url, 'select datcollate from pg_database limit 1')).toEqual({
    datcollate: 'C',
  })
  await server.stop()
  await expect(stat(pidFile())).rejects.toThrow('ENOENT')
})

test('a folder that another process uses is refused, and taken over once that process is gone', async () => {
  const other = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)'])
  const pid = other.pid ?? 0
  const lock = path.join(folder, 'running.lock')
  const born = await birthOf(pid)
  await writeFile(lock, JSON.stringify({ pid, born }))
  expect(await isFolderInUse(folder)).toBe(true)
  await expect(startEmbedded(options())).rejects.toThrow(`系统已经在运行：进程 ${pid}`)
  const gone = new Promise((resolve) => other.once('exit', resolve))
  other.kill('SIGKILL')
  await gone
  expect(await isFolderInUse(folder)).toBe(false)
})

test('the pid file of a living process that is not ours is never deleted', async () => {
  await writeFile(pidFile(), `${process.pid}\n${folder}/postgres\n`)
  await expect(startEmbedded(options())).rejects.toThrow('不是本系统启动的')
  expect(await readFile(pidFile(), 'utf8')).toContain(String(process.pid))
  await rm(pidFile())
})

test('a server that a killed run left behind is stopped, and what was committed is there', async () => {
  const first = await startEmbedded(options())
  await ask(first.url, 'create table kept as select 7 as n')
  // As after kill -9: the server runs on and the lock names nobody.
  await rm(path.join(folder, 'running.lock'))
  const second = await startEmbedded(options())
  await expect(ask(first.url, 'select 1')).rejects.toThrow()
  expect(await ask(second.url, 'select n from kept')).toEqual({ n: 7 })
  await second.stop()
})

test('the user postgres is found, or created and found, or there is none', async () => {
  const machine = (given: { exists: boolean; canCreate: boolean }) => {
    const lines: string[] = []
    let { exists } = given
    const runner = async (program: string, args: string[]) => {
      lines.push([program, ...args].join(' '))
      if (program === 'useradd' && given.canCreate) {
        exists = true
      }
      if (program === 'id' ? !exists : !given.canCreate) {
        throw new Error('no')
      }
      return { stdout: args[0] === '-u' ? '101\n' : '104\n' }
    }
    return { lines, runner }
  }
  const present = machine({ exists: true, canCreate: false })
  expect(await postgresUser(present.runner)).toEqual({ uid: 101, gid: 104 })
  expect(present.lines).toEqual(['id -u postgres', 'id -g postgres'])
  const absent = machine({ exists: false, canCreate: true })
  expect(await postgresUser(absent.runner)).toEqual({ uid: 101, gid: 104 })
  expect(absent.lines.slice(2, 4)).toEqual([
    'groupadd --system postgres',
    'useradd --system -g postgres -M -s /bin/sh postgres',
  ])
  expect(await postgresUser(machine({ exists: false, canCreate: false }).runner)).toBeUndefined()
})
