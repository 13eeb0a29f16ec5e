import { formatDay } from '@/lib/format'
import { openDialog } from './support/dialogs'
import { accepted } from './support/stages'
import { expect, phone, test } from './support/test'
import { dayFromNow, dispatched } from './support/world'

test('an extension is asked for, granted, and the due moves', async ({ as, world }) => {
  const { copies } = await dispatched(world)
  await accepted(world, copies[0])
  const later = `${formatDay(dayFromNow(20), new Date())} 18:00`
  const pocket = await as(world.secretaries[0], phone)
  await pocket.goto(copies[0].path)
  const asking = await openDialog(pocket, '申请延期')
  await asking.getByLabel('申请延到').fill(dayFromNow(20))
  await asking.getByLabel('原因').fill('外勤班组月底才能集中')
  await asking.getByRole('button', { name: '申请延期' }).click()
  await expect(pocket.getByText(`申请延到 ${later}`)).toBeVisible()
  await expect(pocket.getByText(`${later} 截止`)).toBeHidden()

  const desk = await as(world.officer)
  await desk.goto('/')
  await desk.getByRole('link', { name: /申请延期$/ }).click()
  await expect(desk).toHaveURL(new RegExp(`${copies[0].path}$`))
  await expect(desk.getByText(/外勤班组月底才能集中/).first()).toBeVisible()
  const answer = await openDialog(desk, '答复')
  await answer.getByRole('radio', { name: '同意', exact: true }).check()
  await answer.getByRole('button', { name: '答复' }).click()
  await expect(desk.getByText(`${later} 截止`).first()).toBeVisible()

  await pocket.goto('/')
  await expect(pocket.getByText(`${later} 截止`)).toBeVisible()
})

test('退办 stops the clock until it is answered; refused, the work goes on', async ({
  as,
  world,
}) => {
  const { copies } = await dispatched(world)
  await accepted(world, copies[0])
  const pocket = await as(world.secretaries[0], phone)
  await pocket.goto(copies[0].path)
  const asking = await openDialog(pocket, /^申请退办/)
  await asking.getByLabel('原因').fill('这项工作由技术支撑中心负责')
  await asking.getByRole('button', { name: '提出申请' }).click()
  await expect(pocket.getByText('暂停计时').first()).toBeVisible()
  await expect(pocket.getByLabel('完成情况')).toBeHidden()

  const desk = await as(world.officer)
  await desk.goto(copies[0].path)
  const answer = await openDialog(desk, '答复')
  await answer.getByRole('radio', { name: '不同意' }).check()
  await answer.getByRole('button', { name: '答复' }).click()
  await expect(answer.getByText('不同意时请写明理由').last()).toBeVisible()
  await answer.getByLabel('答复').last().fill('网络安全由贵支部牵头')
  await answer.getByRole('button', { name: '答复' }).click()
  await expect(desk.getByText(/网络安全由贵支部牵头/).first()).toBeVisible()

  await pocket.reload()
  await expect(pocket.getByText(/网络安全由贵支部牵头/).first()).toBeVisible()
  await expect(pocket.getByText('暂停计时')).toBeHidden()
  await expect(pocket.getByLabel('完成情况')).toBeVisible()
})

test('撤回 ends one copy and leaves the others', async ({ as, world }) => {
  const { copies, task } = await dispatched(world)
  const desk = await as(world.officer)
  await desk.goto(copies[0].path)
  const dialog = await openDialog(desk, '撤回这一份')
  await dialog.getByLabel('撤回原因').fill('本季度已单独部署')
  await dialog.getByRole('button', { name: '撤回' }).click()
  await expect(desk.getByText('本季度已单独部署').first()).toBeVisible()
  const [first, second] = [
    await as(world.secretaries[0], phone),
    await as(world.secretaries[1], phone),
  ]
  await first.goto('/')
  await expect(first.getByText('没有要办的事')).toBeVisible()
  await first.goto(copies[0].path)
  await expect(first.getByText('本季度已单独部署').first()).toBeVisible()
  await expect(first.getByRole('button', { name: '签收' })).toBeHidden()
  await second.goto('/')
  await expect(second.getByRole('link', { name: task.title })).toBeVisible()
})
