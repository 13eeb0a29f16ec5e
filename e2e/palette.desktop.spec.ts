import { expect, test } from './support/test'
import { dispatched } from './support/world'

test('the palette opens, finds by initials and goes, all from the keyboard', async ({
  as,
  world,
}) => {
  const { task } = await dispatched(world)
  const page = await as(world.officer)
  await page.goto('/tasks')
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog', { name: '快速前往' })).toBeVisible()
  await page.keyboard.type('djzs')
  await expect(page.getByRole('option', { name: /党建指数/ })).toHaveAttribute(
    'aria-selected',
    'true',
  )
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/scorecard$/)

  await page.keyboard.press('Control+k')
  await page.keyboard.type('wlaq')
  await expect(page.getByRole('option', { name: /网络安全党支部/ }).first()).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog', { name: '快速前往' })).toBeHidden()

  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: '找任务' }).fill('学习计划')
  await expect(page.getByRole('option', { name: new RegExp(task.title) })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`/tasks/${task.id}`))
})
