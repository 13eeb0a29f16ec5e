import { chown, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import { commandLineOf, lockFolder, processState } from './embedded-lock'
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

const role = 'linghang'
const serverVersion = '18'
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
    if (await exists(path.join(cluster, 'PG_VERSION'))) {
      await checkVersion(cluster)
      await stopOrphan(program, cluster)
    } else {
      await createCluster(program, cluster, options)
    }
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
      `Cannot write to the data directory ${folder} (${(error as NodeJS.ErrnoException).code}): make it writable, or set DATA_DIRECTORY`,
    )
  }
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') {
        return false
      }
      throw new EmbeddedDatabaseError(
        `Cannot read ${file} (${error.code}): it belongs to another user`,
      )
    },
  )
}

async function checkVersion(cluster: string): Promise<void> {
  const version = (await readFile(path.join(cluster, 'PG_VERSION'), 'utf8')).trim()
  if (version !== serverVersion) {
    throw new EmbeddedDatabaseError(
      `${cluster} was made by PostgreSQL ${version}, this is ${serverVersion}: restore a backup into an empty data directory`,
    )
  }
}

// Made under another name first: what an interrupted run leaves is never taken for a cluster.
async function createCluster(
  program: PostgresProgram,
  cluster: string,
  { password, durable = true }: EmbeddedOptions,
): Promise<void> {
  const draft = `${cluster}.new`
  const passwordFile = `${cluster}.password`
  await rm(draft, { recursive: true, force: true })
  await mkdir(draft, { mode: 0o700 })
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 })
  if (program.owner) {
    await chown(draft, program.owner.uid, program.owner.gid)
    await chown(passwordFile, program.owner.uid, program.owner.gid)
  }
  const locale = ['--encoding=UTF8', '--locale-provider=libc', '--locale=C']
  const login = [`--username=${role}`, '--auth=scram-sha-256', `--pwfile=${passwordFile}`]
  const made = await program.initdb([
    `--pgdata=${draft}`,
    ...locale,
    ...login,
    ...(durable ? [] : ['--no-sync']),
  ])
  await rm(passwordFile, { force: true })
  if (made.code !== 0) {
    throw new EmbeddedDatabaseError(
      `Cannot create the database in ${cluster}: ${lastLine(made.output)}`,
    )
  }
  await rename(draft, cluster)
}

async function stopOrphan(program: PostgresProgram, cluster: string): Promise<void> {
  const file = path.join(cluster, 'postmaster.pid')
  const pid = Number.parseInt(await readFile(file, 'utf8').catch(() => ''), 10)
  // PostgreSQL itself takes over the file of a process that is gone.
  const state = Number.isInteger(pid) ? await processState(pid) : 'gone'
  if (state === 'gone') {
    return
  }
  if (state === 'uncollected') {
    // Dead, though the system still lists it: once its children have left, the file means nothing.
    await sleep(2000)
    await rm(file, { force: true })
    return
  }
  const command = await commandLineOf(pid)
  if (!(command.includes(cluster) && command.includes(`cluster_name=${role}`))) {
    throw new EmbeddedDatabaseError(
      `${file} names process ${pid}, which is alive and not ours: stop it, or delete that file if it is not a PostgreSQL`,
    )
  }
  await stopServer(program, cluster)
}

async function stopServer(program: PostgresProgram, cluster: string): Promise<void> {
  const stopped = await program.pgCtl(['stop', '-D', cluster, '-m', 'fast', '-w', '-t', '60'])
  if (stopped.code !== 0 && (await exists(path.join(cluster, 'postmaster.pid')))) {
    throw new EmbeddedDatabaseError(`PostgreSQL does not stop: ${lastLine(stopped.output)}`)
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
  throw new EmbeddedDatabaseError(`PostgreSQL does not start: ${reason} (see ${log})`)
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
      `The embedded PostgreSQL refuses the connection (${(error as Error).message}): is secrets.json the one of this data directory?`,
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

function lastLine(output: string): string {
  const lines = output.split('\n').filter((line) => line.trim() !== '')
  return lines.find((line) => line.includes('FATAL')) ?? lines.at(-1) ?? 'no reason given'
}
