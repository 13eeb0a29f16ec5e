import type { Locator, Page } from '@playwright/test'

/** Presses the button that opens a dialog, and gives the dialog. */
export async function openDialog(page: Page, button: string | RegExp): Promise<Locator> {
  const words = typeof button === 'string' ? new RegExp(`^${button}$`) : button
  await page.locator('summary').filter({ hasText: words }).click()
  return page.locator('dialog:modal')
}
