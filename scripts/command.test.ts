import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { openDatabase } from '@/db/client'
import { testDatabase } from '@/db/testing/database'
import { databaseUrl } from '@/db/testing/database-url'
import { EnvironmentError } from '@/lib/env'
import { CommandError, explain } from './command'
import { databaseFailure } from './database-failure'

const { url } = await testDatabase()

async function failureOn(address: string): Promise<unknown> {
  const { db, close } = openDatabase(address, { poolSize: 1 })
  try {
    return await db.execute(sql`select 1`)
  } catch (error) {
    return error
  } finally {
    await close()
  }
}

const wrongPassword = () => {
  const address = new URL(url)
  address.password = 'wrong-password'
  return address.href
}

test.each([
  ['nobody listens', () => 'postgresql://me:hidden@127.0.0.1:1/x', '没有数据库在运行'],
  ['no such database', () => databaseUrl(url, 'no_such_database'), '没有这个数据库'],
  ['a wrong password', wrongPassword, '用户名或密码不对'],
  ['no such host', () => 'postgresql://me:hidden@no-such-host.invalid/x', '找不到这台主机'],
])('%s: one Chinese line that says what to do, without the password', async (_what, at, words) => {
  const error = await failureOn(at())
  for (const line of [explain(error), `领航：${databaseFailure(error, at()).message}`]) {
    expect(line).toMatch(/^领航：数据库/)
    expect(line).toContain(words)
    expect(line).not.toMatch(/\n|hidden|wrong-password/)
  }
})

test('what was expected is one line; what was not keeps its stack below a sentence', () => {
  expect(explain(new CommandError('甲\n乙'))).toBe('领航：甲 乙')
  expect(explain(new EnvironmentError('丙'))).toBe('领航：丙')
  const [first, ...rest] = explain(new TypeError('x is not a function')).split('\n')
  expect(first).toMatch(/^领航：遇到没有料到的错误.*请再试一次/)
  expect(rest.join('\n')).toContain('TypeError: x is not a function')
})

test('a file that is in the way is named with what to do', async () => {
  const missing = path.resolve('no-such-file')
  const error = await readFile(missing).catch((reason: unknown) => reason)
  expect(explain(error)).toBe(`领航：${missing} 不存在。请检查路径（ENOENT），然后再试一次。`)
})
