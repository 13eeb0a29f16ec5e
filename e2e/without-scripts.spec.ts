import { eq } from 'drizzle-orm'
import { submissions } from '@/db/schema'
import { signIn } from './support/sign-in'
import { expect, test } from './support/test'
import { dispatched, givePassword } from './support/world'

test('without scripts: sign in, sign for, a refused and a good hand-in, sign out', async ({
  as,
  world,
}) => {
  const [secretary] = world.secretaries
  await givePassword(world.db, secretary)
  const { copies } = await dispatched(world, { isEvidenceRequired: 'on' })
  const page = await as(null, { javaScriptEnabled: false })
  await page.goto('/')
  await signIn(page, secretary)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('1 件待办，先做这件')
  await page.getByRole('button', { name: '签收' }).click()
  await page.getByRole('link', { name: '填写', exact: true }).click()

  await page.getByLabel('完成情况').fill('已召开支委会')
  await page.getByRole('button', { name: '提交' }).click()
  await expect(page.getByText(/这项任务需要佐证材料.*填写的内容还在/)).toBeVisible()
  await expect(page.getByLabel('完成情况')).toHaveValue('已召开支委会')

  const file = { name: '纪要.txt', mimeType: 'text/plain', buffer: Buffer.from('会议纪要') }
  await page.getByLabel('选择文件').setInputFiles(file)
  await page.getByLabel('密级说明').selectOption('涉及国家秘密')
  await page.getByRole('button', { name: '提交' }).click()
  await expect(page.getByText(/涉及国家秘密的材料不能上传到本系统/)).toBeVisible()
  await expect(page.getByLabel('完成情况')).toHaveValue('已召开支委会')

  await page.getByLabel('选择文件').setInputFiles(file)
  await page.getByLabel('密级说明').selectOption('内部资料')
  await page.getByRole('button', { name: '提交' }).click()
  await expect(page.getByText('现在轮到审核人')).toBeVisible()
  await expect(page.getByRole('link', { name: /纪要\.txt/ }).first()).toBeVisible()
  expect(await world.db.$count(submissions, eq(submissions.stepId, copies[0].stepId))).toBe(1)

  await page.goto('/me')
  await page.getByRole('button', { name: '退出登录' }).last().click()
  await page.goto('/')
  await expect(page).toHaveURL(/\/sign-in\?from=/)
})
