import type { Page } from '@playwright/test'
import { and, eq, isNotNull } from 'drizzle-orm'
import { activities, obligations } from '@/db/schema'
import { formatClock } from '@/lib/format'
import { dutyOf } from './support/duties'
import { expect, test } from './support/test'
import type { World } from './support/world'

test('one record of 党课 and 主题党日 answers two duties and their tasks', async ({
  as,
  world,
}) => {
  await dutyOf(world, 'party_lecture', '专题党课')
  await dutyOf(world, 'party_day', '主题党日')
  const [branch] = world.branches
  const [secretary] = world.secretaries
  const pocket = await as(secretary)
  await pocket.goto('/')
  await expect(pocket.getByRole('heading', { level: 1 })).toContainText('2 件')
  await pocket.goto('/activities/new')
  await pocket.getByLabel('党课').check()
  await pocket.getByLabel('主题党日').check()
  await pocket.getByRole('button', { name: '取当天名单，往下填' }).click()
  await fillIn(pocket, world)
  await pocket.getByRole('button', { name: '保存纪实' }).click()

  await expect(pocket.getByRole('heading', { name: '学习党章' })).toBeVisible()
  await expect(pocket.getByText('应到 3 人，实到 2 人，缺席 1 人')).toBeVisible()
  await expect(pocket.getByText('欧阳文静（请假，回乡探亲）')).toBeVisible()
  await expect(pocket.getByText('已开展')).toHaveCount(2)
  const discharged = and(
    eq(obligations.organisationId, branch.id),
    isNotNull(obligations.activityId),
  )
  expect(await world.db.$count(obligations, discharged)).toBe(2)
  expect(await world.db.$count(activities, eq(activities.organisationId, branch.id))).toBe(1)

  await pocket.goto('/')
  await expect(pocket.getByText('没有要办的事')).toBeVisible()
  await pocket.goto(`/activities/branches/${branch.id}`)
  await expect(pocket.getByText('已开展', { exact: true }).filter({ visible: true })).toHaveCount(3)
  await pocket.getByRole('link', { name: '已开展' }).filter({ visible: true }).first().click()
  await expect(pocket.getByRole('heading', { name: '学习党章' })).toBeVisible()
})

/** The roster of today with one absence, and what was done. */
async function fillIn(pocket: Page, { members }: World): Promise<void> {
  await expect(pocket.getByText('实到 0 人，缺席 0 人，还有 3 人没有选。')).toBeVisible()
  const note = pocket.getByLabel(`${members[1].name}的缺席说明`)
  await expect(note).toBeHidden()
  await pocket.getByRole('combobox', { name: members[1].name }).selectOption('请假')
  await note.fill('回乡探亲')
  await pocket.getByRole('button', { name: '其余 2 人到会' }).click()
  await expect(pocket.getByText('应到 3 人，实到 2 人，缺席 1 人。')).toBeVisible()
  await pocket.getByLabel('主题', { exact: true }).fill('学习党章')
  await pocket.getByLabel('开始').fill(formatClock(new Date()))
  await pocket.getByLabel('地点').fill('党员活动室')
  await pocket.getByLabel('主持人').selectOption({ index: 1 })
  await pocket.getByLabel('记录人').selectOption({ index: 1 })
  await pocket.getByLabel('活动内容').fill('书记讲党课，三名党员结合岗位谈体会。')
}
