import type { Locator, Page } from '@playwright/test'
import { and, eq } from 'drizzle-orm'
import { notices, schemes, scorecardQuarters } from '@/db/schema'
import { dayOf, quarterOf } from '@/lib/period'
import {
  createPublishedScheme,
  judgedRule,
  testDocument,
  testLeaf,
} from '@/lib/scorecard/quarter/testing'
import { openDialog } from './support/dialogs'
import { expect, phone, test } from './support/test'
import { dayFromNow, type World } from './support/world'

test.setTimeout(240_000)

const period = quarterOf(dayOf(new Date()))

test('a quarter from its opening to 定稿, with an appeal that moves another branch, then a revision', async ({
  as,
  world,
}) => {
  await scheme(world)
  const [first, second] = world.branches
  const desk = await as(world.officer)
  await desk.goto('/scorecard/quarters')
  const opening = await openDialog(desk, '打开季度')
  await opening.getByLabel('季度').selectOption(period)
  await opening.getByRole('button', { name: '打开' }).click()
  await expect(desk).toHaveURL(/\/manage$/)
  const quarterId = desk.url().split('/').at(-2) ?? ''
  const manage = `/scorecard/${quarterId}/manage`

  await step(desk, '开始自评')
  const secretary = await as(world.secretaries[0], phone)
  await secretary.goto('/')
  await secretary.getByRole('link', { name: /自评$/ }).click()
  await secretary.getByLabel(/自评分/).fill('40')
  await secretary.getByLabel(/说明/).fill('材料都已报送')
  await secretary.getByLabel(/说明/).blur()
  await expect(secretary.getByText(/已保存。$/)).toBeVisible()
  await secretary.getByRole('button', { name: '提交自评' }).click()
  await expect(secretary.getByText(/自评已提交|已提交/).first()).toBeVisible()

  await step(desk, '转入初评')
  await desk.goto('/')
  await desk.getByRole('link', { name: /党建指数初评$/ }).click()
  await desk.getByRole('link', { name: first.name }).click()
  await expect(desk.getByText('支部自评 40.00 分：材料都已报送')).toBeVisible()
  await judged(desk, '2', '保存并评下一个')
  await expect(desk.getByRole('heading', { name: new RegExp(second.name) })).toBeVisible()
  await judged(desk, '1', '保存')
  await expect(desk.getByText('由您评分的都已评完')).toBeVisible()

  await desk.goto(manage)
  await step(desk, '发给支部核对')
  await secretary.goto('/')
  await secretary.getByRole('link', { name: /初评结果核对$/ }).click()
  await expect(secretary.getByText('初评比自评 −4.00')).toBeVisible()
  await secretary.getByRole('button', { name: '没有不同意见' }).click()
  await expect(secretary.getByText('没有不同意见').first()).toBeVisible()
  await passed(world, quarterId)
  await desk.goto(manage)
  await step(desk, '转入评议')
  await step(desk, '公示')

  await secretary.goto(`/scorecard/${quarterId}/verify/${first.id}`)
  await secretary.getByRole('link', { name: '申诉', exact: true }).first().click()
  await secretary.getByLabel('事实和理由').fill('两次材料均在时限内报送，签收记录可查。')
  await secretary.getByRole('button', { name: '提交申诉' }).click()
  await expect(secretary.getByText('等待裁定')).toBeVisible()

  const colleague = await as(world.colleague)
  await colleague.goto(`/scorecard/${quarterId}/appeals`)
  await colleague.getByRole('link', { name: first.name }).click()
  await colleague.getByLabel('撤销这条分录').check()
  await colleague.getByRole('button', { name: '看影响' }).click()
  const effect = colleague.getByRole('table', { name: '这个决定的影响' })
  await expect(effect.getByText('36.00 → 40.00')).toBeVisible()
  await expect(effect.getByRole('row', { name: new RegExp(second.name) })).toContainText(
    '第 1 → 第 2',
  )
  await colleague.getByLabel('决定的理由').fill('签收记录属实，撤销该分录')
  await colleague.getByRole('button', { name: '确认：撤销这条分录' }).click()
  await expect(colleague.getByText('撤销原分录')).toBeVisible()

  await desk.goto(manage)
  await correct(desk, '申诉更正了一条分录')
  const told = await world.db
    .select({ id: notices.id })
    .from(notices)
    .where(and(eq(notices.personId, world.secretaries[1].id), eq(notices.kind, 'score_moved')))
  expect(told).toHaveLength(1)
  await frozen(desk, world, quarterId, '西岭信通党委纪要〔2026〕9号')

  await step(desk, '开修订版', '巡察发现初评依据有误')
  await desk.goto(`/scorecard/${quarterId}/judge/${second.id}?indicator=1`)
  await desk.getByLabel('次数').first().fill('3')
  await desk.getByRole('textbox', { name: /^说明/ }).fill('巡察发现漏计两次')
  await desk.getByRole('button', { name: '保存', exact: true }).click()
  await expect(desk).toHaveURL(/\/judge\?/)
  await expect(async () => {
    await desk.goto(manage)
    await expect(desk.getByText('更正公示', { exact: true }).first()).toBeVisible({ timeout: 1000 })
  }).toPass()
  await correct(desk, '巡察发现漏计两次')
  await frozen(desk, world, quarterId, '西岭信通党委纪要〔2026〕11号')
  await desk.goto(`/scorecard/${quarterId}/verify/${second.id}`)
  const kept = desk.getByRole('table', { name: '留存的各次结果' })
  await expect(kept.getByRole('row', { name: /^定稿/ })).toContainText('38.00')
  await expect(kept.getByRole('row', { name: /第 2 修订版 · 定稿/ })).toContainText('34.00')
})

/** One indicator of 40 points, judged by the Party office: 2.00 points for each late paper. */
async function scheme(world: World): Promise<void> {
  const id = await createPublishedScheme(world.db, world.committee, {
    document: testDocument({ indicators: [testLeaf('1', 4000, [judgedRule])] }),
    by: world.officer,
  })
  await world.db
    .update(schemes)
    .set({ year: Number(period.slice(0, 4)) })
    .where(eq(schemes.id, id))
}

/** Takes the step that comes next, with its days as they are offered. */
async function step(desk: Page, label: string, reason?: string): Promise<void> {
  const dialog = await openDialog(desk, label)
  if (reason) {
    await dialog.getByLabel('理由').fill(reason)
  }
  await confirm(desk, dialog, label)
}

async function confirm(desk: Page, dialog: Locator, label: string): Promise<void> {
  await dialog.getByRole('button', { name: label, exact: true }).click()
  const trigger = desk.locator('summary').filter({ hasText: new RegExp(`^${label}$`) })
  await expect(trigger).toHaveCount(0)
  // The next step is never one press away in the dialog of this one.
  await expect(desk.locator('dialog:modal')).toHaveCount(0)
}

async function correct(desk: Page, reason: string): Promise<void> {
  const dialog = await openDialog(desk, '更正公示')
  await dialog.getByLabel('理由').fill(reason)
  await dialog.getByRole('button', { name: '更正公示', exact: true }).click()
  await expect(desk.getByText('公示期满后才能登记审定。')).toBeVisible()
}

async function frozen(desk: Page, world: World, quarterId: string, minutes: string): Promise<void> {
  await passed(world, quarterId)
  await desk.reload()
  const dialog = await openDialog(desk, '登记审定')
  await dialog.getByLabel('党委会议纪要编号').fill(minutes)
  await confirm(desk, dialog, '登记审定')
  await step(desk, '定稿')
  await expect(desk.getByText(`${minutes}，`)).toBeVisible()
}

async function judged(desk: Page, count: string, label: string): Promise<void> {
  await desk.getByLabel('次数').first().fill(count)
  await desk.getByLabel('事项').first().fill('月报迟报')
  await desk.getByRole('button', { name: label, exact: true }).click()
}

/** 核对 and 公示 last working days; here their last day was yesterday. */
async function passed(world: World, quarterId: string): Promise<void> {
  const yesterday = dayFromNow(-1)
  await world.db
    .update(scorecardQuarters)
    .set({ verificationEndsOn: yesterday, publicationEndsOn: yesterday })
    .where(eq(scorecardQuarters.id, quarterId))
}
