import type { Locator, Page } from '@playwright/test'
import { openDialog } from './support/dialogs'
import { approvedAll } from './support/stages'
import { expect, phone, test } from './support/test'
import { dayFromNow } from './support/world'

test.setTimeout(120_000)

// Last year's plan: whatever of it is not done is late on any day the test runs.
const year = Number(dayFromNow(0).slice(0, 4)) - 1

test('a milestone gets a task, and the year shows what is done and what is behind', async ({
  as,
  world,
}) => {
  const desk = await as(world.officer)
  await desk.goto(`/plan?year=${year}`)
  await desk.getByRole('button', { name: '开始编制' }).click()
  const objective = await openDialog(desk, '新增目标')
  await objective.getByLabel('目标', { exact: true }).fill('推进党支部标准化建设')
  await objective.getByLabel('衡量标准').fill('全部支部完成自查')
  await saveAndClose(objective)
  await expect(desk.getByRole('heading', { name: /推进党支部标准化建设/ })).toBeVisible()
  await addMilestone(desk, '完成自查', 2)
  await addMilestone(desk, '完成整改', 4)
  await (await openDialog(desk, '发布')).getByRole('button', { name: '发布' }).click()
  const behind = desk.getByText(/^逾期和落后的 \d+ 个节点$/)
  await expect(behind).toHaveText('逾期和落后的 2 个节点')

  await desk.getByRole('link', { name: '完成自查' }).first().click()
  await desk.getByRole('link', { name: '新建任务' }).click()
  await expect(desk.getByLabel('任务名称')).toHaveValue('完成自查')
  await desk.getByLabel('截止日期').fill(dayFromNow(14))
  await desk.getByLabel('全部党支部').check()
  await desk.getByRole('button', { name: '保存，看下达效果' }).click()
  await (await openDialog(desk, '下达')).getByRole('button', { name: '确认下达' }).click()
  await expect(desk.getByRole('heading', { name: /下达回执/ })).toBeVisible()
  await approvedAll(world, desk.url().split('/').at(-2) ?? '')

  await desk.goto(`/plan?year=${year}`)
  await desk.getByRole('link', { name: '完成自查' }).first().click()
  await expect(desk).toHaveURL(/\/plan\/milestones\//)
  await expect(desk.getByText('任务已办完，待登记完成').first()).toBeVisible()
  await expect(desk.getByRole('rowheader', { name: '完成自查' })).toBeVisible()
  const declaring = await openDialog(desk, '登记完成')
  await declaring.getByLabel('完成情况').fill('两个党支部都已完成自查。')
  await declaring.getByRole('button', { name: '登记完成' }).click()
  await expect(desk.getByText('已完成').first()).toBeVisible()

  const secretary = await as(world.secretaries[0], phone)
  for (const page of [desk, secretary]) {
    await page.goto(`/plan?year=${year}`)
    await expect(page.getByText('逾期和落后的 1 个节点')).toBeVisible()
    await expect(page.getByText(`完成 1 / 2 个节点`)).toBeVisible()
    await expect(page.getByRole('link', { name: '完成整改' }).first()).toBeVisible()
  }
})

async function addMilestone(desk: Page, title: string, quarter: 2 | 4): Promise<void> {
  const dialog = await openDialog(desk, '加节点')
  await dialog.getByLabel('节点', { exact: true }).fill(title)
  await dialog.getByLabel('季度').selectOption(`${year}Q${quarter}`)
  await dialog.getByLabel('开始日期').fill(`${year}-${quarter === 2 ? '04' : '10'}-01`)
  await dialog.getByLabel('完成时限').fill(`${year}-${quarter === 2 ? '06-30' : '12-31'}`)
  await dialog.getByLabel('衡量标准').fill('两个党支部全部完成')
  await saveAndClose(dialog)
  await expect(desk.getByRole('link', { name: title }).first()).toBeVisible()
}

/** The dialog stays open for one more, and says what it has saved. */
async function saveAndClose(dialog: Locator): Promise<void> {
  await dialog.getByRole('button', { name: '保存' }).click()
  await expect(dialog.getByText(/^已保存/)).toBeVisible()
  await dialog.getByRole('button', { name: '关闭' }).click()
}
