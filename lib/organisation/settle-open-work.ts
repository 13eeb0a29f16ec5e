import type { Context, Work } from '@/lib/context'
import { conflict, invalid } from '@/lib/errors'
import type { OpenItem, OpenWork } from './open-work-port'

export interface Settlement {
  organisationId: string
  /** Who takes over what is transferred; null when nobody does. */
  successorId: string | null
  decisions: readonly { assignmentId: string; isTransferred: boolean }[]
  /** The basis of every 不适用. */
  workBasis?: string
  /** The basis of the merger or the end, for what is transferred. */
  basis: string
}

/**
 * Carries out what was decided for every open assignment of an organisation that ends.
 * @returns numbers of assignments transferred and ended as 不适用, and all of them for the 交接清单
 * @throws DomainError invalid when one is undecided or lacks its basis; conflict when one is no
 *   longer open
 */
export async function settleOpenWork(
  ctx: Context,
  tx: Work,
  port: OpenWork,
  settlement: Settlement,
): Promise<{ transferred: number; notApplicable: number; items: OpenItem[] }> {
  const { decisions, successorId, workBasis } = settlement
  const open = await port.listOpen(tx.db, settlement.organisationId)
  const decided = new Map(decisions.map((one) => [one.assignmentId, one.isTransferred]))
  const missing = open.filter((item) => !decided.has(item.assignmentId))
  if (missing.length > 0) {
    throw invalid(
      `还有 ${missing.length} 项在办任务没有选择移交或不适用（如“${missing[0]?.title}”），请逐项选定后再办。什么都没有改动。`,
      { decisions: '请逐项选定' },
    )
  }
  const isStale = decisions.length > open.length
  if (isStale) {
    throw conflict('在办任务刚刚有变化，什么都没有改动。请刷新页面，按最新的清单选定后再办。')
  }
  const transfers = open.filter((item) => decided.get(item.assignmentId))
  const ended = open.filter((item) => !decided.get(item.assignmentId))
  if (transfers.length > 0 && successorId === null) {
    throw invalid('选择了移交，请同时选定由哪个组织接收。', { transferToId: '请选择接收组织' })
  }
  if (ended.length > 0 && !workBasis) {
    throw invalid('选择了不适用，请写明依据。', { workBasis: '请写明不适用的依据' })
  }
  for (const { assignmentId } of transfers) {
    const toOrganisationId = successorId ?? ''
    await port.transfer(ctx, tx, { assignmentId, toOrganisationId, basis: settlement.basis })
  }
  for (const { assignmentId } of ended) {
    await port.markNotApplicable(ctx, tx, { assignmentId, basis: workBasis ?? '' })
  }
  const items = open.map((item) =>
    decided.get(item.assignmentId) ? item : { ...item, state: 'not_applicable' as const },
  )
  return { transferred: transfers.length, notApplicable: ended.length, items }
}
