import { openDialog } from './support/dialogs'
import { approvedAll } from './support/stages'
import { expect, phone, test } from './support/test'
import { dayFromNow } from './support/world'

const title = '落实任期届满换届提醒'

test('立项 → a task on it → 办结 → 销号', async ({ as, world }) => {
  const desk = await as(world.officer)
  await desk.goto('/requirements/new')
  await desk.getByLabel('来源').selectOption('上级来文')
  await desk.getByLabel('文号或出处').fill('西岭电党〔2026〕41号')
  await desk.getByLabel('办结时限').fill(dayFromNow(30))
  await desk.getByLabel('标题').fill(title)
  await desk.getByLabel('内容').fill('任期将满的党支部提前做好换届准备。')
  await desk.getByRole('button', { name: '保存并编号' }).click()
  await expect(desk.getByRole('heading', { name: title })).toBeVisible()
  const requirement = desk.url()

  await desk.getByRole('link', { name: '新建任务' }).click()
  await expect(desk.getByLabel('任务名称')).toHaveValue(title)
  await desk.getByLabel('全部党支部').check()
  await desk.getByRole('button', { name: '保存，看下达效果' }).click()
  await (await openDialog(desk, '下达')).getByRole('button', { name: '确认下达' }).click()
  await expect(desk.getByRole('heading', { name: /下达回执/ })).toBeVisible()
  const task = new URL(desk.url()).pathname.replace('/receipt', '')

  await desk.goto(requirement)
  await expect(desk.getByRole('link', { name: title })).toHaveAttribute('href', new RegExp(task))
  const early = await openDialog(desk, '销号')
  await expect(early.getByText(/还有 1 项任务没有办结/)).toBeVisible()
  await expect(early.getByLabel('办理结果')).toBeHidden()

  await approvedAll(world, task.split('/').at(-1) ?? '')
  await desk.goto(task)
  await expect(desk.getByRole('link', { name: new RegExp(title) }).first()).toBeVisible()
  await (await openDialog(desk, '办结')).getByRole('button', { name: '办结' }).click()
  await expect(desk.getByText('已办结').first()).toBeVisible()
  await desk.goto(requirement)
  const closing = await openDialog(desk, '销号')
  await closing.getByLabel('办理结果').fill('两个党支部都已报送换届方案。')
  await closing.getByRole('button', { name: '销号' }).click()
  await expect(desk.getByText('已销号').first()).toBeVisible()
  await expect(desk.getByText('两个党支部都已报送换届方案。')).toBeVisible()
  await expect(desk.getByRole('link', { name: '新建任务' })).toBeHidden()
})

test('a branch proposes on a phone, and reads why it was declined', async ({ as, world }) => {
  const pocket = await as(world.secretaries[0], phone)
  await pocket.goto('/proposals/new')
  await pocket.getByLabel('需求', { exact: true }).fill('站点没有党员活动室')
  await pocket.getByLabel('具体情况').fill('班组常年在站点，集中学习要往返两小时。')
  await pocket.getByRole('button', { name: '提交需求' }).click()
  await expect(pocket.getByRole('heading', { name: '站点没有党员活动室' })).toBeVisible()
  await expect(pocket.getByText('党建部正在研究')).toBeVisible()

  const desk = await as(world.officer)
  await desk.goto('/proposals')
  await desk.getByRole('link', { name: '站点没有党员活动室' }).click()
  const dialog = await openDialog(desk, '不采纳')
  await dialog.getByLabel('理由').fill('明年站点整体搬迁，届时统一安排。')
  await dialog.getByRole('button', { name: '答复' }).click()
  await expect(desk.getByText('未采纳').first()).toBeVisible()

  await pocket.goto('/notices')
  await pocket.getByRole('button', { name: /^查看/ }).click()
  await expect(pocket.getByText('未采纳').first()).toBeVisible()
  await expect(pocket.getByText('明年站点整体搬迁，届时统一安排。')).toBeVisible()
})
