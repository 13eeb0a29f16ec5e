import type { AssignmentState, StepState } from '@/db/enums'

/** What the state of an assignment follows from. */
export interface AssignmentFacts {
  /** Set once it is over for a reason of its own: 撤销, 不适用. */
  ending: 'cancelled' | 'not_applicable' | null
  /** 签收, standing. */
  isAccepted: boolean
  /** 申请退办 or 改派 is being decided. */
  isDeclinePending: boolean
  isEvaluated: boolean
  /** At least one. */
  steps: readonly { state: StepState }[]
}

/**
 * Where an assignment stands. Whatever lies with the branch comes first: only when nothing does is it
 * the reviewer's turn.
 * @throws Error when its steps contradict each other: something waits although nothing is under way
 */
export function assignmentStateOf(facts: AssignmentFacts): AssignmentState {
  const has = (state: StepState) => facts.steps.some((step) => step.state === state)
  if (facts.ending) {
    return facts.ending
  }
  if (facts.steps.length > 0 && facts.steps.every((step) => step.state === 'approved')) {
    return facts.isEvaluated ? 'evaluated' : 'approved'
  }
  if (facts.isDeclinePending) {
    return 'paused'
  }
  if (!facts.isAccepted) {
    return 'issued'
  }
  if (has('returned')) {
    return 'returned'
  }
  if (has('open')) {
    return 'accepted'
  }
  if (has('submitted')) {
    return 'submitted'
  }
  throw new Error(`No state for steps ${facts.steps.map((step) => step.state).join(', ')}`)
}

interface Staged {
  state: StepState
  stage: number
}

/** The waiting steps whose turn has come: every step of the stages before them is approved. */
export function stepsToOpen<T extends Staged>(steps: readonly T[]): T[] {
  return steps.filter(
    ({ state, stage }) =>
      state === 'waiting' &&
      steps.every((other) => other.stage >= stage || other.state === 'approved'),
  )
}

/** Whether a step lies with the branch. */
export function isAtBranch(state: StepState): boolean {
  return state === 'open' || state === 'returned'
}

/**
 * The step a page or a verb means when it names none: the first that was returned, else the first that
 * is open, else under review, else the last that was worked on. In the order of the nodes.
 */
export function currentOf<T extends { state: StepState }>(steps: readonly T[]): T | undefined {
  return (
    steps.find((step) => step.state === 'returned') ??
    steps.find((step) => step.state === 'open') ??
    steps.find((step) => step.state === 'submitted') ??
    steps.findLast((step) => step.state !== 'waiting') ??
    steps[0]
  )
}

interface Dated {
  state: StepState
  effectiveDueAt: Date
}

/**
 * The effective due that counts for the whole: the earliest of the steps that lie with the branch,
 * else of those under review; once nothing is under way, the last.
 */
export function dueOfWhole(steps: readonly Dated[]): Date {
  const times = (which: readonly Dated[]) => which.map((step) => step.effectiveDueAt.getTime())
  const atBranch = times(steps.filter((step) => isAtBranch(step.state)))
  const underReview = times(steps.filter((step) => step.state === 'submitted'))
  const [first] = [atBranch, underReview].filter((one) => one.length > 0)
  return new Date(first ? Math.min(...first) : Math.max(...times(steps)))
}
