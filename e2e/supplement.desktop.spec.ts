import { openDialog } from './support/dialogs'
import { expectReceiptToAddUp } from './support/receipt'
import { expect, phone, test } from './support/test'
import { dispatched } from './support/world'

test('补充下达 reaches another branch, with a receipt of its own', async ({ as, world }) => {
  const [held, added] = world.branches
  const { task } = await dispatched(world, { organisationIds: [held.id] })
  const desk = await as(world.officer)
  await desk.goto(`/tasks/${task.id}`)
  await desk.getByRole('link', { name: '补充下达' }).click()
  await desk.getByText('逐个选择党组织').click()
  await desk.getByLabel(held.name).check()
  await desk.getByLabel(added.name).check()
  await desk.getByRole('button', { name: '补充下达' }).click()
  const said = desk.getByText(/已补充下达，回执 .*已有这项任务，没有重复下达/)
  await expect(said).toContainText(held.name)
  const number = /\d{4}Q\d-\d{4}/.exec((await said.textContent()) ?? '')?.[0] ?? ''

  await desk.goto(`/tasks/${task.id}/receipt`)
  await expectReceiptToAddUp(desk, 1)
  await desk.getByRole('navigation', { name: '回执' }).getByRole('link', { name: number }).click()
  await expect(desk.getByRole('heading', { name: `下达回执 ${number}` })).toBeVisible()
  await expectReceiptToAddUp(desk, 1)
  await expect(desk.getByRole('cell', { name: added.name }).first()).toBeVisible()
  await expect(desk.getByRole('cell', { name: held.name })).toBeHidden()

  const secretary = await as(world.secretaries[1], phone)
  await secretary.goto('/')
  await expect(secretary.getByRole('link', { name: task.title })).toBeVisible()
  await desk.goto(`/tasks/${task.id}`)
  await openDialog(desk, /^催办未完成的 2 份$/)
})
