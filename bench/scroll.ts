import type { Browser, CDPSession, Page } from '@playwright/test'

/** Milliseconds of the browser's main thread, its own processor time: a busy machine adds little. */
export interface Visit {
  /** The longest task until the page has come to rest, and all tasks until then. */
  loadMs: number
  workMs: number
  /** The longest task while the wheel goes from end to end. */
  scrollMs: number
  /** 95th percentile of the time between frames meanwhile. */
  frameMs: number
  paintMs: number
  nodes: number
}

/** Notches of the wheel, half a screen apart, one every tenth of a second. */
const notches = 60
const traced = ['disabled-by-default-devtools.timeline', 'devtools.timeline', 'toplevel']

/** Opens a page on a desk, waits until it is at rest, and scrolls what lies under the pointer. */
export async function scrollThrough(browser: Browser, url: string, cookie: string): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  try {
    const [name = '', value = ''] = cookie.split('=')
    if (name) {
      await context.addCookies([{ name, value, url }])
    }
    const page = await context.newPage()
    const counters = await context.newCDPSession(page)
    await counters.send('Performance.enable')
    const loading = await during(browser, page, async () => {
      await page.goto(url, { waitUntil: 'networkidle' })
      await page.waitForTimeout(300)
    })
    const paintMs = await page.evaluate(
      () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
    )
    const nodes = await nodesOf(counters)
    await page.evaluate(watchFrames)
    await page.mouse.move(700, 600)
    const scrolling = await during(browser, page, () => scroll(page))
    const frames = await page.evaluate(
      () => (globalThis as typeof globalThis & { frameTimes?: number[] }).frameTimes ?? [],
    )
    const sorted = frames.sort((a, b) => a - b)
    const frameMs = sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN
    const [loadMs, scrollMs] = [Math.max(0, ...loading), Math.max(0, ...scrolling)]
    const workMs = loading.reduce((sum, one) => sum + one, 0)
    return { loadMs, workMs, scrollMs, frameMs, paintMs, nodes }
  } finally {
    await context.close()
  }
}

async function scroll(page: Page): Promise<void> {
  for (let notch = 0; notch < notches; notch += 1) {
    await page.mouse.wheel(0, 400)
    await page.waitForTimeout(100)
  }
}

async function nodesOf(counters: CDPSession): Promise<number> {
  const { metrics } = await counters.send('Performance.getMetrics')
  return metrics.find((metric) => metric.name === 'Nodes')?.value ?? Number.NaN
}

interface TraceEvent {
  name: string
  ph: string
  pid: number
  tid: number
  /** Processor time, in microseconds. */
  tdur?: number
  args?: { name?: string }
}

/** Processor time of every task of the page's main thread meanwhile, in milliseconds. */
async function during(browser: Browser, page: Page, work: () => Promise<void>): Promise<number[]> {
  await browser.startTracing(page, { categories: traced })
  await work()
  const trace = await browser.stopTracing()
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] }
  const placeOf = ({ pid, tid }: TraceEvent) => `${pid}:${tid}`
  const mains = new Set(
    traceEvents.filter((event) => event.args?.name === 'CrRendererMain').map(placeOf),
  )
  return traceEvents
    .filter((event) => event.ph === 'X' && event.name === 'RunTask')
    .filter((event) => mains.has(placeOf(event)))
    .map((event) => (event.tdur ?? 0) / 1000)
}

/** Runs in the page: keeps the time between frames. A text, for names in a function are rewritten. */
const watchFrames = `globalThis.frameTimes = [];
  (function step(last) {
    requestAnimationFrame((now) => { frameTimes.push(now - last); step(now) })
  })(performance.now())`
