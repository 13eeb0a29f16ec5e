import { forbidden } from '@/lib/errors'
import { accountRules } from './accounts'
import { activityRules } from './activities'
import { burdenRules } from './burden'
import { circularRules } from './circulars'
import { complaintRules } from './complaints'
import { fileRules } from './files'
import { formRules } from './forms'
import { organisationRules } from './organisation'
import { planRules } from './plan'
import { requirementRules } from './requirements'
import { scorecardRules } from './scorecard'
import { settingRules } from './settings'
import { taskRules } from './tasks'
import { templateRules } from './templates'
import type { Viewer } from './viewer'

/** Every rule of who may do what. An action that is not here is refused. */
export const rules = {
  ...organisationRules,
  ...accountRules,
  ...fileRules,
  ...complaintRules,
  ...formRules,
  ...taskRules,
  ...templateRules,
  ...activityRules,
  ...requirementRules,
  ...planRules,
  ...circularRules,
  ...burdenRules,
  ...scorecardRules,
  ...settingRules,
} as const

export type Action = keyof typeof rules
type Rule<A extends Action> = (typeof rules)[A]
/** What an action is asked about; nothing for actions without a subject. */
export type SubjectOf<A extends Action> = Parameters<Rule<A>> extends [Viewer, infer S] ? [S] : []

/** Whether the viewer may do this. */
export function can<A extends Action>(
  viewer: Viewer,
  action: A,
  ...subject: SubjectOf<A>
): boolean {
  const rule = rules[action] as ((viewer: Viewer, subject?: unknown) => boolean) | undefined
  return rule?.(viewer, subject[0]) === true
}

/**
 * Refuses unless the viewer may do this. The system itself (no viewer) may.
 * @throws DomainError forbidden
 */
export function authorize<A extends Action>(
  viewer: Viewer | null,
  action: A,
  ...subject: SubjectOf<A>
): void {
  if (viewer !== null && !can(viewer, action, ...subject)) {
    throw forbidden()
  }
}

/** The answers for several actions on one subject, for a page to hand down as booleans. */
export function abilities<A extends Action>(
  viewer: Viewer,
  actions: readonly A[],
  ...subject: SubjectOf<A>
): Record<A, boolean> {
  return Object.fromEntries(
    actions.map((action) => [action, can(viewer, action, ...subject)]),
  ) as Record<A, boolean>
}
