import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Db, openDatabase } from '@/db/client'
import { cloneTemplate } from '@/db/testing/template'

export interface App {
  /** Address of the application, without a slash at the end. */
  url: string
  /** Its database, for fixtures and for looking at what happened. */
  db: Db
  databaseUrl: string
  /** What the application has written so far, both streams. */
  output: () => string
  stop: () => Promise<void>
}

export interface AppOptions {
  /** Over the defaults: DEMO=1 (for the SMS inbox, without demo data), WORKER=on. */
  env?: Record<string, string>
  /** Fills the empty database before the application starts. */
  prepare?: (db: Db) => Promise<void>
}

const readyTimeoutMs = 60_000

/** Starts the built application on a migrated database of its own. */
export async function startApp({ env = {}, prepare }: AppOptions = {}): Promise<App> {
  const clone = await cloneTemplate(process.env.E2E_TEMPLATE_URL ?? '')
  const database = openDatabase(clone.url, { poolSize: 4 })
  const dataFolder = await mkdtemp(path.join(tmpdir(), 'linghang-app-'))
  const port = await freePort()
  const url = `http://localhost:${port}`
  const settings = {
    NODE_ENV: 'production',
    DATABASE_URL: clone.url,
    DATA_DIRECTORY: dataFolder,
    PORT: String(port),
    NEXTAUTH_URL: url,
    DEMO: '1',
    WORKER: 'on',
    NEXT_TELEMETRY_DISABLED: '1',
    ...env,
  }
  // Fixtures run lib code too, which reads the environment of this process.
  Object.assign(process.env, { DATA_DIRECTORY: dataFolder, DATABASE_URL: clone.url })
  await prepare?.(database.db)
  const server = launch(settings)
  const stop = async () => {
    await server.stop()
    await database.close()
    await clone.drop()
    await rm(dataFolder, { recursive: true, force: true })
  }
  try {
    await server.ready
  } catch (error) {
    await stop()
    throw error
  }
  return { url, db: database.db, databaseUrl: clone.url, output: server.output, stop }
}

function launch(env: Record<string, string>) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'e2e/support/server.ts'], {
    env: { ...process.env, ...env } as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let output = ''
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const ready = new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`No answer:\n${output}`)), readyTimeoutMs)
    const collect = (chunk: Buffer) => {
      output += chunk.toString()
      if (/^ready$/m.test(output)) {
        clearTimeout(timer)
        resolve()
      }
    }
    child.stdout?.on('data', collect)
    child.stderr?.on('data', collect)
    void exited.then(() => {
      clearTimeout(timer)
      reject(new Error(`The application ended:\n${output}`))
    })
  })
  return { ready, output: () => output, stop: () => end(child, exited) }
}

async function end(child: ChildProcess, exited: Promise<void>): Promise<void> {
  child.kill('SIGTERM')
  const force = setTimeout(() => child.kill('SIGKILL'), 15_000)
  await exited
  clearTimeout(force)
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
