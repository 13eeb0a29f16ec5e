'use server'

import { action } from '@/lib/action'
import { urgeManyInput } from '@/lib/tasks/schema'
import { urgeFilteredInput } from '@/lib/tasks/supervision-address'
import { type UrgeResult, urgeMany } from '@/lib/tasks/urge-assignments'
import { urgeFiltered } from '@/lib/tasks/urge-filtered'

const urgedWords = ({ urged, spared, spacingHours }: UrgeResult) =>
  spared > 0
    ? `已催办 ${urged} 份；另有 ${spared} 份 ${spacingHours} 小时内催过，这次没有打扰。`
    : `已催办 ${urged} 份。`

export const urgeFilteredAction = action(urgeFilteredInput, urgeFiltered, {
  words: urgedWords,
  revalidate: () => ['/supervision'],
})

export const urgeChosenAction = action(urgeManyInput, urgeMany, {
  words: urgedWords,
  revalidate: () => ['/supervision'],
})
