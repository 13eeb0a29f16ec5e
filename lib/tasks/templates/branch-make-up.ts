import type { Db } from '@/db/client'
import type { ExemptionRule } from '@/db/enums'
import { organisationsOn, postHoldersOn } from '@/lib/organisation/queries'
import type { Day } from '@/lib/period'
import { groupByOrganisation, type Recipients } from '../resolve-recipients'
import { exemptionBasis } from './exemption'

/** A branch that a recurring duty is for, and on what basis it owes nothing, if so. */
export interface Owing {
  organisationId: string
  basis: string | null
}

/**
 * Every branch among the recipients, those that a 党总支 passes the task on to included, with the
 * basis of its exemption by posts and groups of the day.
 */
export async function branchesWithBasis(
  db: Db,
  recipients: Pick<Recipients, 'organisations' | 'under'>,
  rule: ExemptionRule,
  day: Day,
): Promise<Owing[]> {
  const branches = [
    ...recipients.organisations.map(({ organisation }) => organisation),
    ...[...recipients.under.values()].flat(),
  ].filter((one) => one.kind === 'branch')
  const ids = [...new Set(branches.map((one) => one.id))]
  if (rule === 'none') {
    return ids.map((organisationId) => ({ organisationId, basis: null }))
  }
  const [tree, holders] = await Promise.all([organisationsOn(db, day), postHoldersOn(db, ids, day)])
  const held = groupByOrganisation(holders)
  return ids.map((organisationId) => {
    const posts = (held.get(organisationId) ?? []).map((holder) => holder.post)
    const groups = tree.filter((one) => one.kind === 'group' && one.parentId === organisationId)
    return { organisationId, basis: exemptionBasis(rule, { posts, groups: groups.length }, day) }
  })
}
