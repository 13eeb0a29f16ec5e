'use server'

import { action } from '@/lib/action'
import { issueCircular } from '@/lib/tasks/circulars/issue-circular'
import {
  changeCircularInput,
  circularInput,
  draftCircularInput,
} from '@/lib/tasks/circulars/schema'
import { changeCircular, draftCircular, renewCircular } from '@/lib/tasks/circulars/write-circular'

const here = ({ id }: { id: string }) => [`/circulars/${id}`]

export const draftCircularAction = action(draftCircularInput, draftCircular, {
  words: () => '已按现在的数据起草，请核对、修改后发出。',
  redirectTo: ({ id }) => `/circulars/${id}`,
})

export const changeCircularAction = action(changeCircularInput, changeCircular, {
  words: () => '已保存。',
  revalidate: here,
})

export const renewCircularAction = action(circularInput, renewCircular, {
  words: () => '已重新取数，正文按新的数据重写。',
  revalidate: here,
})

export const issueCircularAction = action(circularInput, issueCircular, {
  words: ({ number }) => `已发出${number}，有关党组织的负责人会收到通知。`,
  revalidate: here,
})
