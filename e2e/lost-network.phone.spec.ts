import { eq } from 'drizzle-orm'
import { submissions } from '@/db/schema'
import { accepted } from './support/stages'
import { expect, test } from './support/test'
import { dispatched } from './support/world'

const refusal = '没有连上服务器，填写的内容还在。请检查网络后再按一次，不会重复提交。'

test('a hand-in without a network keeps the text and goes out later, once', async ({
  as,
  world,
}) => {
  const { copies } = await dispatched(world)
  await accepted(world, copies[0])
  const page = await as(world.secretaries[0])
  await page.goto(copies[0].path)
  await page.getByLabel('完成情况').fill('已完成学习')
  await page.context().setOffline(true)
  await page.getByRole('button', { name: '提交' }).click()
  await expect(page.getByText(refusal)).toBeVisible()
  await expect(page.getByLabel('完成情况')).toHaveValue('已完成学习')
  await page.context().setOffline(false)
  await page.getByRole('button', { name: '提交' }).click()
  await expect(page.getByText('现在轮到审核人')).toBeVisible()
  expect(await world.db.$count(submissions, eq(submissions.stepId, copies[0].stepId))).toBe(1)
})

test('a hand-in whose answer was lost on the way is not made twice', async ({ as, world }) => {
  const { copies } = await dispatched(world)
  const [copy] = copies
  await accepted(world, copy)
  const page = await as(world.secretaries[0])
  await page.goto(copy.path)
  await page.getByLabel('完成情况').fill('已完成学习')
  let isLost = false
  await page.route(`**${copy.path}`, async (route) => {
    const isHandIn = route.request().method() === 'POST' && !isLost
    if (isHandIn) {
      isLost = true
      await route.fetch()
      await route.abort('connectionreset')
    } else {
      await route.continue()
    }
  })
  await page.getByRole('button', { name: '提交' }).click()
  await expect(page.getByText(refusal)).toBeVisible()
  await page.getByRole('button', { name: '提交' }).click()
  await expect(page.getByText('现在轮到审核人')).toBeVisible()
  expect(await world.db.$count(submissions, eq(submissions.stepId, copy.stepId))).toBe(1)
})
