import { spawn } from 'node:child_process'
import { readdir, stat } from 'node:fs/promises'
import { createServer } from 'node:net'
import path from 'node:path'
import { encode } from 'next-auth/jwt'
import type { World } from './database'

export interface Served {
  url: string
  /** Processor time the server has used so far, in milliseconds. */
  cpuMs: () => Promise<number>
  stop: () => Promise<void>
}

const floorFolder = path.join('bench', 'floor-app')
const readyTimeoutMs = 60_000

/** Builds product and floor where needed. */
export async function buildAll(): Promise<void> {
  await run(['--import', 'tsx', 'scripts/build.ts'])
  const built = await timeOf(path.join(floorFolder, '.next', 'BUILD_ID'))
  const sources = await readdir(floorFolder, { recursive: true })
  const files = sources.filter((file) => !file.startsWith('.next'))
  const times = await Promise.all(files.map((file) => timeOf(path.join(floorFolder, file))))
  if (built < Math.max(...times, await timeOf(path.join('.next', 'BUILD_ID')))) {
    await run(['node_modules/next/dist/bin/next', 'build', floorFolder])
  }
}

/** The built product on a database, without a worker: what a replica for pages only is. */
export function serveProduct({ url }: World): Promise<Served> {
  return serve('.', { DATABASE_URL: url, WORKER: 'off', DEMO: '0' })
}

/** The bare Next application in the same mode. */
export function serveFloor(): Promise<Served> {
  return serve(floorFolder, {})
}

/** The Cookie header of a session, as signing in would have set it. */
export async function cookieOf(personId: string, sessionId: string): Promise<string> {
  const token = { sub: personId, sessionId }
  const value = await encode({ token, secret: process.env.NEXTAUTH_SECRET ?? '' })
  return `next-auth.session-token=${value}`
}

/** A free port of this machine. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

async function serve(folder: string, settings: Record<string, string>): Promise<Served> {
  const port = await freePort()
  const url = `http://localhost:${port}`
  const child = spawn(process.execPath, ['--import', 'tsx', 'bench/server.ts'], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    env: {
      ...process.env,
      ...settings,
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      NEXT_MANUAL_SIG_HANDLE: '1',
      NEXTAUTH_URL: url,
      PORT: String(port),
      BENCH_APP: folder,
    },
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${folder} does not start`)), readyTimeoutMs)
    void ended.then(() => reject(new Error(`${folder} ended while starting`)))
    child.stdout?.on('data', (chunk: Buffer) => {
      if (/^ready$/m.test(chunk.toString())) {
        clearTimeout(timer)
        resolve()
      }
    })
  })
  const stop = async () => {
    child.kill('SIGTERM')
    await ended
  }
  const cpuMs = () =>
    new Promise<number>((resolve) => {
      child.once('message', (used) => resolve(Number(used)))
      child.send('cpu')
    })
  return { url, cpuMs, stop }
}

function run(args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' } as const
    // To stderr: what --json prints stays whole.
    const child = spawn(process.execPath, args, { stdio: ['ignore', 2, 2], env })
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`${args.join(' ')} failed`)),
    )
  })
}

async function timeOf(file: string): Promise<number> {
  return stat(file).then(
    (found) => found.mtimeMs,
    () => 0,
  )
}
