'use server'

import { action } from '@/lib/action'
import { formatDay } from '@/lib/format'
import { cancelProbation } from '@/lib/organisation/cancel-probation'
import { changeMemberKind } from '@/lib/organisation/change-member-kind'
import { departureWords, endMembership } from '@/lib/organisation/end-membership'
import { extendProbation } from '@/lib/organisation/extend-probation'
import { endMembershipInput } from '@/lib/organisation/inputs'
import {
  cancelProbationInput,
  changeMemberKindInput,
  extendProbationInput,
} from '@/lib/organisation/person-inputs'
import { leaveOrganisation } from '@/lib/tasks/leave-organisation'

type OfPerson = { personId: string }

const personOnly = (_result: unknown, { personId }: OfPerson) => [
  `/organisation/people/${personId}`,
]
const personAndTree = (result: unknown, input: OfPerson) => [
  ...personOnly(result, input),
  '/organisation',
]

export const changeMemberKindHere = action(changeMemberKindInput, changeMemberKind, {
  words: ({ personName }) => `${personName}已转为正式党员。`,
  revalidate: personOnly,
})

export const extendProbationHere = action(extendProbationInput, extendProbation, {
  words: ({ personName, until }) => `${personName}的预备期已延长至${formatDay(until)}。`,
  revalidate: personOnly,
})

export const cancelProbationHere = action(
  cancelProbationInput,
  (ctx, input) => cancelProbation(ctx, input, { leave: leaveOrganisation }),
  {
    words: (departed) => `已取消${departed.personName}的预备党员资格，${departureWords(departed)}`,
    revalidate: personAndTree,
  },
)

export const endMembershipHere = action(
  endMembershipInput,
  (ctx, input) => endMembership(ctx, input, { leave: leaveOrganisation }),
  {
    words: (departed) => `${departed.personName}的组织关系已结束，${departureWords(departed)}`,
    revalidate: personAndTree,
  },
)
