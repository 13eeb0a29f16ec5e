import { and, eq, sql } from 'drizzle-orm'
import { requirements } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { conflict } from '@/lib/errors'
import { authorize } from '@/lib/policy'
import { attachToRequirement } from './attach-files'
import { holdRequirement, type Requirement } from './load-requirement'
import { assertReceived, contentOf } from './register-requirement'
import type { ChangeRequirementInput } from './schema'

/**
 * Corrects a requirement, from the version the form was made from only; its number stays.
 * @throws DomainError conflict once it is closed or a colleague has changed it meanwhile
 */
export async function changeRequirement(
  ctx: ViewerContext,
  input: ChangeRequirementInput,
): Promise<Requirement> {
  return ctx.transact(async (tx) => {
    const before = await holdRequirement(ctx, tx, input.requirementId)
    authorize(ctx.viewer, 'requirement.change', before)
    assertReceived(ctx, input.receivedOn)
    const content = contentOf(input)
    const [changed] = await tx.db
      .update(requirements)
      .set({ ...content, version: sql`${requirements.version} + 1` })
      .where(
        and(
          eq(requirements.id, before.id),
          eq(requirements.state, 'registered'),
          eq(requirements.version, input.version),
        ),
      )
      .returning()
    if (!changed) {
      throw conflict(
        before.state === 'closed'
          ? '这项立项已经销号，不能再改。您填写的内容还在；确需修改，请先恢复办理。'
          : '这项立项刚被改过，这次没有保存，以免覆盖。您填写的内容还在：请先复制要保留的部分，再刷新页面修改。',
      )
    }
    await attachToRequirement(ctx, tx, before.id, input.fileIds)
    const names = Object.keys(content) as (keyof typeof content)[]
    tx.record({
      action: 'requirement.change',
      subjectType: 'requirement',
      subjectId: before.id,
      detail: {
        version: changed.version,
        changed: names.filter((name) => before[name] !== content[name]),
        dueOn: { from: before.dueOn, to: changed.dueOn },
      },
    })
    return changed
  })
}
