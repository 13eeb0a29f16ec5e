import { asc, eq, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { fileContents, files, people, requirementFiles, requirements } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { organisationOn } from '@/lib/organisation/queries'
import { dayOf } from '@/lib/period'
import { can } from '@/lib/policy'
import { type LinkedFigures, linkedFigures } from '../linked-figures'
import { type LinkedTask, linkedTasks } from '../linked-tasks'
import type { ProgressLight } from '../progress'
import type { Attachment } from '../task-queries'
import { loadRequirement, type Requirement } from './load-requirement'
import { type ProposalRow, proposalsOf } from './proposal-queries'
import { requirementLight } from './queries'

export interface RequirementDetail {
  requirement: Requirement
  organisationName: string
  createdByName: string
  closedByName: string | null
  figures: LinkedFigures
  light: ProgressLight | null
  files: Attachment[]
  /** Those the viewer may see; the figures count all. */
  tasks: LinkedTask[]
  /** What it came from. */
  proposals: ProposalRow[]
  canChange: boolean
  canClose: boolean
  canReopen: boolean
}

const closer = alias(people, 'closer')

/**
 * One requirement with everything it leads to and came from.
 * @throws DomainError not_found
 */
export async function requirementDetail(
  ctx: ViewerContext,
  requirementId: string,
): Promise<RequirementDetail> {
  const requirement = await loadRequirement(ctx, ctx.db, requirementId)
  const [[names], papers, tasks, proposals, organisation] = await Promise.all([
    ctx.db
      .select({
        createdByName: people.name,
        closedByName: closer.name,
        figures: linkedFigures('requirement_id', '"requirements"."id"'),
      })
      .from(requirements)
      .innerJoin(people, eq(people.id, requirements.createdBy))
      .leftJoin(closer, eq(closer.id, requirements.closedBy))
      .where(eq(requirements.id, requirementId)),
    filesOfRequirement(ctx, requirementId),
    linkedTasks(ctx, { requirementId }),
    proposalsOf(ctx, { requirementId }),
    organisationOn(ctx.db, requirement.issuingOrganisationId, dayOf(ctx.now)),
  ])
  const figures = names?.figures ?? { tasks: 0, drafts: 0, open: 0, copies: 0, approved: 0 }
  const isOpen = requirement.state === 'registered'
  return {
    requirement,
    organisationName: organisation?.name ?? '',
    createdByName: names?.createdByName ?? '',
    closedByName: names?.closedByName ?? null,
    figures,
    light: requirementLight({ ...requirement, figures }, ctx.now),
    files: papers,
    tasks,
    proposals,
    canChange: isOpen && can(ctx.viewer, 'requirement.change', requirement),
    canClose: isOpen && can(ctx.viewer, 'requirement.close', requirement),
    canReopen: !isOpen && can(ctx.viewer, 'requirement.reopen', requirement),
  }
}

/** The papers of a requirement, the scan of a 批示 among them. */
export async function filesOfRequirement(
  ctx: ViewerContext,
  requirementId: string,
): Promise<Attachment[]> {
  return ctx.db
    .select({
      id: files.id,
      name: files.name,
      sizeBytes: fileContents.sizeBytes,
      mediaType: fileContents.mediaType,
    })
    .from(requirementFiles)
    .innerJoin(files, eq(files.id, requirementFiles.fileId))
    .innerJoin(fileContents, eq(fileContents.sha256, files.sha256))
    .where(eq(requirementFiles.requirementId, requirementId))
    .orderBy(asc(files.uploadedAt), asc(files.id))
}

export interface ReopeningNote {
  at: Date
  byName: string
  reason: string
  /** What had been reported as the result before. */
  result: string
}

/** Every 恢复办理 of a requirement, the newest first, from the record. */
export async function reopenings(
  ctx: ViewerContext,
  requirementId: string,
): Promise<ReopeningNote[]> {
  const rows = await ctx.db.execute<{ at: string; name: string | null; detail: ReopeningNote }>(sql`
    select e.at, p.name, e.detail from audit_entries e left join people p on p.id = e.actor_id
    where e.subject_id = ${requirementId} and e.action = 'requirement.reopen'
    order by e.seq desc`)
  return rows.map(({ at, name, detail }) => ({
    at: new Date(at),
    byName: name ?? '',
    reason: detail.reason,
    result: detail.result,
  }))
}
