'use server'

import { action } from '@/lib/action'
import { changeSupervisionRules } from '@/lib/settings/change-setting'
import { supervisionRules } from '@/lib/settings/schema'

export const changeSupervisionRulesAction = action(supervisionRules, changeSupervisionRules, {
  words: () => '已保存，从现在起按新规则提醒；已经提醒过的不会重复提醒。',
  revalidate: () => ['/settings'],
})
