import type { ViewerContext } from '@/lib/context'
import { formatMoment, formatPeriod } from '@/lib/format'
import { authorize, can } from '@/lib/policy'
import { type Account, branchAccount, departmentAccount, organisationAccount } from './account'
import { buildAccountWorkbook } from './account-workbook'
import { type ComparedMonths, comparedMonths } from './month'
import type { BurdenAddress } from './schema'
import { accountRule } from './states'

export interface AccountFile {
  name: string
  bytes: Uint8Array
}

/**
 * The account that an address shows, every line of it, as a workbook.
 * @throws DomainError forbidden; not_found for an organisation out of reach
 */
export async function exportAccount(
  ctx: ViewerContext,
  address: BurdenAddress,
): Promise<AccountFile> {
  authorize(ctx.viewer, 'burden.open')
  const months = comparedMonths(address.month, ctx.now)
  const { head, title, account } = await accountOf(ctx, months, address)
  const month = formatPeriod(months.now.key)
  const bytes = await buildAccountWorkbook({
    title: `${title} ${month}`,
    note: `截至 ${formatMoment(ctx.now)}。${accountRule}`,
    head,
    months: [month, formatPeriod(months.before.key), formatPeriod(months.yearAgo.key)],
    ...account,
  })
  return { name: `${title}-${month}.xlsx`, bytes }
}

async function accountOf(
  ctx: ViewerContext,
  months: ComparedMonths,
  { organisation, by, q }: BurdenAddress,
): Promise<{ head: string; title: string; account: Account }> {
  if (organisation) {
    const account = await organisationAccount(ctx, months, organisation)
    return { head: '由谁提出', title: `减负账-${account.organisation.name}`, account }
  }
  if (by !== 'branch' && can(ctx.viewer, 'burden.viewDepartments')) {
    return { head: '部门', title: '减负账', account: await departmentAccount(ctx, months) }
  }
  const filter = { search: q, page: 1 }
  const account = await branchAccount(ctx, months, filter, Number.POSITIVE_INFINITY)
  return { head: '党组织', title: '减负账', account }
}
