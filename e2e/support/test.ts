import { type BrowserContextOptions, test as base, expect, type Page } from '@playwright/test'
import type { MadePerson } from '@/db/testing/factories'
import { type App, startApp } from './app'
import { enterAs } from './sign-in'
import { createWorld, type World } from './world'

export { expect }

export const phone: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
}

/** Opens a browser of its own for a person; null is somebody not signed in. */
export type Opens = (person: MadePerson | null, options?: BrowserContextOptions) => Promise<Page>

/**
 * Playwright's `test` with `app`: one application and one database for each worker, so that the
 * spec files of a worker share them; `world`: a committee of this journey's own; `as`: browsers of
 * its people. Relative addresses lead to the application.
 */
export const test = base.extend<{ world: World; as: Opens }, { app: App }>({
  app: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names from this pattern
    async ({}, use) => {
      const app = await startApp()
      await use(app)
      await app.stop()
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  baseURL: async ({ app }, use) => use(app.url),
  world: async ({ app }, use) => use(await createWorld(app.db)),
  as: async ({ app, browser }, use) => {
    const opened: Page[] = []
    const errors: string[] = []
    await use(async (person, options) => {
      const context = await browser.newContext(options)
      if (person) {
        await enterAs(context, app, person)
      }
      const page = await context.newPage()
      page.on('pageerror', (error) => errors.push(`${page.url()}: ${error.message}`))
      opened.push(page)
      return page
    })
    await Promise.all(opened.map((page) => page.context().close()))
    expect(errors, 'errors of scripts').toEqual([])
  },
})
