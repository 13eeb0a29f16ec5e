import { signIn } from './support/sign-in'
import { expect, test } from './support/test'
import { dispatched, givePassword } from './support/world'

test('another branch and a plain member find nothing', async ({ as, world }) => {
  const { copies } = await dispatched(world)
  const stranger = await as(world.secretaries[1])
  const answer = await stranger.goto(copies[0].path)
  expect(answer?.status()).toBe(404)
  await expect(stranger.getByRole('heading', { name: '没有找到这一页' })).toBeVisible()
  await stranger.goto(copies[1].path)
  await expect(stranger.getByRole('button', { name: '签收' })).toBeVisible()

  const member = await as(world.members[0])
  for (const path of [`/tasks/${copies[0].taskId}`, copies[0].path]) {
    expect((await member.goto(path))?.status(), path).toBe(404)
    await expect(member.getByRole('heading', { name: '没有找到这一页' })).toBeVisible()
  }
  for (const path of ['/tasks', '/tasks/new']) {
    expect((await member.goto(path))?.status(), path).toBe(403)
    await expect(member.getByRole('heading', { name: '您现在的职务不能办理这件事' })).toBeVisible()
  }
})

test('somebody not signed in goes to the sign-in page and back', async ({ as, world }) => {
  const [secretary] = world.secretaries
  await givePassword(world.db, secretary)
  const { copies } = await dispatched(world)
  const page = await as(null)
  await page.goto(copies[0].path)
  await expect(page).toHaveURL(/\/sign-in\?from=/)
  await page.getByLabel('工号', { exact: true }).fill(secretary.employeeNumber ?? '')
  await page.getByLabel('密码', { exact: true }).fill('不是这个密码吧')
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await expect(page.getByText(/工号或密码不对/)).toBeVisible()
  await signIn(page, secretary)
  await expect(page).toHaveURL(new RegExp(`${copies[0].path}$`))
  await expect(page.getByRole('button', { name: '签收' })).toBeVisible()
})
