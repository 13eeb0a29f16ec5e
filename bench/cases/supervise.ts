import { gzipSync } from 'node:zlib'
import { chromium } from '@playwright/test'
import postgres from 'postgres'
import { browserSwitches, ensureBrowser } from '@/scripts/browser'
import { cookieOf, type Served, serveFloor, serveProduct } from '../application'
import { matrixTask } from '../data-matrix'
import type { World } from '../database'
import { type Figure, figure, median } from '../figure'
import { fetchPage, load } from '../load'
import { scrollThrough, type Visit } from '../scroll'
import type { Case } from './case'

const rounds = 5
const plan = { connections: 2, requests: 60, seconds: 8 }
const visitRounds = 3

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
 * floor of the list is the board's: fifty rows from a constant. The first paint of the matrix is held
 * against the board's, a page of fifty rows.
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
      ...(await scrolled(matrix, cells, target('board', product, '/tasks', cookie))),
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

/** What the browser does while the page comes to life and while the wheel goes from end to end. */
async function scrolled(matrix: Target, cells: Target, board: Target): Promise<Figure[]> {
  const browser = await chromium.launch({ executablePath: ensureBrowser(), args: browserSwitches })
  const visits = new Map<Target, Visit[]>([matrix, cells, board].map((one) => [one, []]))
  try {
    for (let round = 0; round < visitRounds; round += 1) {
      for (const [one, made] of visits) {
        made.push(await scrollThrough(browser, one.url, one.headers.cookie ?? ''))
      }
    }
  } finally {
    await browser.close()
  }
  const of = (one: Target, key: keyof Visit) =>
    median((visits.get(one) ?? []).map((visit) => visit[key]))
  const beside = (name: string, key: keyof Visit, unit: string, floor = cells) =>
    figure(`supervise-matrix-${name}`, of(matrix, key), unit, of(floor, key))
  return [
    beside('load-task', 'loadMs', 'ms longest'),
    beside('scroll-task', 'scrollMs', 'ms longest'),
    beside('work', 'workMs', 'ms'),
    beside('nodes', 'nodes', 'DOM nodes'),
    beside('frame', 'frameMs', 'ms p95'),
    beside('paint', 'paintMs', 'ms', board),
  ]
}
