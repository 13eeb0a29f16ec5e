import { memberships } from '@/db/schema'
import type { Context } from '@/lib/context'
import { conflict, invalid } from '@/lib/errors'
import { formatDay } from '@/lib/format'
import { authorize } from '@/lib/policy'
import type { AttachMemberInput } from './inputs'
import { lockPerson, membershipsFrom } from './membership-rows'
import { relationKindLabels } from './schema'
import { assertEffectiveDay, assertOpen, latestVersion } from './versions'

/**
 * 编入: puts a person on the roster of another branch beside the 组织关系 (借调, 流动), until a day
 * if one is known.
 * @throws DomainError not_found, forbidden, invalid, conflict (already belongs there)
 */
export async function attachMember(
  ctx: Context,
  input: AttachMemberInput,
): Promise<{ personName: string; organisationName: string }> {
  return ctx.transact(async (tx) => {
    const { personId, organisationId, relation, on, until, basis } = input
    const person = await lockPerson(tx.db, personId)
    const target = await latestVersion(tx.db, organisationId)
    authorize(ctx.viewer, 'organisation.restructure', { organisationId })
    assertOpen(target)
    if (target.kind === 'group') {
      throw invalid('编入到党支部，不到党小组。', { organisationId: '请选择党支部' })
    }
    assertEffectiveDay(ctx, on, target.validFrom)
    if (until !== undefined && until <= on) {
      throw invalid('结束日期应晚于开始日期，请调整。', { until: '应晚于开始日期' })
    }
    const rows = await membershipsFrom(tx.db, personId, on)
    const member = rows.find((row) => row.relation === 'membership')
    const there = rows.find(
      (row) => row.organisationId === organisationId && (!until || row.validFrom < until),
    )
    if (there) {
      throw conflict(
        `${person.name}自${formatDay(there.validFrom)}已在“${target.name}”（${relationKindLabels[there.relation]}），没有重复编入。`,
      )
    }
    if (!member) {
      throw conflict(`${person.name}在所填日期没有组织关系，不能编入。请核对日期。`)
    }
    await tx.db.insert(memberships).values({
      personId,
      organisationId,
      relation,
      memberKind: member.memberKind,
      validFrom: on,
      validTo: until ?? null,
      basis,
    })
    tx.record({
      action: 'membership.attach',
      subjectType: 'person',
      subjectId: personId,
      detail: { organisationId, relation, on, until: until ?? null, basis },
    })
    return { personName: person.name, organisationName: target.name }
  })
}
