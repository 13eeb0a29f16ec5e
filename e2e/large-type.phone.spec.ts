import { expect, test } from './support/test'

test('large type is remembered, and switched back', async ({ as, world }) => {
  const page = await as(world.secretaries[0])
  await page.goto('/')
  await page.getByRole('button', { name: '大字', exact: true }).click()
  await expect(page.locator('html')).toHaveCSS('font-size', '20px')
  await page.goto('/me')
  await expect(page.locator('html')).toHaveCSS('font-size', '20px')
  const targets = page.getByRole('navigation', { name: '主要去处' }).getByRole('link')
  for (const box of await Promise.all((await targets.all()).map((link) => link.boundingBox()))) {
    expect(box?.height).toBeGreaterThanOrEqual(60)
  }
  await page.getByRole('button', { name: '标准字', exact: true }).click()
  await expect(page.locator('html')).toHaveCSS('font-size', '16px')
})
