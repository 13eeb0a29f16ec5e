import { readdir } from 'node:fs/promises'
import path from 'node:path'
import postgres from 'postgres'
import { startEmbedded } from '@/db/embedded'
import { readEnv } from '@/lib/env'
import { clientVersion, copyData, isThere, partsOf, readManifest, runClient } from './backup-folder'
import { CommandError, command } from './command'
import { makeFolder } from './make-folder'
import { dataSecrets } from './secrets'

/** `npm run restore -- FOLDER`: brings a backup back, into an empty place only. */
await command(async () => {
  const given = process.argv[2]
  if (!given) {
    throw new CommandError('请指出要恢复哪一份备份：npm run restore -- 备份文件夹')
  }
  const backup = path.resolve(given)
  const { method, createdAt } = await readManifest(backup)
  const { DATABASE_URL, DATA_DIRECTORY } = readEnv()
  const folder = path.resolve(DATA_DIRECTORY)
  if (method === 'copy' && DATABASE_URL) {
    throw new CommandError(
      '这份备份是自带数据库的整体复制，没有做任何改动。请去掉 DATABASE_URL 再恢复。',
    )
  }
  if (method === 'pg_dump' && !(await clientVersion('pg_restore'))) {
    throw new CommandError(
      '恢复这份备份要用 pg_restore，没有做任何改动。请先安装 PostgreSQL 客户端程序。',
    )
  }
  await wantEmpty(folder)
  if (DATABASE_URL) {
    await wantEmptyDatabase(DATABASE_URL)
  }
  await makeFolder(folder)
  if (await isThere(partsOf(backup).data)) {
    await copyData(partsOf(backup).data, folder, method === 'copy')
  }
  if (method === 'pg_dump') {
    await restoreDump(partsOf(backup).dump, folder, DATABASE_URL)
  }
  console.log(`已恢复 ${createdAt} 的备份到 ${DATABASE_URL ? 'DATABASE_URL 和 ' : ''}${folder}`)
})

async function wantEmpty(folder: string): Promise<void> {
  const found = await readdir(folder).catch(() => [])
  if (found.length > 0) {
    throw new CommandError(
      `${folder} 不是空的，没有做任何改动。请先把它移走，或用 DATA_DIRECTORY 指定一个新的目录。`,
    )
  }
}

async function wantEmptyDatabase(url: string): Promise<void> {
  const sql = postgres(url, { max: 1 })
  try {
    const found = await sql`select 1 from pg_tables where schemaname = 'public' limit 1`
    if (found.length > 0) {
      throw new CommandError(
        'DATABASE_URL 指定的数据库不是空的，没有做任何改动。请新建一个空的数据库。',
      )
    }
  } finally {
    await sql.end({ timeout: 5 })
  }
}

async function restoreDump(dump: string, folder: string, url: string | undefined): Promise<void> {
  const args = ['--no-owner', '--exit-on-error', '--single-transaction']
  if (url) {
    return restoreInto(url, args, dump)
  }
  const { databasePassword } = await dataSecrets(folder)
  const server = await startEmbedded({ folder, password: databasePassword })
  await restoreInto(server.url, args, dump).finally(server.stop)
}

async function restoreInto(url: string, args: string[], dump: string): Promise<void> {
  const database = new URL(url).pathname.slice(1)
  await runClient('pg_restore', [...args, `--dbname=${database}`, dump], url)
}
