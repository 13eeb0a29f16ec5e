import { rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Database } from '@/db/client'
import { type EmbeddedServer, startEmbedded } from '@/db/embedded'
import { migrateDatabase } from '@/db/migrate'
import type { DemoAccount } from '@/db/seed/demo-accounts'
import { badEnvironment, EnvironmentError, missingEnvironment, readEnv } from '@/lib/env'
import { buildIfNeeded } from './build-if-needed'
import { CommandError, command, reasonOf } from './command'
import { databaseFailure } from './database-failure'
import { emptyDatabase, prepareDemo, UnfinishedDemo } from './demo/prepare-demo'
import { makeFolder } from './make-folder'
import { dataSecrets } from './secrets'
import { type Door, takePort } from './serve'

const dev = process.argv.includes('--dev')
const wanted = ['NEXTAUTH_SECRET', 'PHONE_KEY', 'LOOKUP_KEY'] as const

await command(async () => {
  const began = performance.now()
  const { folder, demo, embedded, port, host } = readOptions()
  await checkWritable(folder)
  const running: Running = { door: await takePort(port, host), stopping: false }
  stopOnSignals(running)
  try {
    if (embedded) {
      running.server = startOwnDatabase(folder)
      settle({ DATABASE_URL: (await running.server).url })
    }
    if (!dev) {
      await buildIfNeeded()
    }
    const accounts = await prepareDatabase(embedded, demo)
    await running.door.open({ dev })
    announce(port, host, accounts, performance.now() - began)
  } catch (error) {
    if (running.stopping) {
      // A signal came during the start and pulled the ground away; its handler ends the process.
      return
    }
    await shutDown(running)
    throw error
  }
})

interface Running {
  door: Door
  server?: Promise<EmbeddedServer>
  stopping: boolean
}

interface Options {
  folder: string
  demo: boolean
  embedded: boolean
  port: number
  host: string
}

/** Settles the environment of this process; whatever is missing or bad is named in one line. */
function readOptions(): Options {
  const embedded = !process.env.DATABASE_URL
  const port = process.env.PORT ?? '3000'
  if (!/^\d+$/.test(port) || Number(port) < 1 || Number(port) > 65_535) {
    throw badEnvironment(['PORT 要是 1 到 65535 之间的整数'])
  }
  settle({
    NODE_ENV: dev ? 'development' : 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    NEXT_MANUAL_SIG_HANDLE: '1',
    NEXTAUTH_URL: process.env.NEXTAUTH_URL || `http://localhost:${port}`,
    DEMO: process.env.DEMO ?? (embedded ? '1' : '0'),
    PORT: port,
  })
  if (embedded) {
    delete process.env.DATABASE_URL
  }
  const env = readEnv()
  if (!embedded) {
    const missing = wanted.filter((name) => !env[name])
    if (missing.length > 0) {
      throw missingEnvironment(missing, '（使用自己的数据库时，密钥也要自己给出）')
    }
  }
  const host = process.env.HOST || '127.0.0.1'
  if (env.DEMO && !['127.0.0.1', 'localhost', '::1'].includes(host)) {
    throw new EnvironmentError(
      `HOST=${host} 不能与演示数据同时使用：演示账号的密码是公开的，只能在本机访问。请去掉 HOST，或设置 DEMO=0。`,
    )
  }
  settle({ DATA_DIRECTORY: path.resolve(env.DATA_DIRECTORY) })
  return {
    folder: path.resolve(env.DATA_DIRECTORY),
    demo: env.DEMO,
    embedded,
    port: Number(port),
    host,
  }
}

function settle(values: Record<string, string>): void {
  Object.assign(process.env, values)
}

async function checkWritable(folder: string): Promise<void> {
  try {
    await makeFolder(folder)
    const probe = path.join(folder, `.writable.${process.pid}`)
    await writeFile(probe, '')
    await rm(probe)
  } catch (error) {
    throw new CommandError(
      `数据目录 ${folder} 不能写入（${reasonOf(error)}）。请改正权限，或用 DATA_DIRECTORY 指定另一个目录。`,
    )
  }
}

async function startOwnDatabase(folder: string): Promise<EmbeddedServer> {
  const { databasePassword, ...secrets } = await dataSecrets(folder)
  for (const [name, value] of Object.entries(secrets)) {
    process.env[name] ||= value
  }
  return startEmbedded({ folder, password: databasePassword })
}

async function prepareDatabase(embedded: boolean, demo: boolean): Promise<readonly DemoAccount[]> {
  const url = process.env.DATABASE_URL ?? ''
  try {
    await migrateDatabase(url)
    return await prepareDemo(url, demo)
  } catch (error) {
    if (error instanceof UnfinishedDemo && embedded) {
      await emptyDatabase(url)
      await migrateDatabase(url)
      return prepareDemo(url, demo)
    }
    if (error instanceof CommandError) {
      throw error
    }
    throw databaseFailure(error, url)
  }
}

function announce(
  port: number,
  host: string,
  accounts: readonly DemoAccount[],
  tookMs: number,
): void {
  const name = host === '127.0.0.1' || host === '0.0.0.0' ? 'localhost' : host
  console.log(
    `\n领航已启动：http://${name}:${port}  （用时 ${(tookMs / 1000).toFixed(1)} 秒，Ctrl-C 停止）`,
  )
  if (accounts.length > 0) {
    console.log('\n演示账号（工号 / 密码）：')
    for (const { role, name, employeeNumber, password } of accounts) {
      console.log(`  ${employeeNumber} / ${password}  ${role} ${name}`)
    }
  }
}

function stopOnSignals(running: Running): void {
  // A terminal sends the signal to the whole group and npm passes it on: expect it more than once.
  const stop = () => {
    if (!running.stopping) {
      running.stopping = true
      void command(async () => {
        await shutDown(running)
        process.exit(0)
      })
    }
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, stop)
  }
  // npm that is killed outright takes no child with it; its death then stands for a signal.
  const parent = process.ppid
  if (process.env.npm_lifecycle_event) {
    setInterval(() => process.ppid !== parent && stop(), 1000).unref()
  }
  // The reader of our output may leave first.
  process.stdout.on('error', () => {})
  process.stderr.on('error', () => {})
}

/** Requests first, then the worker, then what both stand on. */
async function shutDown({ door, server }: Running): Promise<void> {
  await door.close()
  await (globalThis as { linghangDatabase?: Database }).linghangDatabase?.close()
  await server?.then(
    (started) => started.stop(),
    () => undefined,
  )
}
