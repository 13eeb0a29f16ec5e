import type { Page } from '@playwright/test'
import { expect } from './test'

/** On a receipt: as many people as were told, and the outcomes add up to them. */
export async function expectReceiptToAddUp(page: Page, told: number): Promise<void> {
  const sum = (await page.getByText(/人 = 送达/).textContent()) ?? ''
  const [whole = 0, ...parts] = [...sum.matchAll(/\d+/g)].map(Number)
  expect(whole).toBe(told)
  expect(parts.reduce((before, part) => before + part, 0)).toBe(whole)
}
