import { cookieOf, type Served, serveFloor, serveProduct } from '../application'
import { openPresentQuarter } from '../data-quarter'
import { type Figure, figure, median } from '../figure'
import { fetchPage, load } from '../load'
import type { Case } from './case'

const rounds = 5
const plan = { connections: 2, requests: 60, seconds: 8 }

interface Target {
  server: Served
  url: string
  headers: Record<string, string>
  cpu: number[]
  p50: number[]
  p99: number[]
}

/**
 * The board of the index: the first page of a class of a quarter that is open, with bands, movement,
 * what can still be completed and lights. The floor is the board's: a bare page of the same server
 * that draws fifty rows from a constant. `board-view-first` is the very first answer, which draws the
 * bands.
 */
export const boardView: Case = async ({ scale, worlds, say }) => {
  const world = await worlds.at(scale)
  await openPresentQuarter(world)
  const { officerId, officerSessionId } = world.accounts
  const cookie = await cookieOf(officerId, officerSessionId)
  const [floor, product] = [await serveFloor(), await serveProduct(world)]
  try {
    const bare = target(floor, '/rows')
    const view = target(product, '/scorecard', cookie)
    // A page of the product first, so that starting up is not part of it.
    await fetchPage(`${product.url}/tasks`, { cookie })
    const began = performance.now()
    const rows = await countRows(view)
    const first = performance.now() - began
    for (const one of [bare, view]) {
      await load({ ...plan, url: one.url, headers: one.headers, requests: 20 })
    }
    // By turns, so that a busy moment of the machine falls on both.
    for (let round = 1; round <= rounds; round += 1) {
      await measure(bare)
      await measure(view)
      say(`board-view: round ${round} of ${rounds}, ${rows} rows`)
    }
    return [...figuresOf(view, bare), figure('board-view-first', first, 'ms', median(bare.p50))]
  } finally {
    await Promise.all([floor.stop(), product.stop()])
  }
}

function target(server: Served, path: string, cookie = ''): Target {
  const headers = { cookie, 'accept-encoding': 'gzip' }
  return { server, url: `${server.url}${path}`, headers, cpu: [], p50: [], p99: [] }
}

async function measure(one: Target): Promise<void> {
  const before = await one.server.cpuMs()
  const result = await load({ ...plan, url: one.url, headers: one.headers })
  one.cpu.push(((await one.server.cpuMs()) - before) / result.answers)
  one.p50.push(result.p50)
  one.p99.push(result.p99)
}

/** Nothing but the board is worth measuring: not a sign-in page, not an empty list. */
async function countRows({ url, headers }: Target): Promise<number> {
  const page = await fetchPage(url, { cookie: headers.cookie ?? '' })
  const rows = page.split('class="row-link"').length - 1
  if (rows < 3 || !page.includes('同档不分先后')) {
    throw new Error(`${url} shows ${rows} branches in bands`)
  }
  return rows
}

function figuresOf(view: Target, bare: Target): Figure[] {
  return (['p50', 'p99', 'cpu'] as const).map((key) =>
    figure(
      `board-view-${key}`,
      median(view[key]),
      key === 'cpu' ? 'ms/request' : 'ms',
      median(bare[key]),
    ),
  )
}
