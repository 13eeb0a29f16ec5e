import { openDialog } from './support/dialogs'
import { expect, phone, test } from './support/test'
import { dispatched } from './support/world'

test('urging reaches those who have not answered, once in four hours', async ({ as, world }) => {
  const { task, copies } = await dispatched(world)
  const page = await as(world.officer)
  await page.goto(`/tasks/${task.id}`)
  const dialog = await openDialog(page, /^催办未完成的 2 份$/)
  await dialog.getByLabel('附一句话').fill('请在周五前签收')
  await dialog.getByRole('button', { name: '催办' }).click()
  await expect(dialog.getByText('已催办 2 份。')).toBeVisible()
  await dialog.getByRole('button', { name: '催办' }).click()
  await expect(dialog.getByText(/4 小时内刚催办过，为减轻打扰，请稍后再催/)).toBeVisible()
  const secretary = await as(world.secretaries[0], phone)
  await secretary.goto(copies[0].path)
  await expect(secretary.getByText('请在周五前签收')).toBeVisible()
})

test('a cancelled task leaves the to-do and says why', async ({ as, world }) => {
  const { task, copies } = await dispatched(world)
  const page = await as(world.officer)
  await page.goto(`/tasks/${task.id}`)
  const dialog = await openDialog(page, '撤销任务')
  await dialog.getByLabel('撤销原因').fill('与上级通知合并办理')
  await dialog.getByRole('button', { name: '撤销任务' }).click()
  await expect(page.getByText('与上级通知合并办理').last()).toBeVisible()
  const secretary = await as(world.secretaries[0], phone)
  await secretary.goto('/')
  await expect(secretary.getByText('没有要办的事')).toBeVisible()
  await secretary.goto(copies[0].path)
  await expect(secretary.getByText('已撤销').first()).toBeVisible()
  await expect(secretary.getByText('与上级通知合并办理')).toBeVisible()
})
