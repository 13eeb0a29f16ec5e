import type { QuarterState, SnapshotKind } from '@/db/enums'

/** The steps of a quarter, in order, as they are called on every screen. */
export const quarterStateLabels: Record<QuarterState, string> = {
  open: '日常积累',
  self: '自评',
  preliminary: '初评',
  verification: '反馈核对',
  meeting: '评议',
  publication: '公示',
  approved: '已审定',
  frozen: '已定稿',
}

/** What happens in a step, for those who are not in it every day. */
export const quarterStateWords: Record<QuarterState, string> = {
  open: '季度进行中，系统按已冻结的办法自动核算，各支部随时看得到。',
  self: '各支部对照指标自评，归口部门尚未评分。',
  preliminary: '各归口部门对本部门的指标评分并附依据。',
  verification: '各支部核对初评结果，有不同意见在这里提出，由归口部门答复。',
  meeting: '领导小组召开评议会，按评议快照逐个支部评议。',
  publication: '结果公示，支部可以就具体分录提出申诉。',
  approved: '党委已审定，等待定稿。',
  frozen: '结果已定稿，不再变动；以后的更正另立修订版，两版都看得到。',
}

export const snapshotKindLabels: Record<SnapshotKind, string> = {
  preliminary: '初评结果',
  meeting: '评议快照',
  publication: '公示结果',
  corrected: '更正公示结果',
  final: '定稿',
}

/** States before ranks and grades are anybody's business but the office's. */
export const unpublishedStates: readonly QuarterState[] = [
  'open',
  'self',
  'preliminary',
  'verification',
  'meeting',
]

/** The check code as it is read out: the first eight digits in two groups, 7F3A-91C2. */
export function checkCode(sha256: string): string {
  const head = sha256.slice(0, 8).toUpperCase()
  return `${head.slice(0, 4)}-${head.slice(4)}`
}
