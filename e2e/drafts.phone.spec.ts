import { accepted } from './support/stages'
import { expect, test } from './support/test'
import { dispatched } from './support/world'

test('what is being written survives a reload and a missing network', async ({ as, world }) => {
  const { copies } = await dispatched(world)
  await accepted(world, copies[0])
  const page = await as(world.secretaries[0])
  await page.goto(copies[0].path)
  await page.getByLabel('完成情况').fill('第一句。')
  await expect(page.getByText(/草稿 .* 已自动保存/)).toBeVisible()
  await page.reload()
  await expect(page.getByLabel('完成情况')).toHaveValue('第一句。')
  await page.context().setOffline(true)
  await page.getByLabel('完成情况').fill('第一句。第二句。')
  await expect(page.getByText(/草稿 .* 已保存在本机，联网后同步/)).toBeVisible()
  await page.context().setOffline(false)
  await expect(page.getByText(/草稿 .* 已自动保存/)).toBeVisible()
  const other = await as(world.secretaries[0])
  await other.goto(copies[0].path)
  await expect(other.getByLabel('完成情况')).toHaveValue('第一句。第二句。')
})

test('two devices that wrote show both texts, and nothing is lost', async ({ as, world }) => {
  const { copies } = await dispatched(world)
  await accepted(world, copies[0])
  const [one, two] = [await as(world.secretaries[0]), await as(world.secretaries[0])]
  await one.goto(copies[0].path)
  await two.goto(copies[0].path)
  await one.getByLabel('完成情况').fill('手机上写的')
  await expect(one.getByText(/草稿 .* 已自动保存/)).toBeVisible()
  await two.getByLabel('完成情况').fill('电脑上写的')
  await expect(two.getByText(/另一处在 .* 也写了内容，两份都在/)).toBeVisible()
  await expect(two.getByText('手机上写的')).toBeVisible()
  await expect(two.getByLabel('完成情况')).toHaveValue('电脑上写的')
  await two.getByRole('button', { name: '用那一份' }).click()
  await expect(two.getByLabel('完成情况')).toHaveValue('手机上写的')
})

test('signing out leaves no draft on the device', async ({ as, world }) => {
  const { copies } = await dispatched(world)
  await accepted(world, copies[0])
  const page = await as(world.secretaries[0])
  await page.goto(copies[0].path)
  await page.getByLabel('完成情况').fill('还没写完')
  await expect(page.getByText(/草稿 .* 已/)).toBeVisible()
  await page.goto('/me')
  await page.getByRole('button', { name: '退出登录' }).last().click()
  await expect(page.getByRole('heading', { name: '登录' })).toBeVisible()
  expect(await page.evaluate(countDrafts)).toBe(0)
})

/** Runs in the browser: how many drafts it keeps. */
function countDrafts(): Promise<number> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('linghang')
    opening.onerror = () => reject(opening.error)
    opening.onsuccess = () => {
      const counting = opening.result.transaction('drafts').objectStore('drafts').count()
      counting.onsuccess = () => resolve(counting.result)
      counting.onerror = () => reject(counting.error)
    }
  })
}
