import { access, readFile } from 'node:fs/promises'
import path from 'node:path'
import { startEmbedded } from '@/db/embedded'
import { isFolderInUse } from '@/db/embedded-lock'
import { readEnv } from '@/lib/env'
import { CommandError } from './command'
import { dataSecrets } from './secrets'

export interface OpenServer {
  url: string
  /** Stops what this command started itself; nothing otherwise. */
  close: () => Promise<void>
}

/**
 * The database a command works on: DATABASE_URL; else the embedded server, the one that
 * `npm start` is running or, when none is, one started for as long as the command takes.
 * @throws CommandError when there is no data yet
 */
export async function openServer(): Promise<OpenServer> {
  const { DATABASE_URL, DATA_DIRECTORY } = readEnv()
  if (DATABASE_URL) {
    return { url: DATABASE_URL, close: async () => {} }
  }
  const folder = path.resolve(DATA_DIRECTORY)
  const hasData = await access(path.join(folder, 'postgres', 'PG_VERSION')).then(
    () => true,
    () => false,
  )
  if (!hasData) {
    throw new CommandError(
      `${folder} 里没有数据。请用 DATABASE_URL 指定数据库，或用 DATA_DIRECTORY 指向 npm start 存放数据的目录。`,
    )
  }
  const { databasePassword } = await dataSecrets(folder)
  if (await isFolderInUse(folder)) {
    const port = await portOf(folder)
    const url = `postgresql://linghang:${databasePassword}@127.0.0.1:${port}/linghang`
    return { url, close: async () => {} }
  }
  const server = await startEmbedded({ folder, password: databasePassword })
  return { url: server.url, close: server.stop }
}

/** The running server writes its port in the fourth line of its pid file. */
async function portOf(folder: string): Promise<number> {
  const text = await readFile(path.join(folder, 'postgres', 'postmaster.pid'), 'utf8').catch(
    () => '',
  )
  const port = Number(text.split('\n')[3])
  if (!Number.isInteger(port) || port <= 0) {
    throw new CommandError(`${folder} 的数据库正在启动或停止。请稍候再试一次。`)
  }
  return port
}
