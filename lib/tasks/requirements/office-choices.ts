import type { ViewerContext } from '@/lib/context'
import { organisationsOn } from '@/lib/organisation/queries'
import { dayOf } from '@/lib/period'
import { proposingOffices } from './offices'

/** The offices in whose name the viewer may propose, with their names of today. */
export async function officeChoices(ctx: ViewerContext): Promise<{ key: string; label: string }[]> {
  const names = new Map(
    (await organisationsOn(ctx.db, dayOf(ctx.now))).map((one) => [one.id, one.name]),
  )
  return proposingOffices(ctx.viewer).map(({ key, organisationId, department }) => ({
    key,
    label: department ?? names.get(organisationId) ?? '',
  }))
}
