import path from 'node:path'
import postgres from 'postgres'
import { isFolderInUse, lockFolder } from '@/db/embedded-lock'
import { readEnv } from '@/lib/env'
import {
  clientVersion,
  copyData,
  isThere,
  type Manifest,
  partsOf,
  runClient,
  writeManifest,
} from './backup-folder'
import { CommandError, command } from './command'
import { databaseFailure } from './database-failure'
import { makeFolder } from './make-folder'
import { openServer } from './open-server'

/**
 * `npm run backup [-- FOLDER]`: with a fitting pg_dump beside the running system, else by copying
 * the data directory of a stopped one. The backup holds the keys: keep it as safe as the data.
 */
await command(async () => {
  const stamp = new Date().toISOString().replaceAll(/[-:]/g, '').slice(0, 15)
  const target = path.resolve(process.argv[2] ?? path.join('backups', `linghang-${stamp}`))
  const { DATABASE_URL, DATA_DIRECTORY } = readEnv()
  const folder = path.resolve(DATA_DIRECTORY)
  if (await isThere(target)) {
    throw new CommandError(`${target} 已经存在，没有做任何改动。请换一个新的文件夹名。`)
  }
  const inUse = await isFolderInUse(folder)
  const server = await openServer()
  const fits = await dumpFits(server.url).finally(server.close)
  if (!fits && DATABASE_URL) {
    throw new CommandError(
      '没有找到 pg_dump，或者它的版本低于数据库服务器，没有备份。请安装与服务器版本相同的 PostgreSQL 客户端程序。',
    )
  }
  if (!fits && inUse) {
    throw new CommandError(
      '没有适合自带 PostgreSQL 的 pg_dump，没有备份。请先停止 npm start，再运行一次备份，那时会整体复制数据目录。',
    )
  }
  await makeFolder(target, 0o700)
  const method = fits ? await dump(target, folder) : await copyStopped(target, folder)
  await writeManifest(target, { method, createdAt: new Date().toISOString() })
  const how = method === 'pg_dump' ? 'pg_dump 在线备份' : '停机复制数据目录'
  const keys = DATABASE_URL
    ? '环境变量里的密钥不在备份中，请另行保管。'
    : '其中含有密钥，请妥善保管。'
  console.log(`备份完成（${how}）：${target}\n${keys}`)
})

async function dumpFits(url: string): Promise<boolean> {
  const client = await clientVersion('pg_dump')
  const sql = postgres(url, { max: 1 })
  try {
    const [row] = await sql<{ version: string }[]>`show server_version_num`.then((rows) =>
      rows.map((one) => ({ version: String(Object.values(one)[0]) })),
    )
    return client !== undefined && client >= Math.floor(Number(row?.version) / 10_000)
  } catch (error) {
    throw databaseFailure(error, url)
  } finally {
    await sql.end({ timeout: 5 })
  }
}

// The dump first: files are never changed, so whatever row it holds, its file is there after it;
// but for uploads that hang on nothing, which the nightly sweep may take in between.
async function dump(target: string, folder: string): Promise<Manifest['method']> {
  const server = await openServer()
  try {
    await runClient('pg_dump', ['--format=custom', `--file=${partsOf(target).dump}`], server.url)
  } finally {
    await server.close()
  }
  if (await isThere(folder)) {
    await copyData(folder, partsOf(target).data, false)
  }
  return 'pg_dump'
}

// The server was started and stopped a moment ago, so what lies there is a clean shutdown.
async function copyStopped(target: string, folder: string): Promise<Manifest['method']> {
  const unlock = await lockFolder(folder)
  try {
    await copyData(folder, partsOf(target).data, true)
  } finally {
    await unlock()
  }
  return 'copy'
}
