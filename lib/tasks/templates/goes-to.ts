import type { ViewerContext } from '@/lib/context'
import { dayOf } from '@/lib/period'
import { resolveRecipients } from '../resolve-recipients'
import { branchesWithBasis } from './branch-make-up'
import type { Template } from './load-template'

/** Whom an instance that went out today would reach: organisations, people of its own, the exempt. */
export interface GoesTo {
  organisations: number
  people: number
  exempt: number
  /** People told of it, by notice and SMS. */
  told: number
}

/** Resolved against the organisation tree, posts and groups of today. */
export async function goesToOf(
  ctx: ViewerContext,
  { content, exemption }: Template,
): Promise<GoesTo> {
  const today = dayOf(ctx.now)
  const all = await resolveRecipients(ctx.db, content.recipients, today, content.route)
  const owing = await branchesWithBasis(ctx.db, all, exemption, today)
  const exempt = new Set(owing.flatMap((one) => (one.basis === null ? [] : [one.organisationId])))
  const reached = all.organisations.filter(({ organisation }) => !exempt.has(organisation.id))
  const told = new Set([
    ...reached.flatMap((one) => one.told.map((holder) => holder.personId)),
    ...all.people.map((person) => person.personId),
  ])
  return {
    organisations: reached.length,
    people: all.people.length,
    exempt: exempt.size,
    told: told.size,
  }
}
