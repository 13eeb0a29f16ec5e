import type { AbsenceReason, ActivityKind } from '@/db/enums'

export const absenceLabels: Record<AbsenceReason, string> = {
  business_trip: '出差',
  duty: '值班',
  leave: '请假',
  illness: '因病',
  other: '其他',
}

/** What a form says of one person: present, a reason of absence, or not of the circle (谈心谈话). */
export const presentValue = 'present'
export const outsideValue = 'outside'

/** How a duty of a period stands, in the order in which it is worth a look. */
export const obligationStates = ['missed', 'open', 'done', 'late', 'exempt'] as const
export type ObligationState = (typeof obligationStates)[number]

export const obligationStateLabels: Record<ObligationState, string> = {
  missed: '未开展',
  open: '未到期',
  done: '已开展',
  late: '补录',
  exempt: '免',
}

export interface Owed {
  dueAt: Date
  exemptionBasis: string | null
  dischargedAt: Date | null
  isLate: boolean
}

/** How a duty stands now. */
export function obligationStateOf(owed: Owed, now: Date): ObligationState {
  if (owed.exemptionBasis !== null) {
    return 'exempt'
  }
  if (owed.dischargedAt !== null) {
    return owed.isLate ? 'late' : 'done'
  }
  return owed.dueAt <= now ? 'missed' : 'open'
}

/** Of 支委会: the sentence when no more than half of the committee came; null when enough did. */
export function quorumWarning(committee: { expected: number; present: number }): string | null {
  return committee.present * 2 > committee.expected
    ? null
    : `支委会应到 ${committee.expected} 人，实到 ${committee.present} 人，没有超过半数。按规定须有半数以上委员到会，请核对；记录已如实保存。`
}

/** Kinds at which the whole branch is expected, groups of it or not. */
const wholeBranch: readonly ActivityKind[] = ['members_meeting', 'appraisal']
/** Kinds that the branch or one of its groups may hold. */
const eitherOf: readonly ActivityKind[] = ['party_lecture', 'party_day', 'life_meeting']

/** Who is expected at a kind of activity: everybody, the committee, groups, or those one talks with. */
export type Circle = 'branch' | 'committee' | 'groups' | 'chosen'

/** The circles of an activity that is several kinds at once; their union is 应到. */
export function circlesOf(kinds: readonly ActivityKind[], isOfGroup: boolean): Set<Circle> {
  return new Set(
    kinds.map((kind): Circle => {
      if (wholeBranch.includes(kind)) {
        return 'branch'
      }
      if (eitherOf.includes(kind)) {
        return isOfGroup ? 'groups' : 'branch'
      }
      return kind === 'committee_meeting'
        ? 'committee'
        : kind === 'group_meeting'
          ? 'groups'
          : 'chosen'
    }),
  )
}
