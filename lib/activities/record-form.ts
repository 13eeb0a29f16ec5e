import type { ActivityKind } from '@/db/enums'
import { newId } from '@/db/ids'
import { loadCalendar } from '@/lib/calendar'
import type { ViewerContext } from '@/lib/context'
import { DomainError, forbidden } from '@/lib/errors'
import { organisationsOn } from '@/lib/organisation/queries'
import { type Day, dayOf } from '@/lib/period'
import { can } from '@/lib/policy'
import { readSetting } from '@/lib/settings/read-setting'
import { type Expected, expectedAttendance } from './attendance'
import { isAfterDays, isAfterPeriod } from './lateness'
import { owedPeriods } from './owed-periods'

export interface RecordChoices {
  /** Branches the viewer may record for. */
  branches: { id: string; name: string }[]
  organisationId: string
  groups: { id: string; name: string }[]
}

export interface RecordForm extends RecordChoices {
  requestKey: string
  heldOn: Day
  kinds: ActivityKind[]
  groupId: string | null
  /** Null with the sentence why nobody can be expected. */
  expected: Expected | null
  problem: string | null
  /** Whether it would be 补录 and wants a reason. */
  isLate: boolean
  /** Periods it would count in. */
  periods: string[]
}

interface Asked {
  organisationId?: string | undefined
  kinds: ActivityKind[]
  on?: Day | undefined
  groupId?: string | undefined
}

/**
 * What the form of a record begins with: the roster of the day for its kinds, nobody marked yet.
 * @throws DomainError forbidden for whoever is in post at no branch
 */
export async function recordForm(ctx: ViewerContext, asked: Asked): Promise<RecordForm> {
  const today = dayOf(ctx.now)
  const heldOn = asked.on !== undefined && asked.on <= today ? asked.on : today
  const choices = await choicesOf(ctx, asked.organisationId, heldOn)
  const { organisationId } = choices
  const groupId = choices.groups.some((group) => group.id === asked.groupId)
    ? (asked.groupId ?? null)
    : null
  const found =
    asked.kinds.length > 0
      ? await expectedAttendance(ctx.db, {
          organisationId,
          kinds: asked.kinds,
          day: heldOn,
          groupId: groupId ?? undefined,
        }).catch(asProblem)
      : null
  const periods = await owedPeriods(ctx.db, organisationId, { kinds: asked.kinds, heldOn })
  const { recordWithinDays } = await readSetting(ctx.db, 'activities')
  const isOver = periods.some((period) => isAfterPeriod(period, ctx.now))
  return {
    ...choices,
    requestKey: newId(),
    heldOn,
    kinds: asked.kinds,
    groupId,
    expected: typeof found === 'string' ? null : found,
    problem: typeof found === 'string' ? found : null,
    isLate: isOver || isAfterDays(heldOn, recordWithinDays, ctx.now, await loadCalendar(ctx.db)),
    periods,
  }
}

async function choicesOf(
  ctx: ViewerContext,
  wanted: string | undefined,
  day: Day,
): Promise<RecordChoices> {
  const tree = await organisationsOn(ctx.db, day)
  const branches = tree
    .filter((one) => one.kind === 'branch')
    .filter((one) => can(ctx.viewer, 'activity.record', { organisationId: one.id }))
  const chosen = branches.find((one) => one.id === wanted) ?? branches[0]
  if (!chosen) {
    throw forbidden('活动纪实由党支部在任的书记、委员或党务专责记录。您没有任职的党支部。')
  }
  return {
    branches: branches.map(({ id, name }) => ({ id, name })),
    organisationId: chosen.id,
    groups: tree
      .filter((one) => one.kind === 'group' && one.parentId === chosen.id)
      .map(({ id, name }) => ({ id, name })),
  }
}

function asProblem(error: unknown): string {
  if (error instanceof DomainError && error.code === 'invalid') {
    return error.message
  }
  throw error
}
