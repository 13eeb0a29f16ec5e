import { formatClock } from '@/lib/format'
import { openDialog } from './support/dialogs'
import { expect, test } from './support/test'
import { dispatched } from './support/world'

test('a 签收 by telephone is noted by one officer and confirmed by another', async ({
  as,
  world,
}) => {
  const { copies } = await dispatched(world)
  const page = await as(world.officer)
  await page.goto(copies[1].path)
  const dialog = await openDialog(page, '代录签收')
  await dialog.getByRole('radio', { name: '电话' }).check()
  await dialog.getByLabel('支部办理人').selectOption('李建国')
  await dialog.getByLabel('实际时间').fill('23:59')
  await dialog.getByLabel('代录原因').fill('外勤无网络，电话报告')
  await dialog.getByLabel('实际日期').fill('2090-01-01')
  await dialog.getByRole('button', { name: '代录签收' }).click()
  await expect(dialog.getByText(/办理时间不能晚于现在.*填写的内容还在/)).toBeVisible()
  await expect(dialog.getByLabel('代录原因')).toHaveValue('外勤无网络，电话报告')
  await expect(dialog.getByLabel('支部办理人')).not.toHaveValue('')
  await page.reload()

  const again = await openDialog(page, '代录签收')
  await again.getByRole('radio', { name: '电话' }).check()
  await again.getByLabel('支部办理人').selectOption('李建国')
  await again.getByLabel('实际时间').fill(formatClock(new Date()))
  await again.getByLabel('代录原因').fill('外勤无网络，电话报告')
  await again.getByRole('button', { name: '代录签收' }).click()
  await expect(page.getByText('签收（电话，代录）')).toBeVisible()
  await expect(page.getByText(/周岚 代录：外勤无网络，电话报告。待下达人确认/)).toBeVisible()
  await expect(page.getByRole('button', { name: '确认', exact: true })).toBeHidden()

  const other = await as(world.colleague)
  await other.goto(copies[1].path)
  await expect(other.getByText('代录的签收待确认')).toBeVisible()
  await other.getByRole('button', { name: '确认', exact: true }).click()
  await expect(other.getByText(/何静 已确认，按实际时间计算/)).toBeVisible()
})
