import type { AppealState } from '@/db/enums'
import type { Verdict } from './schema'

export const appealStateLabels: Record<AppealState, string> = {
  filed: '待裁定',
  upheld: '维持',
  corrected: '已更正',
  withdrawn: '已撤回',
}

export const verdictLabels: Record<Verdict, string> = {
  uphold: '维持原分录',
  remove: '撤销这条分录',
  amount: '改为另一分值',
}
