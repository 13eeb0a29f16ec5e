import { gzipSync } from 'node:zlib'
import { type Browser, chromium, type Page } from '@playwright/test'
import postgres from 'postgres'
import { browserSwitches, ensureBrowser } from '@/scripts/browser'
import { cookieOf, type Served, serveFloor, serveProduct } from '../application'
import { matrixTask } from '../data-matrix'
import type { World } from '../database'
import { type Figure, figure, median } from '../figure'
import { fetchPage, load } from '../load'
import type { Case } from './case'

const rounds = 5
const plan = { connections: 2, requests: 60, seconds: 8 }
/** Notches of the wheel, a screen apart, one every tenth of a second. */
const notches = 60

interface Target {
  name: string
  server: Served
  url: string
  headers: Record<string, string>
  cpu: number[]
  p50: number[]
}

/**
 * The matrix of 500 branches × 8 nodes, and the first page of the supervision view. The floor of the
 * matrix is a bare page of the same server with the same cells from a constant, as a plain table; the
 * floor of the list is the board's: fifty rows from a constant.
 */
export const supervise: Case = async ({ scale, worlds, say }) => {
  const world = await worlds.at(scale)
  const path = await addMatrix(world)
  const { officerId, officerSessionId } = world.accounts
  const cookie = await cookieOf(officerId, officerSessionId)
  const [floor, product] = [await serveFloor(), await serveProduct(world)]
  try {
    const cells = target('cells', floor, '/cells')
    const rows = target('rows', floor, '/rows')
    const matrix = target('matrix', product, path, cookie)
    const list = target('list', product, '/supervision', cookie)
    const targets = [cells, rows, matrix, list]
    for (const one of targets) {
      await load({ ...plan, url: one.url, headers: one.headers, requests: 20 })
    }
    // By turns, so that a busy moment of the machine falls on all of them.
    for (let round = 1; round <= rounds; round += 1) {
      for (const one of targets) {
        await measure(one)
      }
      say(`supervise: round ${round} of ${rounds}`)
    }
    return [
      ...served('matrix', matrix, cells),
      ...served('list', list, rows),
      ...(await bytesOf(matrix, cells)),
      ...(await scrolled(matrix, cells)),
    ]
  } finally {
    await Promise.all([floor.stop(), product.stop()])
  }
}

async function addMatrix(world: World): Promise<string> {
  const sql = postgres(world.url, { max: 1, onnotice: () => {} })
  return matrixTask(sql).finally(() => sql.end())
}

function target(name: string, server: Served, path: string, cookie = ''): Target {
  const headers = { cookie, 'accept-encoding': 'gzip' }
  return { name, server, url: `${server.url}${path}`, headers, cpu: [], p50: [] }
}

async function measure(one: Target): Promise<void> {
  const before = await one.server.cpuMs()
  const result = await load({ ...plan, url: one.url, headers: one.headers })
  one.cpu.push(((await one.server.cpuMs()) - before) / result.answers)
  one.p50.push(result.p50)
}

function served(name: string, one: Target, floor: Target): Figure[] {
  return [
    figure(`supervise-${name}-p50`, median(one.p50), 'ms', median(floor.p50)),
    figure(`supervise-${name}-cpu`, median(one.cpu), 'ms/request', median(floor.cpu)),
  ]
}

async function bytesOf(matrix: Target, cells: Target): Promise<Figure[]> {
  const [page, bare] = await Promise.all(
    [matrix, cells].map(({ url, headers }) => fetchPage(url, { cookie: headers.cookie ?? '' })),
  )
  const rows = (page ?? '').split('scope="row"').length - 1
  if (rows < 500) {
    throw new Error(`${matrix.url} shows ${rows} rows, not 500`)
  }
  const kilobytes = (text = '') => gzipSync(text).byteLength / 1024
  return [figure('supervise-matrix-bytes', kilobytes(page), 'KB gzip', kilobytes(bare))]
}

/** Long tasks (over 50 ms) while the page comes to life and while it scrolls from end to end. */
async function scrolled(matrix: Target, cells: Target): Promise<Figure[]> {
  const browser = await chromium.launch({ executablePath: ensureBrowser(), args: browserSwitches })
  try {
    const product = await scrollThrough(browser, matrix)
    const bare = await scrollThrough(browser, cells)
    return [
      figure('supervise-matrix-load-task', product.loadMs, 'ms longest', bare.loadMs),
      figure('supervise-matrix-scroll-task', product.scrollMs, 'ms longest', bare.scrollMs),
      figure('supervise-matrix-frame', product.frameMs, 'ms p95', bare.frameMs),
    ]
  } finally {
    await browser.close()
  }
}

interface Scrolled {
  loadMs: number
  scrollMs: number
  frameMs: number
}

async function scrollThrough(browser: Browser, { url, headers }: Target): Promise<Scrolled> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  try {
    const [name = '', value = ''] = (headers.cookie ?? '').split('=')
    if (name) {
      await context.addCookies([{ name, value, url }])
    }
    const page = await context.newPage()
    await page.addInitScript(watchTasks)
    await page.goto(url, { waitUntil: 'networkidle' })
    const loadMs = await longest(page)
    await page.evaluate(watchFrames)
    await page.mouse.move(700, 600)
    for (let notch = 0; notch < notches; notch += 1) {
      await page.mouse.wheel(0, 400)
      await page.waitForTimeout(100)
    }
    const frames = await page.evaluate(
      () => (globalThis as typeof globalThis & Watched).frameTimes ?? [],
    )
    const sorted = frames.sort((a, b) => a - b)
    const frameMs = sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN
    return { loadMs, scrollMs: await longest(page), frameMs }
  } finally {
    await context.close()
  }
}

interface Watched {
  tasks?: number[]
  frameTimes?: number[]
}

/** Runs in the page: keeps the length of every long task. */
function watchTasks() {
  const watched = globalThis as typeof globalThis & Watched
  watched.tasks = []
  new PerformanceObserver((list) => {
    watched.tasks?.push(...list.getEntries().map((entry) => entry.duration))
  }).observe({ type: 'longtask', buffered: true })
}

/** Runs in the page: keeps the time between frames. A text, for names in a function are rewritten. */
const watchFrames = `globalThis.frameTimes = [];
  (function step(last) {
    requestAnimationFrame((now) => { frameTimes.push(now - last); step(now) })
  })(performance.now())`

/** The longest task since the last call, 0 when none was long. */
async function longest(page: Page): Promise<number> {
  await page.waitForTimeout(300)
  return page.evaluate(() => {
    const watched = globalThis as typeof globalThis & Watched
    const longest = Math.max(0, ...(watched.tasks ?? []))
    watched.tasks = []
    return longest
  })
}
