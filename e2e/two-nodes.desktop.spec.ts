import type { Page } from '@playwright/test'
import { openDialog } from './support/dialogs'
import { formName, knownForm } from './support/forms'
import { followEntry } from './support/scores'
import { expect, phone, test } from './support/test'
import { dayFromNow } from './support/world'

const title = '报送支部活动情况'

test.setTimeout(120_000)

test('two nodes, the first with a form: from the draft to the score entry', async ({
  as,
  world,
}) => {
  const { formVersionId } = await knownForm(world)
  const desk = await as(world.officer)
  const taskPath = await test.step('the officer writes two nodes and sends them out', () =>
    sendOut(desk, formVersionId))
  const pocket = await as(world.secretaries[0], phone)
  await test.step('the secretary signs and fills in the form', () => fillIn(pocket))
  await test.step('the officer reads the report and approves', () => approve(desk))
  await test.step('the second node opens and is done without a review', () => finish(pocket))
  await test.step('the officer evaluates the whole', () => evaluate(desk))
  await test.step('the entry leads back to the task', () =>
    followEntry(desk, world, { points: '+1.50 分', title, taskPath }))
})

/** One node of the task form, by its place. */
function nodeAt(desk: Page, index: number) {
  return desk.getByRole('list', { name: '办理节点' }).getByRole('listitem').nth(index)
}

async function sendOut(desk: Page, formVersionId: string): Promise<string> {
  await desk.goto('/tasks/new')
  await desk.getByLabel('任务名称').fill(title)
  await desk.getByLabel('任务要求').fill('先填报三季度活动情况，再报一份总结。')
  await desk.getByRole('button', { name: '分成几个节点办理' }).click()
  const first = nodeAt(desk, 0)
  await first.getByLabel('节点名称').fill('填报情况')
  await first.getByLabel('截止日期').fill(dayFromNow(7))
  await first.getByText('填报表、活动、用时和评价标准').click()
  await first.getByLabel('填报表', { exact: false }).first().selectOption(formVersionId)
  const second = nodeAt(desk, 1)
  await second.getByLabel('节点名称').fill('报送总结')
  await second.getByLabel('截止日期').fill(dayFromNow(14))
  await second.getByLabel('由谁审核').selectOption('不需审核')
  await desk.getByLabel('全部党支部').check()
  await desk.getByLabel('计入党建指数').check()
  await desk.getByRole('button', { name: '保存，看下达效果' }).click()
  await expect(desk.getByRole('heading', { name: title })).toBeVisible()
  await expect(desk.getByText('每份 2 个节点')).toBeVisible()
  const dialog = await openDialog(desk, '下达')
  await dialog.getByRole('button', { name: '确认下达' }).click()
  await expect(desk.getByRole('heading', { name: /下达回执/ })).toBeVisible()
  return new URL(desk.url()).pathname.replace('/receipt', '')
}

async function fillIn(pocket: Page): Promise<void> {
  await pocket.goto('/')
  await pocket.getByRole('button', { name: '签收' }).click()
  await pocket.getByRole('link', { name: '填写', exact: true }).click()
  const form = pocket.getByRole('region', { name: formName })
  await expect(form.getByLabel('党员总数')).toHaveValue('3')
  await expect(form.getByText('已带出，请核对')).toBeVisible()
  await form.getByLabel('应到人数').fill('3')
  await form.getByLabel('实到人数').fill('两个人')
  await form.getByLabel('主要做法').fill('结合保供电开展')
  await form.getByLabel('开展日期').fill('2026-09-10')
  await form.getByRole('radio', { name: '集中学习' }).check()
  await pocket.getByRole('button', { name: '提交' }).click()
  await expect(form.getByText(/请填写数字/)).toBeVisible()
  await expect(pocket.getByText(/没有提交，填写的都还在/)).toBeVisible()
  await expect(form.getByLabel('实到人数')).toHaveValue('两个人')
  await expect(form.getByLabel('主要做法')).toHaveValue('结合保供电开展')
  await expect(form.getByRole('radio', { name: '集中学习' })).toBeChecked()
  await form.getByLabel('实到人数').fill('2')
  await expect(form.getByText('66.67')).toBeVisible()
  await pocket.getByRole('button', { name: '提交' }).click()
  await expect(pocket.getByText('现在轮到审核人')).toBeVisible()
}

async function approve(desk: Page): Promise<void> {
  await desk.goto('/')
  await desk.getByRole('link', { name: '网络安全党支部' }).click()
  await expect(desk.locator('#report').getByText('结合保供电开展')).toBeVisible()
  const dialog = await openDialog(desk, '通过')
  await dialog.getByRole('button', { name: '审核通过' }).click()
  await expect(desk.getByText('已完成 1 / 2')).toBeVisible()
}

async function finish(pocket: Page): Promise<void> {
  await pocket.goto('/')
  await pocket.getByRole('link', { name: '填写', exact: true }).click()
  const nodes = pocket.getByRole('list', { name: '办理节点' })
  await expect(nodes.locator('[aria-current=step]')).toContainText('报送总结')
  await pocket.getByLabel('完成情况').fill('三季度共开展两次活动。')
  await pocket.getByRole('button', { name: '提交' }).click()
  await expect(pocket.getByText('已完成 2 / 2')).toBeVisible()
  await pocket.goto('/')
  await expect(pocket.getByText('没有要办的事')).toBeVisible()
}

async function evaluate(desk: Page): Promise<void> {
  await desk.reload()
  await desk.getByRole('radio', { name: '优' }).check()
  await desk.getByLabel('分值').fill('1.50')
  await desk.getByRole('textbox', { name: '评语' }).fill('数据准确')
  await desk.getByRole('button', { name: '评价', exact: true }).click()
  await expect(desk.getByText('评价：优，+1.50 分')).toBeVisible()
}
