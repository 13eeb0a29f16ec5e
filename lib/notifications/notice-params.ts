import { type SmsTemplate, variableOf } from './sms-templates'

/** Template and variables of a message that carries `count` notices; one keeps its own words. */
export function noticeParams(
  count: number,
  first: { template: string; title: string },
): { template: SmsTemplate; params: Record<string, string> } {
  return count === 1
    ? { template: first.template as SmsTemplate, params: { title: variableOf(first.title) } }
    : { template: 'task_digest', params: { count: String(count) } }
}
