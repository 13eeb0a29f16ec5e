import type { PlanState } from '@/db/enums'

export const planStateLabels: Record<PlanState, string> = {
  draft: '草稿',
  published: '已发布',
  closed: '已关闭',
}
