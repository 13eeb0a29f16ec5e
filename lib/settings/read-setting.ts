import { eq } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { settings } from '@/db/schema'
import { type SettingKey, type SettingValue, settingKinds } from './schema'

/** The value of a setting as it stands; what was never set has its default. */
export async function readSetting<K extends SettingKey>(db: Db, key: K): Promise<SettingValue<K>> {
  const [row] = await db
    .select({ value: settings.value })
    .from(settings)
    .where(eq(settings.key, key))
  return settingKinds[key].parse(row?.value ?? {}) as SettingValue<K>
}
