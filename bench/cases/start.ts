import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort, serveFloor } from '../application'
import { figure, median } from '../figure'
import { fetchPage } from '../load'
import type { Case } from './case'

const rounds = 3
const limitMs = 180_000

/**
 * `npm start` on a data directory of its own, from the command to the first page: the first start
 * (build ready, database and demo data made) and the second one. The floor is the bare application.
 */
export const start: Case = async ({ say }) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'linghang-bench-start-'))
  try {
    const first = await startOnce(folder)
    const second: number[] = []
    const floor: number[] = []
    for (let round = 1; round <= rounds; round += 1) {
      second.push(await startOnce(folder))
      floor.push(await startFloor())
      say(`start: round ${round} of ${rounds}`)
    }
    return [
      figure('start-second', median(second), 's', median(floor)),
      figure('start-first', first, 's', median(floor)),
    ]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function startOnce(folder: string): Promise<number> {
  const port = await freePort()
  const { DATABASE_URL: _, NEXTAUTH_URL: __, ...inherited } = process.env
  const began = performance.now()
  const child = spawn('npm', ['start', '--silent'], {
    // A group of its own, so that the signal reaches npm and what it started alike.
    detached: true,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...inherited, PORT: String(port), DATA_DIRECTORY: folder },
  })
  let ended = false
  const end = new Promise<void>((resolve) =>
    child.once('exit', () => {
      ended = true
      resolve()
    }),
  )
  try {
    const until = began + limitMs
    while (!(await answers(`http://localhost:${port}/sign-in`))) {
      if (ended || performance.now() > until) {
        throw new Error('npm start gives no page')
      }
      await sleep(25)
    }
    return (performance.now() - began) / 1000
  } finally {
    if (!ended && child.pid) {
      process.kill(-child.pid, 'SIGTERM')
    }
    await end
  }
}

async function startFloor(): Promise<number> {
  const began = performance.now()
  const floor = await serveFloor()
  await fetchPage(floor.url)
  const seconds = (performance.now() - began) / 1000
  await floor.stop()
  return seconds
}

// Refused, or told to wait: not there yet.
function answers(url: string): Promise<boolean> {
  return fetchPage(url).then(
    () => true,
    () => false,
  )
}
