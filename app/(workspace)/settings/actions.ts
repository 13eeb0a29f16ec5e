'use server'

import { action } from '@/lib/action'
import { changeActivityRules, changeSupervisionRules } from '@/lib/settings/change-setting'
import { activityRules, supervisionRules } from '@/lib/settings/schema'

export const changeSupervisionRulesAction = action(supervisionRules, changeSupervisionRules, {
  words: () => '已保存，从现在起按新规则提醒；已经提醒过的不会重复提醒。',
  revalidate: () => ['/settings'],
})

export const changeActivityRulesAction = action(activityRules, changeActivityRules, {
  words: ({ recordWithinDays }) =>
    `已保存，从现在起活动后 ${recordWithinDays} 个工作日内记的算按时；已经记下的不变。`,
  revalidate: () => ['/settings'],
})
