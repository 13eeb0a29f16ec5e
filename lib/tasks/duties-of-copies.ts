import { and, eq, inArray, isNotNull, isNull, notExists, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { ActivityKind } from '@/db/enums'
import { newId } from '@/db/ids'
import { obligations } from '@/db/schema'
import type { Context, Work } from '@/lib/context'
import type { Copy } from './issue-copies'
import type { Task, TaskNode } from './load'

const isOpen = and(isNull(obligations.dischargedAt), isNull(obligations.exemptionBasis))

/**
 * What copies that end undone have asked for is owed no more, with the reason as its basis: nobody
 * counts as having missed what was taken back from him.
 * @param organisationId only what this organisation owes
 */
export async function exemptDuties(
  ctx: Context,
  tx: Work,
  assignmentIds: readonly string[],
  basis: string,
  organisationId?: string,
): Promise<void> {
  if (assignmentIds.length > 0) {
    await tx.db
      .update(obligations)
      .set({ exemptionBasis: basis, exemptedBy: ctx.viewer?.personId ?? null })
      .where(
        and(
          inArray(obligations.assignmentId, [...assignmentIds]),
          organisationId ? eq(obligations.organisationId, organisationId) : undefined,
          isOpen,
        ),
      )
  }
}

/**
 * What an organisation that ends owes without a copy of its own (a 党总支 has not broken the task down
 * yet) goes to its successor, unless that owes it already; else it is owed no more, on that basis.
 */
export async function settleLooseDuties(
  ctx: Context,
  tx: Work,
  ending: { organisationId: string; successorId: string | null; basis: string },
): Promise<void> {
  const { organisationId, successorId, basis } = ending
  const isLoose = and(
    eq(obligations.organisationId, organisationId),
    isNull(obligations.assignmentId),
    isOpen,
  )
  const own = alias(obligations, 'own')
  if (successorId) {
    const owedAlready = tx.db
      .select({ id: own.id })
      .from(own)
      .where(
        and(
          eq(own.organisationId, successorId),
          eq(own.templateId, obligations.templateId),
          eq(own.period, obligations.period),
          eq(own.kind, obligations.kind),
        ),
      )
    await tx.db
      .update(obligations)
      .set({ organisationId: successorId })
      .where(and(isLoose, notExists(owedAlready)))
  }
  await tx.db
    .update(obligations)
    .set({ exemptionBasis: basis, exemptedBy: ctx.viewer?.personId ?? null })
    .where(isLoose)
}

/**
 * Ties the duties of a period to copies of its task that go out later (分解, 补充下达, 改派): what was
 * owed already, or owed no more because an earlier copy was taken back, is owed by the new copy; what
 * nobody has written down yet is owed from now. What a rule exempts stays exempt.
 */
export async function tieDuties(
  tx: Work,
  task: Pick<Task, 'templateId' | 'period' | 'dueAt'>,
  nodes: readonly Pick<TaskNode, 'activityKind'>[],
  copies: readonly Copy[],
): Promise<void> {
  const { templateId, period, dueAt } = task
  const kinds = [...new Set(nodes.flatMap((node) => node.activityKind ?? []))]
  if (!templateId || !period || kinds.length === 0) {
    return
  }
  for (const { assignmentId, organisationId, personId, part } of copies) {
    if (personId === null && part !== 'coordinator') {
      await tieOne(tx, { templateId, period, dueAt, kinds, assignmentId, organisationId })
    }
  }
}

interface Tied {
  templateId: string
  period: string
  dueAt: Date
  kinds: ActivityKind[]
  assignmentId: string
  organisationId: string
}

async function tieOne(tx: Work, { kinds, assignmentId, ...owed }: Tied): Promise<void> {
  await tx.db
    .update(obligations)
    .set({ assignmentId, exemptionBasis: null, exemptedBy: null })
    .where(
      and(
        eq(obligations.templateId, owed.templateId),
        eq(obligations.period, owed.period),
        eq(obligations.organisationId, owed.organisationId),
        isNull(obligations.dischargedAt),
        or(isNull(obligations.exemptionBasis), isNotNull(obligations.assignmentId)),
      ),
    )
  await tx.db
    .insert(obligations)
    .values(kinds.map((kind) => ({ id: newId(), kind, assignmentId, ...owed })))
    .onConflictDoNothing()
}

/** Branches that a rule exempts from what a task of a period asks for. */
export async function exemptByRule(
  db: Work['db'],
  { templateId, period }: Pick<Task, 'templateId' | 'period'>,
): Promise<Set<string>> {
  if (!templateId || !period) {
    return new Set()
  }
  const rows = await db
    .select({ organisationId: obligations.organisationId })
    .from(obligations)
    .where(
      and(
        eq(obligations.templateId, templateId),
        eq(obligations.period, period),
        isNull(obligations.assignmentId),
      ),
    )
    .groupBy(obligations.organisationId)
    .having(sql`bool_and(${obligations.exemptionBasis} is not null)`)
  return new Set(rows.map((row) => row.organisationId))
}
