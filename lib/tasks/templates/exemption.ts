import type { ExemptionRule, PostKind } from '@/db/enums'

/** What a branch has, as far as exemptions ask. */
export interface BranchMakeUp {
  /** Posts held there on the day. */
  posts: readonly PostKind[]
  /** 党小组 that exist on the day. */
  groups: number
}

const committeePosts: readonly PostKind[] = [
  'organisation_commissioner',
  'publicity_commissioner',
  'discipline_commissioner',
  'commissioner',
]

/**
 * Whether a branch has a 支委会. A branch without one has a secretary and at most a deputy, so any
 * other member of a committee in post proves that there is one, also while the secretary's post is empty.
 */
export function hasCommittee(branch: BranchMakeUp): boolean {
  return branch.posts.some((post) => committeePosts.includes(post))
}

/**
 * On what basis a branch owes nothing under a rule, in words with the day they hold for; null when
 * it owes the activity.
 */
export function exemptionBasis(
  rule: ExemptionRule,
  branch: BranchMakeUp,
  day: string,
): string | null {
  if (rule === 'without_committee' && !hasCommittee(branch)) {
    return `未设支部委员会（按 ${day} 在任职务）`
  }
  if (rule === 'without_groups' && branch.groups === 0) {
    return `未设党小组（按 ${day} 组织设置）`
  }
  return null
}
