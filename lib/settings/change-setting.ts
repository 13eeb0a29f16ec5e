import { isDeepStrictEqual } from 'node:util'
import { settings } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { authorize } from '@/lib/policy'
import { readSetting } from './read-setting'
import type { ActivityRules, SettingKey, SettingValue, SupervisionRules } from './schema'

/** Sets the 督办规则, from now on: what has been told already is not told again. */
export async function changeSupervisionRules(
  ctx: ViewerContext,
  value: SupervisionRules,
): Promise<SupervisionRules> {
  return changeSetting(ctx, 'supervision', value)
}

/** Sets the rules of 活动纪实, for records made from now on. */
export async function changeActivityRules(
  ctx: ViewerContext,
  value: ActivityRules,
): Promise<ActivityRules> {
  return changeSetting(ctx, 'activities', value)
}

async function changeSetting<K extends SettingKey>(
  ctx: ViewerContext,
  key: K,
  value: SettingValue<K>,
): Promise<SettingValue<K>> {
  return ctx.transact(async (tx) => {
    authorize(ctx.viewer, 'setting.change')
    const before = await readSetting(tx.db, key)
    if (isDeepStrictEqual(before, value)) {
      tx.unchanged()
      return value
    }
    const row = { value, changedBy: ctx.viewer.personId, changedAt: ctx.now }
    await tx.db
      .insert(settings)
      .values({ key, ...row })
      .onConflictDoUpdate({ target: settings.key, set: row })
    tx.record({
      action: 'setting.change',
      subjectType: 'setting',
      subjectId: key,
      detail: { before, after: value },
    })
    return value
  })
}
