import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { firstPages, fullPages, type Round } from './support/pages'
import { expect, type Opens, test } from './support/test'

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

test.setTimeout(180_000)

test('pages without any work on them are accessible and fit their screen', async ({
  as,
  world,
}) => {
  await walk(as, firstPages(world))
})

test('pages full of work are accessible and fit their screen', async ({ as, world }) => {
  await walk(as, await fullPages(world))
})

test('so they are in large type', async ({ as, world, isMobile }) => {
  test.skip(!isMobile, 'large type is tightest on a phone')
  await walk(as, await fullPages(world), { isLarge: true })
})

async function walk(as: Opens, rounds: Record<string, Round>, options: { isLarge?: boolean } = {}) {
  for (const [key, { who, visits }] of Object.entries(rounds)) {
    const page = await as(who)
    if (options.isLarge) {
      await page.goto('/')
      await page.getByRole('button', { name: '大字', exact: true }).click()
      await expect(page.getByRole('button', { name: '标准字', exact: true })).toBeVisible()
    }
    for (const { name, path } of visits) {
      await page.goto(path)
      const at = `${key}：${name}${options.isLarge ? '（大字）' : ''}`
      expect.soft(await overflowOf(page), `${at} scrolls sideways`).toBeLessThanOrEqual(0)
      expect.soft(await violationsOf(page), at).toEqual([])
    }
    await page.close()
  }
}

/** How many CSS pixels the page is wider than its screen. */
function overflowOf(page: Page): Promise<number> {
  return page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
}

/** What axe finds: rule, and the elements it names. */
async function violationsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .withTags(standards)
    .analyze()
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`,
  )
}
