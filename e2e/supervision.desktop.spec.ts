import { openDialog } from './support/dialogs'
import { accepted, submitted } from './support/stages'
import { expect, phone, test } from './support/test'
import { dayFromNow, dispatched, type World } from './support/world'

const titles = {
  late: '逾期的任务',
  behind: '过半的任务',
  soon: '将到期的任务',
  handedIn: '已交的任务',
}

/** One copy each: past its due, with most of its time gone, due soon, and handed in. */
async function workOfAllLights(world: World): Promise<void> {
  const organisationIds = [world.branches[0].id]
  const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000)
  await dispatched(
    world,
    { title: titles.late, organisationIds, dueOn: dayFromNow(-1) },
    daysAgo(9),
  )
  await dispatched(
    world,
    { title: titles.behind, organisationIds, dueOn: dayFromNow(10) },
    daysAgo(30),
  )
  await dispatched(world, { title: titles.soon, organisationIds, dueOn: dayFromNow(2) })
  const { copies } = await dispatched(world, { title: titles.handedIn, organisationIds })
  await accepted(world, copies[0])
  await submitted(world, copies[0])
}

test('督导 filters in its address, with a word for every light', async ({ as, world }) => {
  await workOfAllLights(world)
  const page = await as(world.officer)
  await page.goto('/supervision')
  const table = page.getByRole('table', { name: '督导' })
  const rows = table.getByRole('row').filter({ has: page.getByRole('rowheader') })
  const rowOf = (title: string) => rows.filter({ hasText: title })
  await expect(rows).toHaveCount(4)
  await expect(rowOf(titles.late)).toContainText('逾期')
  await expect(rowOf(titles.behind)).toContainText('落后')
  await expect(rowOf(titles.soon)).toContainText(/剩 \d/)
  await expect(rowOf(titles.handedIn)).toContainText('待审核')

  const chips = page.getByRole('navigation', { name: '按状态' })
  for (const [chip, show, only] of [
    ['逾期', 'late', titles.late],
    ['落后序时进度', 'behind', titles.behind],
    ['等待审核', 'submitted', titles.handedIn],
  ] as const) {
    await chips.getByRole('link', { name: chip }).click()
    await expect(page).toHaveURL(new RegExp(`show=${show}`))
    await expect(rows).toHaveCount(1)
    await expect(rowOf(only)).toBeVisible()
  }
  await page.reload()
  await expect(rowOf(titles.handedIn)).toBeVisible()
  await page.getByLabel('找党组织').fill('没有这样的党支部')
  await page.getByLabel('找党组织').press('Enter')
  await expect(page).toHaveURL(/show=submitted.*q=|q=.*show=submitted/)
  await expect(page.getByText('这个条件下没有')).toBeVisible()
})

test('urging what a filter lists spares those urged a while ago', async ({ as, world }) => {
  await workOfAllLights(world)
  const page = await as(world.officer)
  await page.goto('/supervision?show=unaccepted')
  const dialog = await openDialog(page, /^催办这 3 份$/)
  await dialog.getByLabel('附一句话').fill('请本周内签收办理')
  await dialog.getByRole('button', { name: '催办' }).click()
  await expect(dialog.getByText('已催办 3 份。')).toBeVisible()
  await dialog.getByRole('button', { name: '催办' }).click()
  await expect(dialog.getByText(/小时内刚催办过，为减轻打扰，请稍后再催/)).toBeVisible()
  const secretary = await as(world.secretaries[0], phone)
  await secretary.goto('/notices')
  await expect(secretary.getByText('请本周内签收办理')).toHaveCount(3)
})

test('rows are ticked and urged together', async ({ as, world }) => {
  await workOfAllLights(world)
  const page = await as(world.officer)
  await page.goto('/supervision')
  await expect(page.getByRole('button', { name: '催办选中的' })).toBeHidden()
  await expect(page.getByRole('checkbox')).toHaveCount(3)
  await page.getByRole('checkbox', { name: new RegExp(titles.late) }).check()
  await page.getByRole('checkbox', { name: new RegExp(titles.soon) }).check()
  await expect(page.getByText('已选 2 份')).toBeVisible()
  await page.getByRole('button', { name: '催办选中的' }).click()
  await expect(page.getByText('已催办 2 份。')).toBeVisible()
  await expect(page.getByRole('row').filter({ hasText: '催过' })).toHaveCount(2)
})
