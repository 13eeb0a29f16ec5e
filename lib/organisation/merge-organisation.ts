import type { Context } from '@/lib/context'
import { conflict, invalid } from '@/lib/errors'
import { authorize } from '@/lib/policy'
import { closeVersion, openChildren } from './close-version'
import type { MergeInput } from './inputs'
import { handOverLast } from './last-handover'
import { moveRoster } from './move-roster'
import type { EndingWork } from './open-work-port'
import { settleOpenWork } from './settle-open-work'
import {
  assertEffectiveDay,
  assertOpen,
  changeVersion,
  latestVersion,
  lockTree,
  nextPosition,
} from './versions'

export interface MergeResult {
  name: string
  intoName: string
  people: number
  transferred: number
  notApplicable: number
}

/**
 * Merges an organisation into another of its kind on a day: its people and what stands under it go
 * there, its posts end, every open assignment is transferred or 不适用, its secretary hands over.
 * Earlier days keep it.
 * @throws DomainError not_found, forbidden, invalid (kinds, undecided work), conflict
 */
export async function mergeOrganisation(
  ctx: Context,
  input: MergeInput,
  port: EndingWork,
): Promise<MergeResult> {
  return ctx.transact(async (tx) => {
    await lockTree(tx.db)
    const { organisationId, intoId, on, basis } = input
    const open = await latestVersion(tx.db, organisationId)
    const into = await latestVersion(tx.db, intoId)
    authorize(ctx.viewer, 'organisation.restructure', { organisationId })
    authorize(ctx.viewer, 'organisation.restructure', { organisationId: intoId })
    assertOpen(open)
    assertOpen(into)
    if (organisationId === intoId || open.kind !== into.kind) {
      throw invalid('只能并入同一类别的另一个组织，请重新选择。', {
        intoId: '请选同类别的另一个组织',
      })
    }
    assertEffectiveDay(ctx, on, null)
    if (into.validFrom > on) {
      throw conflict(`“${into.name}”在 ${into.validFrom} 有变更，合并日期不能早于这一天。`)
    }
    const reason = `${open.name}并入${into.name}`
    const cause = `${reason}：${basis}`
    const { items, ...settled } = await settleOpenWork(ctx, tx, port, {
      ...input,
      successorId: intoId,
      basis: cause,
    })
    let position = await nextPosition(tx.db, intoId)
    for (const child of await openChildren(tx.db, organisationId)) {
      assertEffectiveDay(ctx, on, child.validFrom)
      await changeVersion(tx, child, { on, basis, change: { parentId: intoId, position } })
      position += 1
    }
    const people = await moveRoster(tx, { fromId: organisationId, toId: intoId, on, basis })
    const persons = await port.followPersons(ctx, tx, {
      ...{ organisationId, successorId: intoId, on },
      basis: cause,
    })
    const ended = await closeVersion(tx, open, on, intoId)
    await handOverLast(ctx, tx, port, {
      organisation: open,
      items,
      reason,
      ended,
      successorId: intoId,
    })
    await port.leavePosts(tx, ended)
    tx.record({
      action: 'organisation.merge',
      subjectType: 'organisation',
      subjectId: organisationId,
      detail: { into: intoId, on, basis, people, persons, ...settled },
    })
    return { name: open.name, intoName: into.name, people, ...settled }
  })
}
