import { expect, phone, test } from './support/test'
import { dispatched } from './support/world'

test('open work follows the post to the new secretary', async ({ as, world }) => {
  const [branch] = world.branches
  const [former] = world.secretaries
  const [member] = world.members
  const { copies, task } = await dispatched(world)
  const old = await as(former, phone)
  await old.goto('/')
  await expect(old.getByRole('link', { name: task.title })).toBeVisible()

  const desk = await as(world.officer)
  await desk.goto(`/organisation/${branch.id}/secretary`)
  await expect(desk.getByText('在办任务 1 项随职务移交')).toBeVisible()
  await desk.getByLabel('新任支部书记').fill(member.employeeNumber ?? '')
  await desk.getByLabel('依据').last().fill('支部党员大会选举')
  await desk.getByRole('button', { name: '更换并移交' }).click()
  await expect(desk.getByText(/陈晓已任支部书记，在办任务 1 项随职务移交/)).toBeVisible()
  await expect(desk.getByText(`现任：${former.name}`)).toBeHidden()

  // Losing a post ends the sessions that were opened with it.
  await old.goto('/')
  await expect(old).toHaveURL(/\/sign-in\?from=/)
  const again = await as(former, phone)
  await again.goto('/')
  await expect(again.getByText('没有要办的事')).toBeVisible()
  expect((await again.goto(copies[0].path))?.status()).toBe(404)
  const fresh = await as(member, phone)
  await fresh.goto('/')
  await fresh.getByRole('link', { name: task.title }).click()
  await expect(fresh.getByText(`现在轮到 ${member.name}`)).toBeVisible()
  await fresh.getByRole('button', { name: '签收' }).click()
  await expect(fresh.getByLabel('完成情况')).toBeVisible()
})
