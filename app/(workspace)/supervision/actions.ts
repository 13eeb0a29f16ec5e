'use server'

import { action } from '@/lib/action'
import { urgeFilteredInput } from '@/lib/tasks/supervision-address'
import { urgeFiltered } from '@/lib/tasks/urge-filtered'

export const urgeFilteredAction = action(urgeFilteredInput, urgeFiltered, {
  words: ({ urged, spared, spacingHours }) =>
    spared > 0
      ? `已催办 ${urged} 份；另有 ${spared} 份 ${spacingHours} 小时内催过，这次没有打扰。`
      : `已催办 ${urged} 份。`,
  revalidate: () => ['/supervision'],
})
