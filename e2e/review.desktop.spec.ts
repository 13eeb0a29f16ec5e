import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { eq } from 'drizzle-orm'
import { assignments, reviewDecisions, reviewMeetings, tasks } from '@/db/schema'
import { openDialog } from './support/dialogs'
import { quarterAtMeeting } from './support/review-meeting'
import { expect, test } from './support/test'
import { dayFromNow } from './support/world'

test.setTimeout(240_000)

const wall = { viewport: { width: 1920, height: 1080 } }

test('a meeting is prepared, held without a network, and its decisions become tasks once', async ({
  as,
  world,
}) => {
  const { period, quarterId, branches } = await quarterAtMeeting(world)
  const [first] = world.branches
  const desk = await as(world.officer)
  await desk.goto(`/review/${period}/prepare`)
  await desk.getByLabel('地点').fill('三楼党员活动室')
  const up = desk.getByRole('button', { name: /上移$/ })
  const moved = (await up.nth(2).getAttribute('aria-label'))?.replace(/上移$/, '') ?? ''
  await up.nth(2).click()
  await up.nth(1).click()
  await desk.getByRole('button', { name: '准备评议会', exact: true }).click()
  await expect(desk.getByRole('heading', { name: '主讲人备注' })).toBeVisible()
  await desk.getByRole('link', { name: new RegExp(`写备注.*${first.name}`) }).click()
  await desk.getByLabel(`${first.name}的备注`).fill('先问纪检委员配备。')
  await desk.getByRole('button', { name: '保存备注' }).click()
  await expect(desk.getByText('先问纪检委员配备。').first()).toBeVisible()
  const opening = await openDialog(desk, '开始评议会')
  await opening.getByRole('button', { name: '开始评议会' }).click()
  await expect(desk.getByRole('button', { name: '结束评议会' }).first()).toBeVisible()

  const [meeting] = await world.db
    .select()
    .from(reviewMeetings)
    .where(eq(reviewMeetings.quarterId, quarterId))
  const number = (meeting?.agenda ?? []).indexOf(first.id) + 1

  const screen = await as(world.officer, wall)
  await screen.goto(`/review/${period}`)
  await expect(screen.getByText('配齐纪检委员')).toBeVisible()
  const [notes] = await Promise.all([screen.waitForEvent('popup'), screen.keyboard.press('n')])
  await expect(notes.getByText('开场或决定页')).toBeVisible()
  await screen.bringToFront()

  await screen.context().setOffline(true)
  const title = screen.getByRole('heading', { level: 1 })
  await screen.keyboard.press('ArrowRight')
  await expect(title).toHaveText(moved)
  await screen.keyboard.press(String(number))
  await screen.keyboard.press('Enter')
  await expect(title).toHaveText(first.name)
  await expect(screen.getByText('差距最大的三项')).toBeVisible()
  await expect(screen.getByText('上季决定：配齐纪检委员')).toBeVisible()
  await expect(notes.getByText('先问纪检委员配备。')).toBeVisible()
  await screen.keyboard.press('h')
  await expect(title).toHaveText(`Ⅰ类 ${number} 号支部`)
  await screen.keyboard.press('h')
  await screen.keyboard.press('Enter')
  await expect(screen.getByText('现场检查发现，支部已确认').first()).toBeVisible()

  await decide(screen, '十一月底前公开栏按月更新', '陈晓')
  await expect(screen.getByRole('button', { name: '● 未同步 1' })).toBeVisible()
  await decide(screen, '补齐党务公开目录', '支部（由书记安排）')
  await expect(screen.getByRole('button', { name: '● 未同步 2' })).toBeVisible()
  await expect(screen.getByText('没有网络，决定保存在本机，联网后自动同步。')).toBeVisible()
  await screen.keyboard.press('l')
  await expect(title).toHaveText('本次决定 2 条，未同步 2 条')

  await screen.context().setOffline(false)
  await expect(screen.getByText('✓ 决定 2 条，均已同步')).toBeVisible({ timeout: 30_000 })
  await screen.reload()
  await expect(screen.getByText('✓ 决定 2 条，均已同步')).toBeVisible()

  const decisions = await world.db
    .select()
    .from(reviewDecisions)
    .innerJoin(tasks, eq(tasks.id, reviewDecisions.taskId))
    .innerJoin(assignments, eq(assignments.taskId, tasks.id))
    .where(eq(reviewDecisions.meetingId, meeting?.id ?? ''))
  expect(decisions.map((one) => [one.tasks.title, one.assignments.delegateId]).sort()).toEqual(
    [
      ['评议会决定：十一月底前公开栏按月更新', world.members[0].id],
      ['评议会决定：补齐党务公开目录', null],
    ].sort(),
  )
  expect(decisions.every((one) => one.assignments.organisationId === first.id)).toBe(true)

  const secretary = await as(world.secretaries[0])
  await secretary.goto('/')
  await expect(secretary.getByText('评议会决定：补齐党务公开目录').first()).toBeVisible()

  await desk.goto(`/review/${period}/minutes`)
  await expect(desk.getByRole('table', { name: '评议会决定' })).toContainText('补齐党务公开目录')
  await expect(desk.getByText(/审计链当前位置 \d+:[0-9a-f]{64}/)).toBeVisible()
  const download = desk.waitForEvent('download')
  await desk.getByRole('link', { name: '得分表（Excel）' }).click()
  expect((await download).suggestedFilename()).toMatch(/评议得分表\.xlsx$/)
  await desk.goto(`/review/${period}/sheets`)
  await expect(desk.getByRole('heading', { level: 2 })).toHaveCount(branches.length)
})

test('every page of the wall is large, strong in contrast, and says what it stands on', async ({
  as,
  world,
}) => {
  const { period } = await quarterAtMeeting(world)
  const desk = await as(world.officer)
  await desk.goto(`/review/${period}/prepare`)
  await desk.getByRole('button', { name: '准备评议会', exact: true }).click()
  await expect(desk.getByRole('heading', { name: '主讲人备注' })).toBeVisible()
  const screen = await as(world.officer, wall)
  await screen.goto(`/review/${period}`)
  await look(screen, '开场')
  for (const number of ['1', '2', '3', '4', '5']) {
    await screen.keyboard.press(number)
    await screen.keyboard.press('Enter')
    await look(screen, `支部 ${number}`)
    for (const key of ['Enter', 't', 'd']) {
      await screen.keyboard.press(key)
      await look(screen, `支部 ${number}，${key}`)
      await screen.keyboard.press('Escape')
    }
    await screen.keyboard.press('i')
    await look(screen, `支部 ${number}，区间`)
    await screen.keyboard.press('i')
  }
  for (const key of ['a', '?', 'l']) {
    await screen.keyboard.press(key)
    await look(screen, key)
    await screen.keyboard.press('Escape')
  }
})

/** D, the words, the person, save: on the page of the branch that is shown. */
async function decide(screen: Page, words: string, person: string): Promise<void> {
  await screen.keyboard.press('d')
  const form = screen.getByRole('form', { name: '记录决定' })
  await form.getByLabel('决定事项').fill(words)
  await form.getByLabel('责任人').selectOption({ label: person })
  await form.getByLabel('完成期限').fill(dayFromNow(30))
  await form.getByRole('button', { name: '保存决定' }).click()
  await expect(form).toBeHidden()
}

/** Nothing under 28 px, contrast of 7:1, nothing cut off, the snapshot under it. */
async function look(screen: Page, name: string): Promise<void> {
  await expect(screen.getByText(/^快照 .+ · 校验 [0-9A-F]{4}-[0-9A-F]{4} · 截至 /)).toBeVisible()
  const small = await screen.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const found: string[] = []
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement
      const isShown = parent?.checkVisibility() && !parent.closest('script, style')
      const size = parent ? Number.parseFloat(getComputedStyle(parent).fontSize) : 28
      if (isShown && node.textContent?.trim() && size < 28) {
        found.push(`${size}: ${node.textContent.trim()}`)
      }
    }
    return found
  })
  expect.soft(small, `${name}: text under 28 px`).toEqual([])
  const cut = await screen.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll('main > div')]
      .filter(
        (one) => one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1,
      )
      .map((one) => `${one.tagName} ${one.scrollHeight} > ${one.clientHeight}`),
  )
  expect.soft(cut, `${name}: cut off`).toEqual([])
  const { violations } = await new AxeBuilder({ page: screen })
    .setLegacyMode()
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .options({ rules: { 'color-contrast-enhanced': { enabled: true } } })
    .analyze()
  expect
    .soft(
      violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`,
      ),
      name,
    )
    .toEqual([])
}
