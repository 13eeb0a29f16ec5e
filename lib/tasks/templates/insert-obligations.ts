import { bulkInsert } from '@/db/bulk'
import { newId } from '@/db/ids'
import { obligations } from '@/db/schema'
import type { Work } from '@/lib/context'
import type { Copy } from '../issue-copies'
import type { Owing } from './branch-make-up'
import type { Template } from './load-template'

/**
 * One line for each branch and kind of activity: what it owes by its copy, or why it owes nothing.
 * @returns how many
 */
export async function insertObligations(
  tx: Work,
  owed: {
    template: Template
    period: string
    dueAt: Date
    owing: readonly Owing[]
    copies: Copy[]
  },
): Promise<number> {
  const { template, period, dueAt, owing, copies } = owed
  const kinds = new Set(template.content.nodes.flatMap((node) => node.activityKind ?? []))
  const copyOf = new Map(
    copies.flatMap((copy) =>
      copy.personId === null ? [[copy.organisationId, copy.assignmentId] as const] : [],
    ),
  )
  const rows = [...kinds].flatMap((kind) =>
    owing.map(({ organisationId, basis }) => ({
      id: newId(),
      kind,
      organisationId,
      period,
      dueAt,
      templateId: template.id,
      assignmentId: basis === null ? (copyOf.get(organisationId) ?? null) : null,
      exemptionBasis: basis,
      exemptedBy: null,
      activityId: null,
      dischargedAt: null,
      isLate: false,
    })),
  )
  await bulkInsert(tx.db, obligations, rows)
  return rows.length
}
