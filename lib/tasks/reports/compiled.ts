import { and, asc, eq, isNotNull } from 'drizzle-orm'
import type { StepState } from '@/db/enums'
import { taskNodes } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { notFound } from '@/lib/errors'
import { type FormVersion, findVersion } from '@/lib/forms/load'
import { outliersOf } from '@/lib/forms/outliers'
import { type FieldTotal, totalsOf } from '@/lib/forms/totals'
import { dayOf } from '@/lib/period'
import type { Task, TaskNode } from '../load'
import { cellTexts } from './cell-texts'
import { reportPeriod } from './check-report'
import { type CompiledRow, compiledRows } from './compiled-rows'
import { compiledScope } from './compiled-scope'
import type { CompiledFilter } from './states'
import { formName } from './step-form'

export const compiledPageSize = 50

/** A row of the 汇总表 as it is shown: texts in the order of the fields. */
export interface CompiledLine {
  key: string
  assignmentId: string
  name: string
  state: StepState
  /** Empty while nothing has been handed in. */
  cells: string[]
  /** Sentences of what stands out, by field key. */
  outliers: Record<string, string>
}

/** What a node's reports make together. */
export interface CompiledNode {
  task: Task
  /** The 党总支's own copy where only its branches are shown; null for who issued the task. */
  ownCopyId: string | null
  node: TaskNode
  /** Nodes of the task that carry a form. */
  nodes: { id: string; title: string }[]
  version: FormVersion
  formName: string
  period: string
  rows: CompiledRow[]
  totals: Record<string, FieldTotal>
  /** Row (step id) → field key → sentence. */
  outliers: Map<string, Record<string, string>>
  counts: { all: number; reported: number; waiting: number; missing: number; outliers: number }
}

export interface CompiledPage extends Omit<CompiledNode, 'rows' | 'outliers'> {
  heads: { key: string; label: string; isNumber: boolean }[]
  lines: CompiledLine[]
  from: number
  next: number | null
}

/**
 * All reports of a node of a task, added up and held against the last period; for a 党总支 those of
 * the branches it broke the task down to. The node is the first with a form unless another is named.
 * @throws DomainError not_found, also for a task without a form
 */
export async function compileNode(
  ctx: ViewerContext,
  input: { taskId: string; nodeId?: string | undefined },
): Promise<CompiledNode> {
  const { task, parentIds } = await compiledScope(ctx, input.taskId)
  const nodes = await ctx.db
    .select()
    .from(taskNodes)
    .where(and(eq(taskNodes.taskId, task.id), isNotNull(taskNodes.formVersionId)))
    .orderBy(asc(taskNodes.position))
  const node = input.nodeId ? nodes.find((one) => one.id === input.nodeId) : nodes[0]
  const version = node?.formVersionId ? await findVersion(ctx.db, node.formVersionId) : null
  if (!node || !version) {
    throw notFound('汇总表')
  }
  const period = reportPeriod(task)
  const day = dayOf(ctx.now)
  const [name, rows] = await Promise.all([
    formName(ctx.db, version),
    compiledRows(ctx.db, { nodeId: node.id, formId: version.formId, period, day, parentIds }),
  ])
  return {
    task,
    ownCopyId: parentIds?.[0] ?? null,
    node,
    nodes: nodes.map(({ id, title }) => ({ id, title })),
    version,
    formName: name,
    period,
    rows,
    ...figuresOf(version, rows),
  }
}

/** Whether a task has a node with a form: then there is a 汇总表. Says nothing about who may see it. */
export async function hasForms(ctx: ViewerContext, taskId: string): Promise<boolean> {
  const carriesForm = and(eq(taskNodes.taskId, taskId), isNotNull(taskNodes.formVersionId))
  return (await ctx.db.$count(taskNodes, carriesForm)) > 0
}

/** Totals, what stands out, and how many of each there are. */
export function figuresOf(
  { definition }: Pick<FormVersion, 'definition'>,
  rows: readonly CompiledRow[],
): Pick<CompiledNode, 'totals' | 'outliers' | 'counts'> {
  const reported = rows.flatMap((row) =>
    row.values ? [{ id: row.stepId, values: row.values, last: row.last }] : [],
  )
  const outliers = outliersOf(definition, reported)
  return {
    totals: totalsOf(
      definition,
      reported.map((one) => one.values),
    ),
    outliers,
    counts: {
      all: rows.length,
      reported: reported.length,
      waiting: rows.filter((row) => row.values && row.state === 'submitted').length,
      missing: rows.length - reported.length,
      outliers: outliers.size,
    },
  }
}

/**
 * One page of the 汇总表, 50 rows; totals and counts are of everything.
 * @throws DomainError as `compileNode`
 */
export async function compiledPage(
  ctx: ViewerContext,
  input: { taskId: string; nodeId?: string | undefined; show: CompiledFilter; from: number },
): Promise<CompiledPage> {
  const { rows, outliers, ...whole } = await compileNode(ctx, input)
  const chosen = rows.filter((row) =>
    input.show === 'missing'
      ? row.values === null
      : input.show === 'outliers'
        ? outliers.has(row.stepId)
        : true,
  )
  const page = chosen.slice(input.from, input.from + compiledPageSize)
  const { definition } = whole.version
  const texts = await cellTexts(ctx, definition, page)
  const end = input.from + page.length
  return {
    ...whole,
    heads: definition.fields.map((field) => ({
      key: field.key,
      label: field.unit ? `${field.label}（${field.unit}）` : field.label,
      isNumber: field.kind === 'number' || field.kind === 'computed',
    })),
    lines: page.map((row, index) => ({
      key: row.stepId,
      assignmentId: row.assignmentId,
      name: row.personName ? `${row.organisationName} ${row.personName}` : row.organisationName,
      state: row.state,
      cells: texts[index] ?? [],
      outliers: outliers.get(row.stepId) ?? {},
    })),
    from: input.from,
    next: end < chosen.length ? end : null,
  }
}
