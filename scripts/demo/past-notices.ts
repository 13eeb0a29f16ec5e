import type { NoticeKind } from '@/db/enums'
import { newId } from '@/db/ids'
import { failureWords, unknownWords } from '@/lib/notifications/failure-words'
import { noticeParams } from '@/lib/notifications/notice-params'
import { noNumberWords } from '@/lib/notifications/notify'
import type { NoticeTemplate } from '@/lib/notifications/sms-templates'
import { sealPhone } from '@/lib/phone'
import { localTrialPrefix } from '@/lib/providers/sms/local'
import type { PastRows } from './past-rows'
import type { DemoPerson } from './world'

interface PastNotice {
  person: DemoPerson
  kind: NoticeKind
  title: string
  body: string
  taskId: string
  assignmentId: string
  at: Date
  readAt: Date | null
  smsTemplate: NoticeTemplate | null
}

/**
 * A notice of the past with the message it became.
 * @returns the notice's id
 */
export function addNotice(rows: PastRows, notice: PastNotice): string {
  const { person, at, taskId, assignmentId, smsTemplate, ...rest } = notice
  const id = newId()
  const hasMessage = smsTemplate !== null && person.phone !== null
  rows.notices.push({
    id,
    personId: person.id,
    kind: rest.kind,
    title: rest.title,
    body: rest.body,
    href: `/tasks/${taskId}/assignments/${assignmentId}`,
    subjectType: 'assignment',
    subjectId: assignmentId,
    createdAt: at,
    readAt: rest.readAt,
    smsTemplate,
    smsMessageId: hasMessage ? addMessage(rows, person, smsTemplate, rest.title, at) : null,
    smsRefusal: smsTemplate !== null && person.phone === null ? noNumberWords : null,
  })
  return id
}

function addMessage(
  rows: PastRows,
  person: DemoPerson,
  template: NoticeTemplate,
  title: string,
  at: Date,
): string {
  const id = newId()
  const { phoneCipher, phoneMasked } = sealPhone(person.phone ?? '')
  rows.smsMessages.push({
    id,
    personId: person.id,
    phoneCipher,
    phoneMasked,
    ...noticeParams(1, { template, title }),
    holdRule: null,
    notBefore: at,
    leaseUntil: null,
    attempts: 0,
    billedSegments: null,
    createdAt: at,
    ...fateOf(id, person.phone ?? '', at),
  })
  return id
}

/** What the local SMS twin would have made of it. */
function fateOf(id: string, phone: string, at: Date) {
  const after = (ms: number) => new Date(at.getTime() + ms)
  const left = { providerReference: `local-${id}`, handedOverAt: after(1_200) }
  const ending = phone.startsWith(localTrialPrefix) ? phone.slice(-1) : ''
  switch (ending) {
    case '1':
      return {
        ...left,
        state: 'failed' as const,
        reason: failureWords('unreachable', 'MOBILE_NOT_ON_SERVICE'),
        finishedAt: after(9_000),
      }
    case '2':
      return {
        state: 'unknown' as const,
        reason: unknownWords.timeout,
        providerReference: null,
        handedOverAt: null,
        finishedAt: null,
      }
    case '5':
      return {
        state: 'failed' as const,
        reason: failureWords('number', 'isv.MOBILE_NUMBER_ILLEGAL'),
        providerReference: null,
        handedOverAt: null,
        finishedAt: after(1_200),
      }
    default:
      return {
        ...left,
        state: 'delivered' as const,
        reason: null,
        finishedAt: after(ending === '4' ? 126_000 : 4_300),
      }
  }
}
