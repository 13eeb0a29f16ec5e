'use server'

import { action } from '@/lib/action'
import { correctActivity } from '@/lib/activities/correct-activity'
import { recordActivity } from '@/lib/activities/record-activity'
import {
  correctActivityInput,
  recordActivityInput,
  withdrawActivityInput,
} from '@/lib/activities/schema'
import { withdrawActivity } from '@/lib/activities/withdraw-activity'

export const recordActivityAction = action(recordActivityInput, recordActivity, {
  words: ({ activity }) => `已保存“${activity.title}”。`,
  redirectTo: ({ activity }) => `/activities/${activity.id}`,
})

export const correctActivityAction = action(correctActivityInput, correctActivity, {
  words: ({ activity }) => `已更正“${activity.title}”。`,
  redirectTo: ({ activity }) => `/activities/${activity.id}`,
})

export const withdrawActivityAction = action(withdrawActivityInput, withdrawActivity, {
  words: ({ activity, reopened }) =>
    reopened.length > 0
      ? `已撤回“${activity.title}”，${reopened.length} 项应开展事项重新变成未开展。`
      : `已撤回“${activity.title}”。`,
  revalidate: ({ activity }) => [`/activities/${activity.id}`],
})
