import { isDeepStrictEqual } from 'node:util'
import { settings } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { authorize } from '@/lib/policy'
import { readSetting } from './read-setting'
import type { SupervisionRules } from './schema'

/** Sets the 督办规则, from now on: what has been told already is not told again. */
export async function changeSupervisionRules(
  ctx: ViewerContext,
  value: SupervisionRules,
): Promise<SupervisionRules> {
  return ctx.transact(async (tx) => {
    authorize(ctx.viewer, 'setting.change')
    const before = await readSetting(tx.db, 'supervision')
    if (isDeepStrictEqual(before, value)) {
      tx.unchanged()
      return value
    }
    const row = { value, changedBy: ctx.viewer.personId, changedAt: ctx.now }
    await tx.db
      .insert(settings)
      .values({ key: 'supervision', ...row })
      .onConflictDoUpdate({ target: settings.key, set: row })
    tx.record({
      action: 'setting.change',
      subjectType: 'setting',
      subjectId: 'supervision',
      detail: { before, after: value },
    })
    return value
  })
}
