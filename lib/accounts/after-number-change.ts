import type { Work } from '@/lib/context'
import { type NewNotice, writeNotices } from '@/lib/notifications/notify'
import { queueSms } from '@/lib/notifications/queue-sms'
import { redirectUnsent } from '@/lib/notifications/redirect-unsent'
import type { AfterNumberChange, NumberChange } from '@/lib/organisation/number-change'
import { correctedFieldLabels } from '@/lib/organisation/schema'
import { openPhone } from '@/lib/phone'
import { endSessions } from './end-sessions'

/**
 * A number opens the account, so another number ends the sessions; the person is told inside the
 * application and by SMS to the number of before, and what still waits goes to the new one.
 */
export const afterNumberChange: AfterNumberChange = async (tx, changes) => {
  for (const change of changes) {
    const { personId } = change
    await endSessions(tx, { personId, ending: 'revoked', now: tx.now })
    if (change.fields.includes('phone') && change.previousPhoneCipher !== null) {
      await tellOldNumber(tx, personId, change.previousPhoneCipher)
    }
  }
  const moved = changes.filter((change) => change.fields.includes('phone'))
  await redirectUnsent(
    tx,
    moved.map((change) => change.personId),
  )
  await writeNotices(tx, changes.map(noticeOf))
}

async function tellOldNumber(tx: Work, personId: string, cipher: string): Promise<void> {
  await queueSms(tx, {
    personId,
    phone: openPhone(cipher),
    template: 'phone_changed',
    params: { contact: '党建部' },
    secret: false,
    urgent: false,
  })
}

function noticeOf({ personId, fields }: NumberChange): NewNotice {
  const labels = fields.map((field) => correctedFieldLabels[field]).join('、')
  return {
    personId,
    kind: 'person_corrected',
    title: '登记信息更正',
    body: `您登记的${labels}已由工作人员更正，以后登录和接收短信以新登记的为准，已登录的设备需要重新登录。如不是您要求的，请立即联系党建部。`,
    href: `/organisation/people/${personId}`,
    subjectType: 'person',
    subjectId: personId,
    smsTemplate: null,
  }
}
