import type { Page } from '@playwright/test'
import { dayOf, quarterOf } from '@/lib/period'
import { expect } from './test'
import type { World } from './world'

/** Waits until a job has posted an entry of the first branch, and follows it back to its task. */
export async function followEntry(
  desk: Page,
  { branches }: World,
  entry: { points: string; title: string; taskPath: string },
): Promise<void> {
  const period = quarterOf(dayOf(new Date()))
  const ledger = desk.getByRole('table', { name: '分录' })
  await expect(async () => {
    await desk.goto(`/scorecard?period=${period}&organisation=${branches[0].id}`)
    await expect(ledger).toBeVisible({ timeout: 1000 })
  }).toPass({ timeout: 20_000 })
  await expect(ledger.getByText(entry.points)).toBeVisible()
  await ledger.getByRole('link', { name: entry.title }).click()
  await expect(desk).toHaveURL(new RegExp(`${entry.taskPath}/assignments/`))
}
