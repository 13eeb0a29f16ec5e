import { openDialog, openMore } from './support/dialogs'
import { expectReceiptToAddUp } from './support/receipt'
import { expect, phone, test } from './support/test'
import { dispatched } from './support/world'

test('补充下达 reaches another branch, with a receipt of its own', async ({ as, world }) => {
  const [held, added] = world.branches
  const { task } = await dispatched(world, { organisationIds: [held.id] })
  const desk = await as(world.officer)
  await desk.goto(`/tasks/${task.id}`)
  await openMore(desk)
  await desk.getByRole('link', { name: '补充下达' }).click()
  await desk.getByText('逐个选择党组织').click()
  await desk.getByLabel(held.name).check()
  await desk.getByLabel(added.name).check()
  await desk.getByRole('button', { name: '下一步：看影响' }).click()
  const effect = desk.getByRole('list', { name: '补充下达的影响' })
  await expect(effect).toContainText(/1\s*个?\s*新增党组织/)
  await desk.getByText('已有这项任务的 1 个').click()
  await expect(desk.getByRole('listitem').filter({ hasText: held.name })).toBeVisible()
  await desk.getByRole('link', { name: '修改' }).click()
  await expect(desk.getByLabel(added.name)).toBeChecked()
  await desk.getByRole('button', { name: '下一步：看影响' }).click()
  await desk.getByRole('button', { name: '确认补充下达' }).click()

  await expect(desk.getByRole('heading', { name: /^下达回执 \d{4}Q\d-\d{4}/ })).toBeVisible()
  const receipts = desk.getByRole('navigation', { name: '回执' })
  await expect(receipts.locator('[aria-current]')).toHaveText(/再次下达/)
  await expectReceiptToAddUp(desk, 1)
  await expect(desk.getByRole('cell', { name: added.name }).first()).toBeVisible()
  await expect(desk.getByRole('cell', { name: held.name })).toBeHidden()

  const secretary = await as(world.secretaries[1], phone)
  await secretary.goto('/')
  await expect(secretary.getByRole('link', { name: task.title })).toBeVisible()
  await desk.goto(`/tasks/${task.id}`)
  await openDialog(desk, /^催办未完成的 2 份$/)
})
