import type { TellCorrected } from '@/lib/organisation/correct-person'
import { correctedFieldLabels } from '@/lib/organisation/schema'
import { writeNotices } from './notify'

/**
 * Tells a person, inside the application only, that the number he signs in or is reached by was
 * corrected: an SMS would go to the number that may be wrong.
 */
export const tellCorrected: TellCorrected = async (tx, { personId, fields }) => {
  const labels = fields.map((field) => correctedFieldLabels[field]).join('、')
  await writeNotices(tx, [
    {
      personId,
      kind: 'person_corrected',
      title: '登记信息更正',
      body: `您登记的${labels}已由工作人员更正，以后登录和接收短信以新登记的为准，已登录的设备不受影响。如有不对，请联系党建部。`,
      href: `/organisation/people/${personId}`,
      subjectType: 'person',
      subjectId: personId,
      smsTemplate: null,
    },
  ])
}
