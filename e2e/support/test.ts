import { test as base } from '@playwright/test'
import { type App, startApp } from './app'

export { expect } from '@playwright/test'

/**
 * Playwright's `test` with `app`: one application and one empty database for each worker, so that
 * the spec files of a worker share them; relative addresses lead there.
 */
export const test = base.extend<object, { app: App }>({
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
})
