import { isDeepStrictEqual } from 'node:util'
import type { Db } from '@/db/client'
import type { Context, Work } from '@/lib/context'
import { invalid } from '@/lib/errors'
import { type FormVersion, findVersion } from '@/lib/forms/load'
import { withLooseFiles } from '@/lib/forms/plain-values'
import { filesIn, findReport, publishReport, saveReport } from '@/lib/forms/report'
import type { FormDefinition, ReportValues } from '@/lib/forms/states'
import { validateReport } from '@/lib/forms/validate'
import { dayOf, quarterOf } from '@/lib/period'
import type { LoadedAssignment, Submission, Task } from '../load'
import { choicesFor } from './choices'

/** A report that its form accepts. */
export interface CheckedReport {
  version: FormVersion
  values: ReportValues
  /** Files of the hand-in with those that the report names, each once. */
  fileIds: string[]
}

/** What a hand-in carries. */
export interface HandInContent {
  text: string
  fileIds: readonly string[]
  values?: ReportValues | undefined
}

/** The period that the reports of a task speak of: its own, or the quarter in which it begins. */
export function reportPeriod(task: Pick<Task, 'period' | 'startsOn'>): string {
  return task.period ?? quarterOf(task.startsOn)
}

/**
 * Holds a hand-in against the form of its node: validated again, whatever the browser said. Null where
 * the node has no form; then words are needed.
 * @throws DomainError invalid with a sentence for each cell, keyed `v.` + path
 */
export async function checkReport(
  ctx: Context,
  db: Db,
  { assignment, node }: Pick<LoadedAssignment, 'assignment' | 'node'>,
  content: HandInContent,
): Promise<CheckedReport | null> {
  const version = node.formVersionId ? await findVersion(db, node.formVersionId) : null
  if (!version) {
    if (content.text.length < 2) {
      throw invalid('请填写完成情况，写清做了什么、结果如何。', { text: '请填写完成情况' })
    }
    return null
  }
  const { definition } = version
  const { organisationId } = assignment
  const choices = await choicesFor(db, definition, { organisationId, day: dayOf(ctx.now) })
  const given = withLooseFiles(definition, content.values ?? {}, content.fileIds)
  const { values, faults } = validateReport(definition, given, choices)
  const paths = Object.keys(faults)
  if (paths.length > 0) {
    throw invalid(
      `填报内容有 ${paths.length} 处需要修改：${firstFaults(definition, faults)}。没有提交，填写的都还在。`,
      Object.fromEntries(paths.map((path) => [`v.${path}`, faults[path] ?? ''])),
    )
  }
  const fileIds = [...new Set([...content.fileIds, ...filesIn(definition, values)])]
  return { version, values, fileIds }
}

const faultsInSentence = 3

/** The first faults with the names of their fields: a browser without scripts marks no cell. */
function firstFaults(definition: FormDefinition, faults: Readonly<Record<string, string>>): string {
  const words = Object.entries(faults).map(([path, fault]) => {
    const [key, row] = path.split('.')
    const label = definition.fields.find((field) => field.key === key)?.label ?? ''
    return `“${label}”${row === undefined ? '' : `第 ${Number(row) + 1} 行`}：${fault}`
  })
  const rest = words.length > faultsInSentence ? '等' : ''
  return words.slice(0, faultsInSentence).join('；') + rest
}

/** Writes the report of a hand-in, in its transaction. */
export async function writeReport(
  tx: Work,
  { assignment, task }: LoadedAssignment,
  submission: Submission,
  { version, values }: CheckedReport,
): Promise<void> {
  await saveReport(tx, version.definition, {
    submissionId: submission.id,
    formVersionId: version.id,
    organisationId: assignment.organisationId,
    period: reportPeriod(task),
    values,
  })
}

/** Makes an approved report of a branch known. What one person answers is not the branch's figure. */
export async function publishForBranch(
  tx: Work,
  { assignment }: Pick<LoadedAssignment, 'assignment'>,
  submissionId: string,
): Promise<void> {
  if (assignment.personId === null) {
    await publishReport(tx, submissionId)
  }
}

/** Whether a hand-in that came before carried these values, as its form reads them. */
export async function isSameReport(
  db: Db,
  submissionId: string,
  given: ReportValues | undefined,
): Promise<boolean> {
  const stored = await findReport(db, submissionId)
  if (!stored) {
    return true
  }
  const { values } = validateReport(stored.definition, given ?? {})
  return isDeepStrictEqual(values, stored.values)
}
