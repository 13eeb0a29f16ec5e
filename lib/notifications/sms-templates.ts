// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the provider writes its variables this way
/**
 * The texts our messages may have. They are filed with the provider word by word, so nothing but
 * the variables changes; no links, no telephone numbers, nothing a lock screen should not show.
 */

/** A variable's longest value, as the provider allows it. */
export const variableLength = 35

/** What stands in front of every message, between 【】. */
export const smsSign = '领航'

export const smsTemplates = {
  sign_in_code: '您的登录验证码为${code}，5分钟内有效。请勿告诉他人，非本人操作请忽略。',
  task_dispatched: '您有一项新任务：${title}。请登录系统查看并签收。',
  task_urged: '您有一项任务尚待办理：${title}。请登录系统查看办理时限。',
  task_delegated: '有一项任务委托您承办：${title}。请登录系统查看。',
  task_submitted: '有一项任务已提交，请您审核：${title}。请登录系统查看。',
  task_returned: '您提交的任务需补充后再次提交：${title}。请登录系统查看说明。',
  task_approved: '您提交的任务已审核通过：${title}。',
  task_evaluated: '您办理的任务已完成评价：${title}。请登录系统查看。',
  task_cancelled: '一项任务已取消，无需再办理：${title}。',
  task_node_opened: '您有一项任务可以办理下一步：${title}。请登录系统查看办理时限。',
  task_escalated: '有一项任务需要您督促办理：${title}。请登录系统查看。',
  proxy_entry_recorded: '已为您代录一项任务的办理情况：${title}。请登录系统核对。',
  proxy_entry_rejected:
    '代录的一项任务办理情况未予确认，请您自行办理：${title}。请登录系统查看说明。',
  handover: '有工作交接给您：${title}。请登录系统查看交接清单。',
  complaint_answered: '您反映的情况已有答复：${title}。请登录系统查看。',
  score_step: '党建指数有新的安排：${title}。请登录系统查看办理时限。',
  appeal_decided: '您提出的申诉已有答复：${title}。请登录系统查看。',
  /** To the number of before, with the office to turn to. */
  phone_changed:
    '您登记的手机号已更换，本号码不再接收工作短信。如非本人要求，请立即联系${contact}。',
  /** Several notices in one message. */
  task_digest: '您有${count}条新的工作提醒，请登录系统查看。',
} as const

export type SmsTemplate = keyof typeof smsTemplates

/** Templates of one notice; their only variable is `title`. */
export type NoticeTemplate = Exclude<SmsTemplate, 'sign_in_code' | 'task_digest' | 'phone_changed'>

const sealedMark = 'sealed:'

/** The name under which an encrypted variable is kept until the message is handed over. */
export function sealedName(variable: string): string {
  return `${sealedMark}${variable}`
}

/** The variable's own name if it is kept encrypted, else null. */
export function sealedVariable(name: string): string | null {
  return name.startsWith(sealedMark) ? name.slice(sealedMark.length) : null
}

/**
 * A value as the provider takes it: one line, no addresses of pages, no 【】, at most 35 characters
 * (cut with …), never empty.
 */
export function variableOf(text: string): string {
  const line = text
    .replace(/(?:https?:\/\/|www\.)[^\s，。；、）)]*/gi, '')
    .replace(/【/g, '〔')
    .replace(/】/g, '〕')
    .replace(/\s+/g, ' ')
    .trim()
  const characters = [...line]
  if (characters.length <= variableLength) {
    return line === '' ? '（见系统）' : line
  }
  return `${characters.slice(0, variableLength - 1).join('')}…`
}

/**
 * The message as the phone shows it, sign in front. A variable that is missing shows as ＊＊＊＊＊＊:
 * a code that has been erased.
 */
export function renderSms(template: string, params: Readonly<Record<string, string>>): string {
  const text: string = isSmsTemplate(template) ? smsTemplates[template] : ''
  return `【${smsSign}】${text.replace(/\$\{(\w+)\}/g, (_, name: string) => params[name] ?? '＊＊＊＊＊＊')}`
}

/** Whether this is the name of a template. */
export function isSmsTemplate(name: string): name is SmsTemplate {
  return Object.hasOwn(smsTemplates, name)
}

/** Billed segments of a rendered message: one up to 70 characters, beyond that one per 67. */
export function segmentsOf(rendered: string): number {
  const length = rendered.length
  return length <= 70 ? 1 : Math.ceil(length / 67)
}
