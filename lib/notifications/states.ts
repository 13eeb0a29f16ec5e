import type { NoticeKind, SmsHoldRule, SmsState } from '@/db/enums'
import { formatMoment } from '@/lib/format'

/** The four that every recipient falls into, exactly one each; one word each, on every screen. */
export const deliveryOutcomes = ['delivered', 'failed', 'unknown', 'waiting'] as const
export type DeliveryOutcome = (typeof deliveryOutcomes)[number]

export const outcomeWords: Record<DeliveryOutcome, string> = {
  delivered: '送达',
  failed: '失败',
  unknown: '未知',
  waiting: '等待',
}

/** What is known of one telling of one recipient. */
export interface Telling {
  hasPerson: boolean
  notice: { wantsSms: boolean; refusal: string | null } | null
  message: {
    state: SmsState
    reason: string | null
    holdRule: SmsHoldRule | null
    notBefore: Date
    finishedAt: Date | null
  } | null
  /** Whether the provider is out of order, so that nothing is handed over for now. */
  isProviderDown?: boolean
}

const outcomeOfState: Record<SmsState, DeliveryOutcome> = {
  waiting: 'waiting',
  handing_over: 'waiting',
  handed_over: 'waiting',
  delivered: 'delivered',
  failed: 'failed',
  unknown: 'unknown',
  withdrawn: 'failed',
}

const holdWords: Record<SmsHoldRule, string> = {
  quiet_hours: '夜间不打扰（21:00—7:30）',
  merge: '与相近的提醒合并发送',
  daily_limit: '当日短信已达上限',
  provider_busy: '短信服务商暂时没有接收，没有发出',
}

/** The one outcome of a telling; the same rule as SQL in delivery-counts.ts (a test compares them). */
export function outcomeOf({ hasPerson, notice, message }: Telling): DeliveryOutcome {
  if (!hasPerson || !notice?.wantsSms || notice.refusal !== null) {
    return 'failed'
  }
  return message ? outcomeOfState[message.state] : 'waiting'
}

/** The sentence of a receipt row: what happened, or which rule still holds the message. */
export function deliverySentence(telling: Telling, now: Date): string {
  const { hasPerson, notice, message } = telling
  if (!hasPerson) {
    return '当时无人任职，没有发送对象，请另行告知'
  }
  if (!notice?.wantsSms) {
    return '未安排短信，仅在系统内提醒'
  }
  if (notice.refusal !== null) {
    return notice.refusal
  }
  return message ? messageSentence(telling, message, now) : '正在安排发送'
}

function messageSentence(
  { isProviderDown = false }: Telling,
  message: NonNullable<Telling['message']>,
  now: Date,
): string {
  switch (message.state) {
    case 'waiting':
      return waitingSentence(message, isProviderDown, now)
    case 'handing_over':
      return '正在交给短信服务商'
    case 'handed_over':
      return '已交短信服务商，等待回执'
    case 'delivered':
      return message.finishedAt ? `${formatMoment(message.finishedAt, now)} 送达手机` : '已送达手机'
    case 'failed':
      return message.reason ?? '发送失败，请改用其他方式告知'
    case 'unknown':
      return message.reason ?? '是否送达未知，系统不会重复发送'
    case 'withdrawn':
      return message.reason ?? '已撤回，未发送'
  }
}

function waitingSentence(
  { holdRule, notBefore }: NonNullable<Telling['message']>,
  isProviderDown: boolean,
  now: Date,
): string {
  const isByProvider = holdRule === null || holdRule === 'provider_busy' || notBefore <= now
  if (isProviderDown && isByProvider) {
    return '短信服务商暂时不可用，没有发出；恢复后自动发送，急事请先电话告知'
  }
  return holdRule && notBefore > now
    ? `${holdWords[holdRule]}，${formatMoment(notBefore, now)} 后发送`
    : '正在等待发送'
}

/** What a notice is, in a word for lists. */
export const noticeKindWords: Record<NoticeKind, string> = {
  task_dispatched: '新任务',
  task_urged: '催办',
  task_delegated: '委托承办',
  task_submitted: '待审核',
  task_returned: '退回',
  task_approved: '审核通过',
  task_evaluated: '评价',
  task_cancelled: '任务取消',
  task_copied: '抄送',
  task_escalated: '督办提醒',
  task_extension_requested: '延期申请',
  task_extension_decided: '延期答复',
  task_decline_requested: '退办申请',
  task_decline_decided: '退办答复',
  task_withdrawn: '任务撤回',
  task_node_opened: '节点开始',
  circular_issued: '情况通报',
  proposal_received: '新的需求',
  proposal_decided: '需求答复',
  proxy_entry_recorded: '代录',
  proxy_entry_rejected: '代录未予确认',
  handover: '工作交接',
  complaint_received: '新的意见',
  complaint_answered: '意见答复',
  person_corrected: '信息更正',
  score_step: '党建指数',
  score_moved: '得分更正',
  appeal_filed: '新的申诉',
  appeal_decided: '申诉答复',
}

export const smsStateWords: Record<SmsState, string> = {
  waiting: '等待发送',
  handing_over: '正在发送',
  handed_over: '等待回执',
  delivered: '送达',
  failed: '失败',
  unknown: '未知',
  withdrawn: '已撤回',
}

/** The status line: `今日短信 63 条 · 送达 61 · 未知 1 · 等待 1`; zeros are left out. */
export function deliveryTodayWords(counts: Record<'recipients' | DeliveryOutcome, number>): string {
  return [
    `今日短信 ${counts.recipients} 条`,
    ...deliveryOutcomes
      .filter((outcome) => counts[outcome] > 0)
      .map((outcome) => `${outcomeWords[outcome]} ${counts[outcome]}`),
  ].join(' · ')
}
