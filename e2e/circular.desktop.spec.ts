import { openDialog, openMore } from './support/dialogs'
import { expect, phone, test } from './support/test'
import { dispatched } from './support/world'

test('情况通报 is drafted, changed, issued, and read by a secretary', async ({ as, world }) => {
  const { task } = await dispatched(world)
  const desk = await as(world.officer)
  await desk.goto(`/tasks/${task.id}`)
  await openMore(desk)
  await desk.getByRole('link', { name: '情况通报' }).click()
  await desk.getByRole('button', { name: '按现在的数据起草' }).click()
  await expect(desk).toHaveURL(/\/circulars\/[0-9a-f-]+$/)
  const sheet = desk.getByRole('article')
  await expect(sheet).toContainText('交办 2 个承办单位')
  const text = await desk.getByLabel('正文').inputValue()
  await desk.getByLabel('正文').fill(`${text}\n\n请尚未签收的党支部本周内签收。`)
  await desk.getByRole('button', { name: '保存' }).click()
  await expect(sheet).toContainText('请尚未签收的党支部本周内签收。')

  const pocket = await as(world.secretaries[0], phone)
  expect((await pocket.goto(desk.url()))?.status()).toBe(404)
  const dialog = await openDialog(desk, '发出')
  await dialog.getByRole('button', { name: '发出' }).click()
  await expect(sheet).toContainText(/〔\d{4}〕第\d+期/)
  await expect(desk.getByLabel('正文')).toBeHidden()

  await pocket.goto('/notices')
  await pocket.getByRole('button', { name: /^查看：关于/ }).click()
  await expect(pocket).toHaveURL(desk.url())
  await expect(pocket.getByRole('article')).toContainText('请尚未签收的党支部本周内签收。')
  await expect(pocket.getByRole('article')).toContainText(world.branches[1].name)
})
