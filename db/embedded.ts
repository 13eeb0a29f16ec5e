import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import { lastLine, readyCluster, role, stopOrphan, stopServer } from './embedded-cluster'
import { lockFolder } from './embedded-lock'
import { EmbeddedDatabaseError, type PostgresProgram, postgresProgram } from './embedded-program'

export { EmbeddedDatabaseError } from './embedded-program'

export interface EmbeddedServer {
  /** Connection string of the application's database. */
  url: string
  /** Fast shutdown: ends connections, writes a checkpoint; then the folder is free again. */
  stop: () => Promise<void>
}

export interface EmbeddedOptions {
  /** Absolute path; the cluster lives in its `postgres` subfolder. */
  folder: string
  password: string
  /** False only for throw-away servers: nothing is synced to disk. */
  durable?: boolean
}

const startAttempts = 6

/**
 * Starts PostgreSQL on a free port of 127.0.0.1, creating the cluster at first use. A server that
 * an earlier, killed run left behind is stopped first.
 * @throws EmbeddedDatabaseError with one line that says what to do
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const cluster = path.join(options.folder, 'postgres')
  await makeFolder(options.folder)
  const unlock = await lockFolder(options.folder)
  try {
    const program = await postgresProgram(cluster)
    await readyCluster(program, cluster, options)
    const port = await launch(program, cluster, options.durable ?? true)
    const url = await openApplicationDatabase(port, options)
    return {
      url,
      stop: async () => {
        await stopServer(program, cluster)
        await unlock()
      },
    }
  } catch (error) {
    await unlock()
    throw error
  }
}

/** Stops whatever server a killed run left on a throw-away folder, and removes the folder. */
export async function discardEmbedded(folder: string): Promise<void> {
  const unlock = await lockFolder(folder)
  try {
    const cluster = path.join(folder, 'postgres')
    await stopOrphan(await postgresProgram(cluster), cluster)
    await rm(folder, { recursive: true, force: true })
  } finally {
    await unlock()
  }
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true })
    const probe = path.join(folder, `.writable.${process.pid}`)
    await writeFile(probe, '')
    await rm(probe)
  } catch (error) {
    throw new EmbeddedDatabaseError(
      `数据目录 ${folder} 不能写入（${(error as NodeJS.ErrnoException).code}）。请改正权限，或用 DATA_DIRECTORY 指定另一个目录。`,
    )
  }
}

async function launch(
  program: PostgresProgram,
  cluster: string,
  durable: boolean,
): Promise<number> {
  const log = path.join(cluster, 'server.log')
  let reason = ''
  for (let attempt = 0; attempt < startAttempts; attempt += 1) {
    const port = await freePort()
    // A fresh log each time: it explains this start, and it cannot grow for ever.
    await rename(log, `${log}.1`).catch(() => undefined)
    const settings = serverSettings(port, durable)
    const wait = ['-w', '-t', '120']
    const started = await program.pgCtl([
      'start',
      '-D',
      cluster,
      '-l',
      log,
      ...wait,
      '-o',
      settings,
    ])
    if (started.code === 0) {
      return port
    }
    reason = lastLine(await readFile(log, 'utf8').catch(() => started.output))
    // Children of a killed server take a moment to go; a port can be taken between look and use.
    await sleep(500)
  }
  throw new EmbeddedDatabaseError(`PostgreSQL 启动不了：${reason}。数据没有改动，详情见 ${log}。`)
}

function serverSettings(port: number, durable: boolean): string {
  const settings = [
    `cluster_name=${role}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=120',
    'shared_buffers=128MB',
    'jit=off',
    'log_timezone=Asia/Shanghai',
    ...(durable ? [] : ['fsync=off', 'full_page_writes=off', 'autovacuum=off']),
  ]
  return [`-p ${port}`, ...settings.map((setting) => `-c ${setting}`)].join(' ')
}

async function openApplicationDatabase(port: number, options: EmbeddedOptions): Promise<string> {
  const at = (name: string) => `postgresql://${role}:${options.password}@127.0.0.1:${port}/${name}`
  const client = postgres(at('postgres'), { max: 1, onnotice: () => {} })
  try {
    const found = await client`select 1 from pg_database where datname = ${role}`
    if (found.length === 0) {
      await client`create database ${client(role)} template template0 encoding 'UTF8'`
    }
  } catch (error) {
    throw new EmbeddedDatabaseError(
      `自带的 PostgreSQL 拒绝连接（${(error as Error).message}）。请检查 secrets.json 是不是这个数据目录原来的那一份。`,
    )
  } finally {
    await client.end({ timeout: 5 })
  }
  return at(role)
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
