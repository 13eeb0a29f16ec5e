import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { doors } from '@/lib/policy/doors'
import { openDialog } from './dialogs'
import type { Round } from './pages'
import { expect, type Opens } from './test'

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** Walks through pages and their dialogs: axe finds nothing, and none is wider than its screen. */
export async function walk(
  as: Opens,
  rounds: Record<string, Round>,
  options: { isLarge?: boolean } = {},
): Promise<void> {
  for (const [key, { who, visits, cookie }] of Object.entries(rounds)) {
    const page = await as(who)
    if (cookie) {
      await page.goto('/sign-in')
      await page.context().addCookies([{ ...cookie, url: page.url() }])
    }
    if (options.isLarge) {
      await page.goto('/')
      await page.getByRole('button', { name: '大字', exact: true }).click()
      await expect(page.getByRole('button', { name: '标准字', exact: true })).toBeVisible()
    }
    for (const { name, path, opens = [] } of visits) {
      await page.goto(path)
      const at = `${key}：${name}`
      expect.soft(await overflowOf(page), `${at} scrolls sideways`).toBeLessThanOrEqual(0)
      expect.soft(await violationsOf(page), at).toEqual([])
      for (const button of opens) {
        const dialog = await openDialog(page, button)
        await expect(dialog, `${at}，${button}`).toBeVisible()
        expect
          .soft(await overflowOf(page), `${at}，${button} scrolls sideways`)
          .toBeLessThanOrEqual(0)
        expect.soft(await violationsOf(page), `${at}，${button}`).toEqual([])
        await page.keyboard.press('Escape')
        await expect(dialog).toBeHidden()
      }
    }
    await page.close()
  }
}

/** Pages of the application that no round visits. */
export function unvisited(...rounds: Record<string, Round>[]): string[] {
  const visited = rounds
    .flatMap((round) => Object.values(round))
    .flatMap(({ visits }) => visits.map(({ path }) => path.replace(/\?.*/, '')))
  return Object.keys(doors)
    .filter((door) => door.startsWith('page '))
    .map((door) => door.slice('page '.length))
    .filter((page) => {
      const address = page
        .replace(/\[act\]/g, '\\w+')
        .replace(/\[period\]/g, '\\d{4}Q[1-4]')
        .replace(/\[\w+\]/g, '[0-9a-f-]{36}')
      return !visited.some((path) => new RegExp(`^${address}$`).test(path))
    })
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
