import { and, eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { newId } from '@/db/ids'
import { assignments, notices, obligations, tasks, taskTemplates } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import { appointPost, createContextFor, createOfficer } from '@/db/testing/factories'
import { codeOf } from '@/db/testing/outcome'
import { formatMoment } from '@/lib/format'
import { saveForm } from '@/lib/forms/save-form'
import { definitionOf, field } from '@/lib/forms/testing'
import { momentOf } from '@/lib/period'
import { nodesOf } from '../plan-nodes'
import { auditOf, createWorld, draftTask, nodeForm, only } from '../testing'
import { activateTemplate, deactivateTemplate } from './activate-template'
import { catalogue } from './catalogue'
import { createTaskFromTemplate } from './create-task'
import { installTemplate } from './install-template'
import { issueDueInstances } from './issue-due'
import { saveTaskAsTemplate } from './save-task-as-template'
import { saveTemplate } from './save-template'
import { saveTemplateInput } from './schema'

const { db } = await testDatabase({ poolSize: 8 })
const world = await createWorld(db, { branches: 3 })
const [firstBranch] = world.branches
const officer = (now?: Date) => createContextFor(db, world.officer, now ? { now } : {})
const system = (now: Date) => createContextFor(db, 'system', { now })

function form(given: Record<string, unknown> = {}) {
  return saveTemplateInput.parse({
    templateId: newId(),
    name: '主题党日',
    origin: 'national',
    basis: '支部工作条例',
    title: '{period}主题党日',
    requirement: '请开展主题党日活动',
    underIds: [world.committee.id],
    recurrence: 'monthly',
    outUnit: 'working_day',
    outN: '1',
    dueUnit: 'day',
    dueN: '25',
    node1Title: '主题党日',
    node1Reviewer: 'none',
    node1ActivityKind: 'party_day',
    ...given,
  })
}

/** An active monthly template of the officer, from the month of `now` on. */
async function active(now: Date, given: Record<string, unknown> = {}) {
  const ctx = await officer(now)
  const template = await saveTemplate(ctx, form(given))
  return activateTemplate(ctx, { templateId: template.id })
}

const instancesOf = (templateId: string) =>
  db.select().from(tasks).where(eq(tasks.templateId, templateId)).orderBy(tasks.period)
const owedOf = (templateId: string) =>
  db.select().from(obligations).where(eq(obligations.templateId, templateId))

describe('a template', () => {
  test('is made once for its id, changed from the version seen, and audited', async () => {
    const ctx = await officer()
    const input = form()
    const made = await saveTemplate(ctx, input)
    expect([made.isActive, made.version, made.firstPeriod]).toEqual([false, 1, null])
    expect((await saveTemplate(ctx, { ...input, version: 1 })).version).toBe(2)
    expect((await saveTemplate(ctx, { ...input, version: 1 })).version).toBe(2)
    const late = saveTemplate(ctx, { ...input, version: 1, name: '别的名称' })
    expect(await codeOf(late)).toBe('conflict')
    expect((await auditOf(db, made.id)).map((entry) => entry.action)).toEqual([
      'template.create',
      'template.change',
    ])
  })

  test.each([
    [{ title: '短' }, '任务名称至少 2 个字'],
    [{ basis: undefined }, '依据'],
    [{ outMonth: '2' }, '每月一次的不用选月份'],
    [{ recurrence: 'quarterly', dueMonth: '4' }, '每季度只有三个月'],
    [{ outDay: 'day:20', dueDay: 'day:10' }, '截止早于下达'],
    [{ outDay: 'last_day', dueDay: 'working_day:3' }, '截止早于下达'],
    [{ recurrence: 'quarterly', outMonth: '3', dueMonth: '1' }, '早于下达时间'],
    [{ node1Title: undefined }, '至少要有一个节点'],
    [{ dueN: '32' }, '最多 31 日'],
  ])('%j is refused in words', (given, words) => {
    const base = { outMonth: undefined, dueMonth: undefined }
    const parsed = () => form({ ...base, ...given })
    expect(parsed).toThrow(words)
  })

  test('a secretary makes none; another department neither sees nor changes it', async () => {
    const secretary = await createContextFor(db, world.secretaries[0])
    expect(await codeOf(saveTemplate(secretary, form()))).toBe('forbidden')
    const made = await saveTemplate(await officer(), form())
    const office = { organisationId: world.committee.id, department: '财务资产部' }
    const other = await createContextFor(db, await createOfficer(db, 'department_officer', office))
    expect(await codeOf(activateTemplate(other, { templateId: made.id }))).toBe('not_found')
    expect(await codeOf(deactivateTemplate(secretary, { templateId: made.id }))).toBe('not_found')
  })

  test('begins with the running period while its due is ahead, else with the next', async () => {
    const before = await active(momentOf('2026-09-25', '17:00'))
    const after = await active(momentOf('2026-09-25', '18:00'))
    expect([before.firstPeriod, after.firstPeriod]).toEqual(['2026M09', '2026M10'])
    await deactivateTemplate(await officer(), { templateId: before.id })
    await deactivateTemplate(await officer(), { templateId: after.id })
  })
})

describe('the built-in catalogue', () => {
  test('is taken over inactive, for all branches, once for each office', async () => {
    const ctx = await officer()
    for (const { key } of catalogue) {
      const input = { templateId: newId(), key }
      const made = await installTemplate(ctx, input)
      const again = await installTemplate(ctx, { ...input, templateId: newId() })
      expect([made.isActive, again.id]).toEqual([false, made.id])
      expect(made.content.recipients.underIds).toEqual([world.committee.id])
    }
    expect(await codeOf(installTemplate(ctx, { templateId: newId(), key: 'no-such' }))).toBe(
      'not_found',
    )
  })

  test('says of 党课 that a quarter is our own setting, and where the others come from', () => {
    const origins = Object.fromEntries(catalogue.map((entry) => [entry.key, entry.origin]))
    expect(origins.party_lecture).toBe('own')
    expect(Object.values(origins).filter((origin) => origin === 'own')).toHaveLength(1)
    expect(catalogue.every((entry) => entry.basis.length > 10)).toBe(true)
  })
})

describe('a recurring template', () => {
  test('makes one instance a period, in the name of its owner; editing concerns coming ones', async () => {
    const template = await active(momentOf('2026-09-01', '08:00'))
    expect(await issueDueInstances(await system(momentOf('2026-09-01', '08:59')))).toBe(0)
    expect(await issueDueInstances(await system(momentOf('2026-09-01', '09:00')))).toBe(1)
    expect(await issueDueInstances(await system(momentOf('2026-09-01', '09:01')))).toBe(0)
    const task = only(await instancesOf(template.id))
    expect(task).toMatchObject({
      title: '2026年9月主题党日',
      period: '2026M09',
      state: 'dispatched',
      createdBy: world.officer.id,
    })
    expect(formatMoment(task.dueAt)).toBe('2026年9月25日 18:00')
    const owed = await owedOf(template.id)
    expect(owed).toHaveLength(3)
    expect(owed.every((one) => one.assignmentId && one.exemptionBasis === null)).toBe(true)
    const told = await db.select().from(notices).where(eq(notices.title, task.title))
    expect(told.filter((one) => one.kind === 'task_dispatched')).toHaveLength(3)

    const changed = form({ templateId: template.id, title: '{period}党日', version: '1' })
    await saveTemplate(await officer(momentOf('2026-09-10', '10:00')), changed)
    await issueDueInstances(await system(momentOf('2026-10-01', '09:00')))
    expect((await instancesOf(template.id)).map((one) => one.title)).toEqual([
      '2026年9月主题党日',
      '2026年10月党日',
    ])
    expect((await auditOf(db, template.id, 'template.issue')).length).toBe(2)
    await deactivateTemplate(await officer(), { templateId: template.id })
    expect(await issueDueInstances(await system(momentOf('2026-11-30', '09:00')))).toBe(0)
  })

  test('catches up the running period only; past its due the period itself is the limit', async () => {
    const template = await active(momentOf('2026-09-01', '08:00'))
    await issueDueInstances(await system(momentOf('2026-11-28', '09:00')))
    const task = only(await instancesOf(template.id))
    expect(task.period).toBe('2026M11')
    expect(formatMoment(task.dueAt)).toBe('2026年11月30日 18:00')
    expect(await issueDueInstances(await system(momentOf('2026-12-31', '18:00')))).toBe(0)
    await deactivateTemplate(await officer(), { templateId: template.id })
  })

  test('two workers at once make one', async () => {
    const template = await active(momentOf('2026-09-01', '08:00'))
    const now = momentOf('2026-09-02', '09:00')
    const made = await Promise.all(
      [1, 2, 3, 4].map(async () => issueDueInstances(await system(now))),
    )
    expect(made.reduce((sum, one) => sum + one, 0)).toBe(1)
    const task = only(await instancesOf(template.id))
    expect(await db.$count(assignments, eq(assignments.taskId, task.id))).toBe(3)
    expect(await owedOf(template.id)).toHaveLength(3)
    await deactivateTemplate(await officer(), { templateId: template.id })
  })

  test('a branch without a committee owes no 支委会, one without groups no 党小组会; with the basis', async () => {
    await appointPost(db, world.secretaries[1], world.branches[1], {
      post: 'publicity_commissioner',
    })
    const now = momentOf('2026-09-01', '08:00')
    const committees = await active(now, {
      exemption: 'without_committee',
      node1ActivityKind: 'committee_meeting',
    })
    const groups = await active(now, {
      exemption: 'without_groups',
      node1ActivityKind: 'group_meeting',
    })
    await issueDueInstances(await system(momentOf('2026-09-01', '09:00')))
    const owing = async (templateId: string) =>
      (await owedOf(templateId)).filter((one) => one.exemptionBasis === null)
    expect((await owing(committees.id)).map((one) => one.organisationId)).toEqual([
      world.branches[1].id,
    ])
    expect((await owing(groups.id)).map((one) => one.organisationId)).toEqual([firstBranch.id])
    const exempt = (await owedOf(committees.id)).filter((one) => one.exemptionBasis !== null)
    expect(exempt).toHaveLength(2)
    expect(exempt.every((one) => one.assignmentId === null)).toBe(true)
    expect(exempt[0]?.exemptionBasis).toContain('未设支部委员会')
    const copies = await db
      .select({ organisationId: assignments.organisationId })
      .from(assignments)
      .innerJoin(tasks, eq(tasks.id, assignments.taskId))
      .where(and(eq(tasks.templateId, committees.id)))
    expect(copies).toEqual([{ organisationId: world.branches[1].id }])
    await deactivateTemplate(await officer(), { templateId: committees.id })
    await deactivateTemplate(await officer(), { templateId: groups.id })
  })

  test('everybody exempt: lines with their basis, no task, and none made twice', async () => {
    const template = await active(momentOf('2026-09-01', '08:00'), {
      underIds: [],
      organisationIds: [world.branches[2]?.id],
      exemption: 'without_groups',
    })
    const now = await system(momentOf('2026-09-01', '09:00'))
    expect([await issueDueInstances(now), await issueDueInstances(now)]).toEqual([1, 0])
    expect(await instancesOf(template.id)).toEqual([])
    expect(only(await owedOf(template.id)).exemptionBasis).toContain('未设党小组')
    await deactivateTemplate(await officer(), { templateId: template.id })
  })

  test('another rhythm begins anew', async () => {
    const template = await active(momentOf('2026-09-01', '08:00'))
    const quarterly = form({
      templateId: template.id,
      version: '1',
      recurrence: 'quarterly',
      dueMonth: '3',
    })
    const changed = await saveTemplate(await officer(momentOf('2026-09-10', '09:00')), quarterly)
    expect([changed.isActive, changed.firstPeriod]).toEqual([true, '2026Q3'])
    const none = form({ templateId: template.id, version: '2', recurrence: 'none' })
    expect((await saveTemplate(await officer(), none)).firstPeriod).toBeNull()
  })
})

describe('tasks and templates', () => {
  test('a task is kept as a template and comes back as a draft with its nodes', async () => {
    const ctx = await officer()
    const task = await draftTask(world, {
      nodes: [
        nodeForm('起草方案', { stage: 1, dueOn: '2026-09-16' }),
        nodeForm('报送总结', { stage: 2, dueOn: '2026-09-23', reviewer: 'none' }),
      ],
    })
    const input = { taskId: task.id, templateId: newId(), name: '两步的任务' }
    const template = await saveTaskAsTemplate(ctx, input)
    expect((await saveTaskAsTemplate(ctx, input)).id).toBe(template.id)
    expect(template.content.nodes.map((node) => node.leadDays)).toEqual([5, 0])
    expect([template.recurrence, template.isActive]).toEqual(['none', true])
    const made = { templateId: template.id, taskId: newId(), dueOn: '2026-10-30' }
    const draft = await createTaskFromTemplate(ctx, made)
    expect((await createTaskFromTemplate(ctx, made)).id).toBe(draft.id)
    expect([draft.state, draft.templateId, draft.period]).toEqual(['draft', template.id, null])
    const nodes = await nodesOf(db, draft.id)
    expect(nodes.map((node) => [node.title, formatMoment(node.dueAt)])).toEqual([
      ['起草方案', '2026年10月23日 18:00'],
      ['报送总结', '2026年10月30日 18:00'],
    ])
  })

  test('refusals: a past due, a template out of use, a stranger', async () => {
    const ctx = await officer()
    const template = await saveTemplate(ctx, form({ recurrence: 'none' }))
    const made = { templateId: template.id, taskId: newId(), dueOn: '2026-09-01' }
    expect(await codeOf(createTaskFromTemplate(ctx, made))).toBe('invalid')
    await deactivateTemplate(ctx, { templateId: template.id })
    const later = { ...made, dueOn: '2026-10-01' }
    expect(await codeOf(createTaskFromTemplate(ctx, later))).toBe('conflict')
    const secretary = await createContextFor(db, world.secretaries[0])
    expect(await codeOf(createTaskFromTemplate(secretary, later))).toBe('forbidden')
    const rows = await db.select().from(taskTemplates).where(eq(taskTemplates.id, template.id))
    expect(rows).toHaveLength(1)
  })
})

test('启用 is refused while a form asks for what is known: it could not go out by itself', async () => {
  const ctx = await officer()
  const { version } = await saveForm(ctx, {
    ...{ formId: newId(), version: 0, revision: 0, name: '党员情况表' },
    definition: JSON.stringify(definitionOf(field('f1', 'number', { label: '党员人数' }))),
  })
  const { id: templateId } = await saveTemplate(ctx, form({ node1FormVersionId: version.id }))
  await expect(activateTemplate(ctx, { templateId })).rejects.toMatchObject({
    code: 'invalid',
    message: expect.stringContaining('党员人数'),
  })
  const [stored] = await db.select().from(taskTemplates).where(eq(taskTemplates.id, templateId))
  expect(stored?.isActive).toBe(false)
})
