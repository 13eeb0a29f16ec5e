import { type Browser, chromium } from '@playwright/test'
import postgres from 'postgres'
import { browserSwitches, ensureBrowser } from '@/scripts/browser'
import { cookieOf, serveFloor, serveProduct } from '../application'
import type { World } from '../database'
import { type Figure, figure, median } from '../figure'
import type { Case } from './case'

const visits = 5
/** Nine megabits a second both ways, and the round trip of a good mobile network. */
const network = {
  offline: false,
  downloadThroughput: 9e6 / 8,
  uploadThroughput: 9e6 / 8,
  latency: 40,
}
const phone = { width: 412, height: 823 }

interface Visit {
  lcpMs: number
  cls: number
  scriptBytes: number
}

interface Page {
  name: string
  url: string
  cookie?: string
}

/**
 * First visits with an empty cache on a slow phone: 412 × 823, processor at a quarter of its speed,
 * 9 Mbit/s. Script bytes are all that came over the wire. The floor is a page with one paragraph.
 */
export const web: Case = async ({ scale, worlds, say }) => {
  const world = await worlds.at(scale)
  const floor = await serveFloor()
  const product = await serveProduct(world)
  const browser = await chromium.launch({ executablePath: ensureBrowser(), args: browserSwitches })
  try {
    const bare = await visitOften(browser, { name: 'bare', url: floor.url })
    const figures: Figure[] = []
    for (const page of await pagesOf(world, product.url)) {
      const seen = await visitOften(browser, page)
      say(`web: ${page.name}`)
      figures.push(
        figure(`web-${page.name}-lcp`, seen.lcpMs, 'ms', bare.lcpMs),
        figure(`web-${page.name}-cls`, seen.cls, 'score', bare.cls),
        figure(`web-${page.name}-js`, seen.scriptBytes / 1024, 'KB gzip', bare.scriptBytes / 1024),
      )
    }
    return figures
  } finally {
    await browser.close()
    await Promise.all([floor.stop(), product.stop()])
  }
}

async function pagesOf({ url, accounts }: World, site: string): Promise<Page[]> {
  const sql = postgres(url, { max: 1 })
  const [open] = await sql<{ path: string }[]>`
    select '/tasks/' || a.task_id || '/assignments/' || a.id as path
    from assignments a join posts p on p.organisation_id = a.organisation_id
    where p.person_id = ${accounts.secretaryId} and a.state = 'accepted'
    order by a.effective_due_at desc limit 1`.finally(() => sql.end())
  const secretary = await cookieOf(accounts.secretaryId, accounts.secretarySessionId)
  const officer = await cookieOf(accounts.officerId, accounts.officerSessionId)
  return [
    { name: 'sign-in', url: `${site}/sign-in` },
    { name: 'todo', url: `${site}/`, cookie: secretary },
    { name: 'board', url: `${site}/tasks`, cookie: officer },
    { name: 'task', url: `${site}${open?.path}`, cookie: secretary },
  ]
}

async function visitOften(browser: Browser, page: Page): Promise<Visit> {
  const seen: Visit[] = []
  // The first visit also warms the server and is not counted.
  for (let visit = 0; visit <= visits; visit += 1) {
    seen.push(await visitOnce(browser, page))
  }
  const counted = seen.slice(1)
  return {
    lcpMs: median(counted.map((one) => one.lcpMs)),
    cls: median(counted.map((one) => one.cls)),
    scriptBytes: median(counted.map((one) => one.scriptBytes)),
  }
}

async function visitOnce(browser: Browser, { url, cookie }: Page): Promise<Visit> {
  const context = await browser.newContext({
    viewport: phone,
    deviceScaleFactor: 1.75,
    isMobile: true,
    hasTouch: true,
    locale: 'zh-CN',
  })
  try {
    if (cookie) {
      const [name = '', value = ''] = cookie.split('=')
      await context.addCookies([{ name, value, url }])
    }
    const tab = await context.newPage()
    const cdp = await context.newCDPSession(tab)
    await cdp.send('Network.enable')
    await cdp.send('Network.emulateNetworkConditions', network)
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 })
    const answer = await tab.goto(url, { waitUntil: 'networkidle' })
    if (answer?.status() !== 200 || new URL(tab.url()).pathname !== new URL(url).pathname) {
      throw new Error(`${url} led to ${tab.url()} with ${answer?.status()}`)
    }
    return await tab.evaluate(readVitals)
  } finally {
    await context.close()
  }
}

/** Runs in the page: what its own performance record says. */
function readVitals(): Promise<Visit> {
  return new Promise((resolve) => {
    const visit: Visit = { lcpMs: 0, cls: 0, scriptBytes: 0 }
    for (const entry of performance.getEntriesByType('resource')) {
      const resource = entry as PerformanceResourceTiming
      if (new URL(resource.name).pathname.endsWith('.js')) {
        visit.scriptBytes += resource.encodedBodySize
      }
    }
    new PerformanceObserver((list) => {
      visit.lcpMs = list.getEntries().at(-1)?.startTime ?? 0
    }).observe({ type: 'largest-contentful-paint', buffered: true })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[]) {
        visit.cls += entry.value
      }
    }).observe({ type: 'layout-shift', buffered: true })
    setTimeout(() => resolve(visit), 300)
  })
}
