import { asc, eq, inArray } from 'drizzle-orm'
import { newId } from '@/db/ids'
import { forms, formVersions, organisationGroups, people } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { formChoices } from '@/lib/forms/queries'
import { organisationsOn } from '@/lib/organisation/queries'
import { buildTree, type OrganisationNode } from '@/lib/organisation/tree'
import { dayOf } from '@/lib/period'
import { authorize } from '@/lib/policy'
import { covers, reachOf } from '@/lib/policy/viewer'
import { loadTask, type Task, type TaskNode } from './load'
import { isPlain, nodesOf } from './plan-nodes'
import { type RecipientChoice, recipientChoice } from './schema'
import { type Attachment, attachmentsOf } from './task-queries'

export interface TaskFormData {
  /** For a new task: made with the form, so that sending it twice makes one draft. */
  newTaskId: string
  tree: OrganisationNode[]
  groups: { id: string; name: string }[]
  /** 填报表 that a node may carry. */
  forms: { id: string; label: string }[]
}

/**
 * What the form offers to choose from: today's tree, the viewer's saved groups, and his forms.
 * @param kept versions of forms that a draft has chosen: offered also when there is a newer one
 */
export async function taskFormData(
  ctx: ViewerContext,
  kept: readonly string[] = [],
): Promise<TaskFormData> {
  authorize(ctx.viewer, 'task.create')
  // Only what dispatch will accept: an office issues to what is under it.
  const reach = reachOf({ ...ctx.viewer, posts: [] })
  const [organisations, groups, latest, older] = await Promise.all([
    organisationsOn(ctx.db, dayOf(ctx.now)),
    ctx.db
      .select({ id: organisationGroups.id, name: organisationGroups.name })
      .from(organisationGroups)
      .where(eq(organisationGroups.createdBy, ctx.viewer.personId))
      .orderBy(asc(organisationGroups.name)),
    formChoices(ctx),
    chosenForms(ctx, kept),
  ])
  const offered = new Set(latest.map((form) => form.formVersionId))
  return {
    newTaskId: newId(),
    tree: buildTree(organisations.filter((one) => one.kind !== 'group' && covers(reach, one.id))),
    groups,
    forms: [
      ...older.filter((one) => !offered.has(one.id)),
      ...latest.map(({ formVersionId, name, version, fields }) => ({
        id: formVersionId,
        label: `${name}（第 ${version} 版，${fields} 项）`,
      })),
    ],
  }
}

async function chosenForms(ctx: ViewerContext, versionIds: readonly string[]) {
  const rows =
    versionIds.length > 0
      ? await ctx.db
          .select({ id: formVersions.id, name: forms.name, version: formVersions.version })
          .from(formVersions)
          .innerJoin(forms, eq(forms.id, formVersions.formId))
          .where(inArray(formVersions.id, [...versionIds]))
      : []
  return rows.map(({ id, name, version }) => ({
    id,
    label: `${name}（第 ${version} 版，草稿原来选的）`,
  }))
}

export interface Draft {
  task: Task
  choice: RecipientChoice
  /** The single persons, as the form shows them. */
  persons: string
  /** 备选审核人 likewise. */
  alternateReviewer: string
  /** 销号人 likewise. */
  closer: string
  /** Its nodes; none for a plain task, which is its own only node. */
  nodes: DraftNode[]
  /** 填报表 of a plain task. */
  formVersionId: string | null
  attachments: Attachment[]
}

export interface DraftNode extends TaskNode {
  /** The named reviewer, as the form shows him. */
  reviewerPerson: string
}

/**
 * A draft for changing.
 * @throws DomainError not_found, forbidden
 */
export async function draftOf(ctx: ViewerContext, taskId: string): Promise<Draft> {
  const task = await loadTask(ctx, ctx.db, taskId)
  authorize(ctx.viewer, 'task.edit', task)
  const choice = recipientChoice.parse(task.recipients)
  const stored = await nodesOf(ctx.db, task.id)
  const isItsOwn = isPlain(task, stored)
  const [persons, alternateReviewer, closer, nodes, attachments] = await Promise.all([
    wordsFor(ctx, choice.personIds),
    wordsFor(ctx, task.alternateReviewerId ? [task.alternateReviewerId] : []),
    wordsFor(ctx, task.closerId ? [task.closerId] : []),
    isItsOwn ? [] : draftNodes(ctx, stored),
    attachmentsOf(ctx, taskId),
  ])
  const formVersionId = isItsOwn ? (stored[0]?.formVersionId ?? null) : null
  return { task, choice, persons, alternateReviewer, closer, nodes, formVersionId, attachments }
}

function draftNodes(ctx: ViewerContext, nodes: readonly TaskNode[]): Promise<DraftNode[]> {
  return Promise.all(
    nodes.map(async (node) => ({
      ...node,
      reviewerPerson: await wordsFor(ctx, node.reviewerId ? [node.reviewerId] : []),
    })),
  )
}

/** People as somebody would type them: by number, else by name. */
async function wordsFor(ctx: ViewerContext, personIds: string[]): Promise<string> {
  const named =
    personIds.length > 0
      ? await ctx.db
          .select({ name: people.name, employeeNumber: people.employeeNumber })
          .from(people)
          .where(inArray(people.id, personIds))
          .orderBy(asc(people.name))
      : []
  return named.map((person) => person.employeeNumber ?? person.name).join(' ')
}
