import type { Locator, Page } from '@playwright/test'

/** Presses the button that opens a dialog, under 更多 if it is there, and gives the dialog. */
export async function openDialog(page: Page, button: string | RegExp): Promise<Locator> {
  const words = typeof button === 'string' ? new RegExp(`^${button}$`) : button
  const trigger = page.locator('summary').filter({ hasText: words })
  await trigger.waitFor({ state: 'attached' })
  if (await trigger.isHidden()) {
    await openMore(page)
  }
  await trigger.click()
  return page.locator('dialog:modal')
}

/** Unfolds the menu of what else can be done. */
export async function openMore(page: Page): Promise<void> {
  await page
    .locator('summary')
    .filter({ hasText: /^更多$/ })
    .click()
}
