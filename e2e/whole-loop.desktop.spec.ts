import type { Page } from '@playwright/test'
import { eq } from 'drizzle-orm'
import { dispatches } from '@/db/schema'
import { openDialog } from './support/dialogs'
import { expectReceiptToAddUp } from './support/receipt'
import { followEntry } from './support/scores'
import { signIn } from './support/sign-in'
import { expect, type Opens, phone, test } from './support/test'
import { givePassword, restDay, type World } from './support/world'

const title = '报送四季度学习计划'

test.setTimeout(120_000)

test('a task goes the whole way round, from the form to the score entry', async ({ as, world }) => {
  await givePassword(world.db, world.officer)
  const desk = await as(null)
  const taskPath = await test.step('the officer writes it and sends it out', () =>
    sendOut(desk, as, world))
  const pocket = await as(world.secretaries[0], phone)
  await test.step('the secretary signs for it, delegates and hands in', () => handIn(pocket))
  await test.step('the officer returns it', () => giveBack(desk))
  await test.step('the secretary sees why and hands in again', () => handInAgain(pocket))
  await test.step('the officer approves and evaluates', () => evaluate(desk))
  await test.step('the entry leads back to the task', () =>
    followEntry(desk, world, { points: '+2.50 分', title, taskPath }))
  await pocket.reload()
  const history = pocket.getByRole('list', { name: '办理经过' })
  await expect(history.locator('> li')).toHaveText([
    /评价：优，\+2\.50 分.*周岚 · \d+月\d+日 \d\d:\d\d/,
    /审核通过.*周岚 · /,
    /提交第 2 版 · 按时.*王敏 · /,
    /退回：请写明每次学习的负责人.*周岚 · /,
    /提交第 1 版 · 按时.*王敏 · /,
    /委托 陈晓 承办.*王敏 · /,
    /签收.*王敏 · /,
    /下达.*周岚 · .*回执 /,
  ])
})

async function sendOut(desk: Page, as: Opens, world: World): Promise<string> {
  await desk.goto('/tasks/new')
  await signIn(desk, world.officer)
  await expect(desk.getByRole('heading', { name: '新建任务' })).toBeVisible()
  await desk.getByLabel('任务名称').fill(title)
  await desk.getByLabel('任务要求').fill('请报送学习计划，写明时间、主题和负责人。')
  await desk.getByLabel('提交时必须附佐证材料').check()
  await desk.getByLabel('截止日期').fill(restDay())
  await desk.getByLabel('一个支部约需').fill('45')
  await desk.getByLabel('全部党支部').check()
  await desk.getByLabel('计入党建指数').check()
  await desk.getByRole('button', { name: '保存，看下达效果' }).click()
  await expect(desk.getByRole('heading', { name: title })).toBeVisible()
  await expect(desk.getByRole('list', { name: '下达的影响' }).getByRole('listitem')).toHaveText([
    '2个党组织',
    '0人直接交办到人',
    '2人收到通知',
    '1条预计短信',
    '1.5小时全公司预计工时',
  ])
  await expect(desk.getByText(/^截止日是休息日/).first()).toBeVisible()
  await expect(desk.getByText(/^1 人没有手机号/).first()).toBeVisible()
  await pressTwice(desk, as, world)
  return new URL(desk.url()).pathname.replace('/receipt', '')
}

/** Two tabs and a double-click give one dispatch and one receipt. */
async function pressTwice(desk: Page, as: Opens, world: World): Promise<void> {
  const other = await as(world.officer)
  await other.goto(desk.url())
  const [dialog, same] = [await openDialog(desk, '下达'), await openDialog(other, '下达')]
  await expect(dialog.getByText('将向 2 个党组织、2 人下达，预计 1 条短信')).toBeVisible()
  await dialog.getByRole('button', { name: '确认下达' }).dblclick()
  await expect(desk.getByRole('heading', { name: /下达回执 \d{4}Q\d-\d{4}/ })).toBeVisible()
  await same.getByRole('button', { name: '确认下达' }).click()
  await expect(other).toHaveURL(desk.url())
  const taskId = desk.url().split('/').at(-2) ?? ''
  expect(await world.db.$count(dispatches, eq(dispatches.taskId, taskId))).toBe(1)
  await expectReceiptToAddUp(desk, 2)
  await expect(desk.getByText('有 1 人没有收到短信')).toBeVisible()
}

async function handIn(pocket: Page): Promise<void> {
  await pocket.goto('/')
  await expect(pocket.getByRole('heading', { level: 1 })).toContainText('1 件待办，先做这件')
  await pocket.getByRole('button', { name: '签收' }).click()
  await pocket.getByRole('link', { name: '填写', exact: true }).click()
  const dialog = await openDialog(pocket, '委托他人')
  await dialog.getByLabel('承办人').selectOption('陈晓')
  await dialog.getByLabel('说明').fill('请周五前写好初稿')
  await dialog.getByRole('button', { name: '委托' }).click()
  await expect(dialog.getByText('已委托，承办人会收到通知。')).toBeVisible()
  await dialog.getByRole('button', { name: '关闭' }).click()
  await pocket.getByLabel('完成情况').fill('10月、11月各学一次。')
  await pocket.getByRole('button', { name: '提交' }).click()
  await expect(pocket.getByText(/这项任务需要佐证材料/)).toBeVisible()
  await expect(pocket.getByLabel('完成情况')).toHaveValue('10月、11月各学一次。')
  await upload(pocket)
  await pocket.getByRole('button', { name: '提交' }).click()
  await expect(pocket.getByText('现在轮到审核人')).toBeVisible()
}

async function upload(pocket: Page): Promise<void> {
  await pocket.getByLabel('密级说明').selectOption('涉及国家秘密')
  await expect(pocket.getByText(/涉及国家秘密的材料不能上传到本系统/)).toBeVisible()
  await pocket.getByLabel('密级说明').selectOption('内部资料')
  await expect(pocket.getByText(/涉及国家秘密的材料不能上传到本系统/)).toBeHidden()
  await pocket.getByLabel('选择文件').setInputFiles({
    name: '学习计划.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('十月：学习党章'),
  })
  await expect(pocket.getByText('已传好 ·')).toBeVisible()
}

async function giveBack(desk: Page): Promise<void> {
  await desk.goto('/')
  await desk.getByRole('link', { name: '网络安全党支部' }).click()
  await expect(desk.getByRole('link', { name: /学习计划\.txt/ }).first()).toBeVisible()
  const dialog = await openDialog(desk, '退回修改')
  await dialog.getByLabel('需要改什么').fill('请写明每次学习的负责人')
  await dialog.getByRole('button', { name: '退回' }).click()
  await expect(desk.getByText('退回：请写明每次学习的负责人')).toBeVisible()
}

async function handInAgain(pocket: Page): Promise<void> {
  await pocket.goto('/')
  await expect(pocket.getByText('需要改：请写明每次学习的负责人')).toBeVisible()
  await pocket.getByRole('link', { name: '继续填写' }).click()
  await expect(pocket.getByLabel('完成情况')).toHaveValue('10月、11月各学一次。')
  await pocket.getByLabel('完成情况').fill('10月王敏、11月陈晓，各主持一次。')
  await pocket.getByRole('button', { name: '提交' }).click()
  await expect(pocket.getByText('现在轮到审核人')).toBeVisible()
}

async function evaluate(desk: Page): Promise<void> {
  await desk.reload()
  const dialog = await openDialog(desk, '通过')
  await dialog.getByRole('button', { name: '审核通过' }).click()
  await desk.getByRole('radio', { name: '优' }).check()
  await desk.getByLabel('分值').fill('2.50')
  await desk.getByLabel('评语').fill('计划具体')
  await desk.getByRole('button', { name: '评价', exact: true }).click()
  await expect(desk.getByText('评价：优，+2.50 分')).toBeVisible()
}
