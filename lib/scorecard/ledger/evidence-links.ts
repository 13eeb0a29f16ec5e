import { eq, inArray, sql } from 'drizzle-orm'
import {
  activities,
  assignments,
  files,
  judgementFiles,
  judgements,
  type scoreEntries,
  steps,
  submissions,
  tasks,
} from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { formatDay } from '@/lib/format'
import { can } from '@/lib/policy'
import { holdsPostAbove } from '@/lib/policy/viewer'
import type { EvidenceLink } from './schema'

type Entry = Pick<
  typeof scoreEntries.$inferSelect,
  'organisationId' | 'evidence' | 'factId' | 'sources' | 'basisKey'
>
/** What there is to look at behind an entry. */
export type EvidenceOf = (entry: Entry) => EvidenceLink[]

/** Links of one entry at most; an aggregate of more says how many there are. */
const mostLinks = 20

/**
 * Finds what the evidence of entries of a branch is called and where it is, in a few statements.
 * Tasks open for people in post and the office, records of activities for everybody who sees the score.
 */
export async function loadEvidence(
  ctx: ViewerContext,
  organisationId: string,
  entries: readonly Entry[],
): Promise<EvidenceOf> {
  const opensTasks =
    can(ctx.viewer, 'score.viewBoard') || holdsPostAbove(ctx.viewer, organisationId)
  const [copies, handIns, held, papers] = await Promise.all([
    loadCopies(ctx, entries.flatMap(assignmentIdsOf)),
    loadHandIns(ctx, idsAt(entries, 'submissionId')),
    loadActivities(ctx, entries.flatMap(activityIdsOf)),
    loadPapers(ctx, [...new Set(entries.flatMap((one) => one.sources))]),
  ])
  const taskHref = (taskId: string, assignmentId: string) =>
    opensTasks ? `/tasks/${taskId}/assignments/${assignmentId}` : null
  return (entry) => {
    const links: EvidenceLink[] = []
    for (const id of assignmentIdsOf(entry)) {
      const copy = copies.get(id)
      if (copy) {
        links.push({ label: `任务“${copy.title}”`, href: taskHref(copy.taskId, id) })
      }
    }
    const handIn = handIns.get(entry.evidence.submissionId ?? '')
    if (handIn && links.length === 0) {
      links.push({
        label: `填报“${handIn.title}”`,
        href: taskHref(handIn.taskId, handIn.assignmentId),
      })
    }
    for (const id of activityIdsOf(entry)) {
      const activity = held.get(id)
      if (activity) {
        const label = `${formatDay(activity.heldOn)}“${activity.title}”`
        links.push({ label, href: `/activities/${id}` })
      }
    }
    if (entry.evidence.obligationId && !entry.evidence.activityId) {
      links.push({ label: '应开展事项', href: `/activities/branches/${entry.organisationId}` })
    }
    for (const source of entry.sources) {
      for (const { fileId, name } of papers.get(source) ?? []) {
        links.push({ label: name, href: `/api/files/${fileId}` })
      }
    }
    return links.length > mostLinks
      ? [
          ...links.slice(0, mostLinks),
          { label: `另有 ${links.length - mostLinks} 项依据`, href: null },
        ]
      : links
  }
}

function assignmentIdsOf({ evidence }: Entry): string[] {
  const { assignmentId, assignments: several } = evidence
  return several ? several.split(' ') : assignmentId ? [assignmentId] : []
}

/** An aggregate of rates names every basis. */
function activityIdsOf({ evidence }: Entry): string[] {
  const { activityId, basis = '' } = evidence
  const several = basis.split(' ').flatMap((one) => /^activity:(.+)$/.exec(one)?.[1] ?? [])
  return several.length > 0 ? several : activityId ? [activityId] : []
}

function idsAt(entries: readonly Entry[], key: string): string[] {
  return entries.flatMap((one) => one.evidence[key] ?? [])
}

function anyOf(ids: readonly string[]) {
  return sql`any(${sql.param([...new Set(ids)])}::uuid[])`
}

async function loadCopies(ctx: ViewerContext, ids: readonly string[]) {
  const rows = await ctx.db
    .select({ id: assignments.id, taskId: tasks.id, title: tasks.title })
    .from(assignments)
    .innerJoin(tasks, eq(tasks.id, assignments.taskId))
    .where(sql`${assignments.id} = ${anyOf(ids)}`)
  return new Map(rows.map((row) => [row.id, row]))
}

async function loadHandIns(ctx: ViewerContext, ids: readonly string[]) {
  const rows = await ctx.db
    .select({
      id: submissions.id,
      assignmentId: steps.assignmentId,
      taskId: tasks.id,
      title: tasks.title,
    })
    .from(submissions)
    .innerJoin(steps, eq(steps.id, submissions.stepId))
    .innerJoin(assignments, eq(assignments.id, steps.assignmentId))
    .innerJoin(tasks, eq(tasks.id, assignments.taskId))
    .where(sql`${submissions.id} = ${anyOf(ids)}`)
  return new Map(rows.map((row) => [row.id, row]))
}

async function loadActivities(ctx: ViewerContext, ids: readonly string[]) {
  const rows = await ctx.db
    .select({ id: activities.id, title: activities.title, heldOn: activities.heldOn })
    .from(activities)
    .where(sql`${activities.id} = ${anyOf(ids)}`)
  return new Map(rows.map((row) => [row.id, row]))
}

/** Papers that a department attached to its judgement, by the fact that the judgement is. */
async function loadPapers(ctx: ViewerContext, factIds: readonly string[]) {
  const rows =
    factIds.length === 0
      ? []
      : await ctx.db
          .select({ factId: judgements.factId, fileId: files.id, name: files.name })
          .from(judgements)
          .innerJoin(judgementFiles, eq(judgementFiles.judgementId, judgements.id))
          .innerJoin(files, eq(files.id, judgementFiles.fileId))
          .where(inArray(judgements.factId, [...factIds]))
  const papers = new Map<string, { fileId: string; name: string }[]>()
  for (const { factId, ...paper } of rows) {
    papers.set(factId, [...(papers.get(factId) ?? []), paper])
  }
  return papers
}
