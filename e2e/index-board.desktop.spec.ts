import { openScoredQuarter } from './support/open-quarter'
import { expect, phone, test } from './support/test'

test.setTimeout(120_000)

test('from the board down to the evidence of an entry, and back', async ({ as, world }) => {
  const { quarterId, period, late } = await openScoredQuarter(world)
  const [branch] = world.branches
  const desk = await as(world.officer)
  await desk.goto(`/scorecard?period=${period}`)
  await expect(desk.getByRole('heading', { name: /同档不分先后/ })).toBeVisible()

  await desk.getByRole('link', { name: branch.name }).click()
  const drawer = desk.getByRole('complementary', { name: '详情' })
  await expect(drawer.getByRole('heading', { name: branch.name })).toBeVisible()
  await drawer.getByRole('link', { name: /^5\.2 党委交办任务/ }).click()
  await expect(drawer.getByText(/任务逾期或未完成：每发生一次减 2\.00 分/)).toBeVisible()
  await drawer.getByRole('link', { name: /“报送三季度学习计划”逾期 2 天完成/ }).click()
  await expect(drawer.getByText('−2.00 分').first()).toBeVisible()
  await drawer.getByRole('link', { name: /任务“报送三季度学习计划”/ }).click()
  await expect(desk).toHaveURL(new RegExp(`${late.path}$`))

  await desk.goBack()
  await drawer.getByRole('link', { name: /‹ 5\.2 党委交办任务/ }).click()
  await expect(drawer.getByRole('list').first()).toBeVisible()
  await drawer.getByRole('link', { name: '‹ 全部指标' }).click()
  await expect(drawer.getByRole('heading', { name: '指标', exact: true })).toBeVisible()
  await drawer.getByRole('link', { name: '关闭详情' }).click()
  await expect(desk.getByRole('heading', { name: '全公司失分最多的三项' })).toBeVisible()

  const pocket = await as(world.secretaries[0], phone)
  await pocket.goto('/')
  await pocket.getByRole('link', { name: /党建指数：尚可完成/ }).click()
  await expect(pocket).toHaveURL(new RegExp(`/scorecard/${quarterId}/${branch.id}$`))
  await expect(pocket.getByRole('heading', { name: /^怎么从/ })).toBeVisible()
  const stranger = await as(world.secretaries[1], phone)
  await stranger.goto(`/scorecard/${quarterId}/${branch.id}`)
  await expect(stranger.getByText('没有找到').first()).toBeVisible()
})
