import { and, eq } from 'drizzle-orm'
import { taskTemplates } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { conflict } from '@/lib/errors'
import { assertFreezable } from '@/lib/forms/freeze-version'
import { authorize } from '@/lib/policy'
import { firstPeriodFor } from './first-period'
import { asTemplate, loadTemplate, type Template } from './load-template'

/**
 * 启用: from the present period on if its due is still ahead, else from the next; nothing is made for
 * the past. An active one stays as it is.
 * @throws DomainError not_found; conflict when it was changed since it was looked at; what keeps one of
 *   its forms from going out
 */
export async function activateTemplate(
  ctx: ViewerContext,
  input: { templateId: string; version?: number | undefined },
): Promise<Template> {
  return turn(ctx, input, true)
}

/** 停用: makes no more instances; those that went out stay. */
export async function deactivateTemplate(
  ctx: ViewerContext,
  input: { templateId: string; version?: number | undefined },
): Promise<Template> {
  return turn(ctx, input, false)
}

function turn(
  ctx: ViewerContext,
  { templateId, version }: { templateId: string; version?: number | undefined },
  isActive: boolean,
): Promise<Template> {
  return ctx.transact(async (tx) => {
    const before = await loadTemplate(ctx, tx.db, templateId)
    authorize(ctx.viewer, 'template.edit', before)
    const { recurrence, anchor } = before
    if (before.isActive === isActive) {
      tx.unchanged()
      return before
    }
    // It will go out by itself, when nobody is there to read why it could not.
    for (const versionId of isActive ? formsOf(before) : []) {
      await assertFreezable(ctx, tx, versionId)
    }
    const firstPeriod =
      isActive && recurrence !== 'none' ? await firstPeriodFor(tx, { recurrence, anchor }) : null
    const [turned] = await tx.db
      .update(taskTemplates)
      .set({ isActive, firstPeriod, changedAt: ctx.now })
      .where(
        and(
          eq(taskTemplates.id, before.id),
          eq(taskTemplates.isActive, before.isActive),
          eq(taskTemplates.version, version ?? before.version),
        ),
      )
      .returning()
    if (!turned) {
      throw conflict('这个模板刚有变动，刚才的操作没有生效。请刷新页面看最新情况。')
    }
    tx.record({
      action: isActive ? 'template.activate' : 'template.deactivate',
      subjectType: 'task_template',
      subjectId: before.id,
      detail: { name: before.name, firstPeriod },
    })
    return asTemplate(turned)
  })
}

function formsOf({ content }: Template): string[] {
  return [...new Set(content.nodes.flatMap((node) => node.formVersionId ?? []))]
}
