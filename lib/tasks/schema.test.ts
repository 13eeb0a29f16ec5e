import { describe, expect, test } from 'vitest'
import { newId } from '@/db/ids'
import { recordAcceptanceInput } from './proxy-schema'
import { points, saveDraftInput, saveTaskInput, submitInput } from './schema'

describe('points as integer hundredths', () => {
  test.each([
    ['2.5', 250],
    ['2.50', 250],
    ['4.00', 400],
    ['3', 300],
    ['0', 0],
    ['-0', 0],
    ['0.07', 7],
    ['0.29', 29],
    ['-0.01', -1],
    ['-0.50', -50],
    ['-3', -300],
    ['−2.5', -250],
    ['－2.5', -250],
    ['２．５', 250],
    [' 1.25 ', 125],
    ['999.99', 99_999],
  ])('%s → %i', (text, hundredths) => {
    const parsed = points.parse(text)
    expect(parsed).toBe(hundredths)
    expect(Object.is(parsed, -0)).toBe(false)
  })

  test.each([
    '',
    ' ',
    '2.',
    '.5',
    '+1',
    '1.005',
    '1000',
    '1,5',
    '1e2',
    '--1',
    '- 1',
    'abc',
    '十',
    'NaN',
    '0x1',
  ])('refuses “%s”', (text) => {
    const { success, error } = points.safeParse(text)
    expect(success).toBe(false)
    expect(error?.issues[0]?.message).toBe('分值请填数字，最多两位小数，例如 2.50')
  })

  test('asks for a missing one', () => {
    expect(points.safeParse(undefined).error?.issues[0]?.message).toBe('请填写分值')
    expect(points.safeParse(2.5).success).toBe(false)
  })
})

describe('a draft of a task', () => {
  const form = {
    taskId: newId(),
    title: '报送学习计划',
    requirement: '请报送三季度学习计划',
    startsOn: '2026-09-15',
    dueOn: '2026-09-30',
  }

  test('fills in what was left out', () => {
    expect(saveTaskInput.parse(form)).toMatchObject({
      dueTime: '18:00',
      isEvidenceRequired: false,
      reworkAllowanceDays: 1,
      organisationIds: [],
      underIds: [],
      classes: [],
      groupIds: [],
      fileIds: [],
    })
    expect(saveTaskInput.parse({ ...form, isEvidenceRequired: 'on' }).isEvidenceRequired).toBe(true)
    expect(saveTaskInput.parse({ ...form, estimatedMinutes: '90' }).estimatedMinutes).toBe(90)
  })

  test.each([
    [{ title: ' 一 ' }, 'title', '任务名称至少 2 个字'],
    [{ title: '长'.repeat(81) }, 'title', '任务名称不超过 80 个字'],
    [{ requirement: '做' }, 'requirement', '请写明要做什么、交什么，至少 5 个字'],
    [{ dueOn: '2026-09-14' }, 'dueOn', '截止日期早于开始日期，请调整'],
    [{ dueOn: '2026-02-30' }, 'dueOn', '请按“年-月-日”填写日期'],
    [{ dueTime: '24:00' }, 'dueTime', '请按“时:分”填写时间，例如 18:00'],
    [{ estimatedMinutes: '10001' }, 'estimatedMinutes', '预计用时过长，请分成几项任务'],
    [{ reworkAllowanceDays: '0' }, 'reworkAllowanceDays', '退回后至少留 1 个工作日'],
    [{ organisationIds: ['x'] }, 'organisationIds', '页面已过期，请刷新后再试'],
  ])('refuses %o', (change, field, message) => {
    const issue = saveTaskInput.safeParse({ ...form, ...change }).error?.issues[0]
    expect(issue?.path[0]).toBe(field)
    expect(issue?.message).toBe(message)
  })
})

test('a hand-in needs words, not only spaces', () => {
  const form = { stepId: newId(), requestKey: newId(), text: '   ' }
  expect(submitInput.safeParse(form).error?.issues[0]?.message).toBe('请填写完成情况')
  expect(submitInput.parse({ ...form, text: ' 已完成 ' })).toMatchObject({
    text: '已完成',
    fileIds: [],
  })
})

test('代录 is never “online”', () => {
  const form = {
    assignmentId: newId(),
    byId: newId(),
    on: '2026-09-15',
    at: '09:00',
    reason: '下乡无网络',
  }
  expect(recordAcceptanceInput.safeParse({ ...form, channel: 'online' }).success).toBe(false)
  expect(recordAcceptanceInput.safeParse({ ...form, channel: 'phone' }).success).toBe(true)
})

test.each(['task:1', 'submission:', `submission:${'-'.repeat(36)}`, `submission:${newId()}x`])(
  'a draft key must name a step, “%s” does not',
  (key) => {
    const body = { text: '', fileIds: [] }
    expect(saveDraftInput.safeParse({ key, version: 0, body }).success).toBe(false)
    expect(
      saveDraftInput.safeParse({ key: `submission:${newId()}`, version: 0, body }).success,
    ).toBe(true)
  },
)
