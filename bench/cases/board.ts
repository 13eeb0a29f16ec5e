import { cookieOf, type Served, serveFloor, serveProduct } from '../application'
import type { World } from '../database'
import { type Figure, figure, median } from '../figure'
import { fetchPage, type LoadResult, load } from '../load'
import type { Case } from './case'

const rounds = 5
const smallScale = 0.01
const plan = { connections: 4, requests: 400, seconds: 8 }

interface Target {
  name: string
  url: string
  headers: Record<string, string>
  server: Served
  results: Result[]
}

/** `cpu` is the server's own processor time for an answer, in milliseconds. */
type Result = LoadResult & { cpu: number }

/**
 * The staff board by task. The floor is a bare page of the same server (`bench/floor-app`) that
 * draws the same fifty rows from a constant: no session, no database, no frame, plain cells.
 */
export const board: Case = async ({ scale, worlds, say }) => {
  const scales = scale > smallScale ? [smallScale, scale] : [scale]
  const sizes: World[] = []
  for (const one of scales) {
    sizes.push(await worlds.at(one))
  }
  const floor = await serveFloor()
  const products: Served[] = []
  try {
    const targets = [target('floor', floor, '/rows')]
    for (const world of sizes) {
      const product = await serveProduct(world)
      products.push(product)
      const { officerId, officerSessionId } = world.accounts
      const cookie = await cookieOf(officerId, officerSessionId)
      targets.push(target(labelOf(world.scale), product, '/tasks', cookie))
    }
    for (const one of targets) {
      await checkRows(one)
      await load({ ...plan, url: one.url, headers: one.headers, requests: 200 })
    }
    // By turns, so that a busy moment of the machine falls on all of them.
    for (let round = 1; round <= rounds; round += 1) {
      for (const one of targets) {
        one.results.push(await measure(one))
      }
      say(`board: round ${round} of ${rounds}`)
    }
    return figuresOf(targets)
  } finally {
    await Promise.all([floor, ...products].map((one) => one.stop()))
  }
}

// Browsers ask for compressed pages.
function target(name: string, server: Served, path: string, cookie = ''): Target {
  const headers = { cookie, 'accept-encoding': 'gzip' }
  return { name, server, url: `${server.url}${path}`, headers, results: [] }
}

async function measure({ url, headers, server }: Target): Promise<Result> {
  const before = await server.cpuMs()
  const result = await load({ ...plan, url, headers })
  return { ...result, cpu: ((await server.cpuMs()) - before) / result.answers }
}

/** Nothing but the board is worth measuring: not a sign-in page, not an empty list. */
async function checkRows({ url, headers }: Target): Promise<void> {
  const page = await fetchPage(url, { cookie: headers.cookie ?? '' })
  const rows = page.split('<tr').length - 1
  if (rows < 50) {
    throw new Error(`${url} shows ${rows} rows, not 50`)
  }
}

function labelOf(scale: number): string {
  return scale >= 1 ? `${scale}m` : `${Math.round(scale * 1000)}k`
}

function figuresOf([floor, ...boards]: Target[]): Figure[] {
  const of = (one: Target | undefined, key: keyof Result) =>
    median((one?.results ?? []).map((result) => result[key]))
  const figures = boards.flatMap((one) => [
    figure(`board-rate-${one.name}`, of(one, 'rate'), 'requests/s', of(floor, 'rate')),
    figure(`board-p50-${one.name}`, of(one, 'p50'), 'ms', of(floor, 'p50')),
    figure(`board-p99-${one.name}`, of(one, 'p99'), 'ms', of(floor, 'p99')),
    figure(`board-cpu-${one.name}`, of(one, 'cpu'), 'ms/request', of(floor, 'cpu')),
  ])
  const [small, large] = boards
  if (small && large) {
    figures.push(figure('board-p50-growth', of(large, 'p50'), 'ms', of(small, 'p50')))
  }
  return figures
}
