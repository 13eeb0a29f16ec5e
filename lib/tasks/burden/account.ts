import { and, eq, sql } from 'drizzle-orm'
import type { OrganisationKind } from '@/db/enums'
import { organisationVersions } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { notFound } from '@/lib/errors'
import { authorize, can } from '@/lib/policy'
import { reachOf } from '@/lib/policy/viewer'
import { likePattern } from '../board-queries'
import { visibleTasks } from '../visible'
import {
  type AccountLine,
  type AccountTotal,
  byWeight,
  compared,
  lineOf,
  namedByDepartment,
  organisationsThen,
  totalOf,
  within,
} from './compared'
import type { ComparedMonths } from './month'

export interface Account {
  lines: AccountLine[]
  total: AccountTotal
}

/**
 * 减负账 by department: what each asked for in the month. Officers of the committee see every
 * department under it, officers of a department their own.
 * @throws DomainError forbidden
 */
export async function departmentAccount(
  ctx: ViewerContext,
  months: ComparedMonths,
): Promise<Account> {
  authorize(ctx.viewer, 'burden.viewDepartments')
  const figures = await compared(ctx, months, 'department', visibleTasks(ctx.viewer))
  return { lines: await namedByDepartment(ctx, months, figures), total: totalOf(figures) }
}

export interface OrganisationAccount extends Account {
  organisation: { id: string; name: string; kind: OrganisationKind }
}

/**
 * What one organisation was asked for, by who asked; for its own officers and those above it.
 * @throws DomainError not_found, the same for none and for a hidden one
 */
export async function organisationAccount(
  ctx: ViewerContext,
  months: ComparedMonths,
  organisationId: string,
): Promise<OrganisationAccount> {
  const isIt = eq(organisationVersions.organisationId, organisationId)
  const [organisation] = can(ctx.viewer, 'burden.viewOrganisation', { organisationId })
    ? await organisationsThen(ctx, months, isIt)
    : []
  if (!organisation) {
    throw notFound('党组织')
  }
  const scope = sql`a.organisation_id = ${organisationId}::uuid`
  const figures = await compared(ctx, months, 'department', scope)
  const lines = await namedByDepartment(ctx, months, figures)
  return { lines, total: totalOf(figures), organisation }
}

export interface BranchAccount extends Account {
  /** Organisations found, of which `lines` is a page. */
  count: number
  page: number
  pages: number
}

export const branchPageSize = 50

/**
 * What each branch in the viewer's reach was asked for, the fullest first; branches that were asked
 * nothing stand there with zero. The total is of all that were found.
 * @param size lines of a page; Infinity for all of them
 * @throws DomainError forbidden
 */
export async function branchAccount(
  ctx: ViewerContext,
  months: ComparedMonths,
  filter: { search?: string | undefined; page: number },
  size = branchPageSize,
): Promise<BranchAccount> {
  authorize(ctx.viewer, 'burden.open')
  const reach = reachOf(ctx.viewer)
  const found = await organisationsThen(
    ctx,
    months,
    and(
      within(reach, sql`${organisationVersions.organisationId}`),
      filter.search
        ? sql`${organisationVersions.name} ilike ${likePattern(filter.search)}`
        : undefined,
    ),
  )
  const shownIds = filter.search ? new Set(found.map(({ id }) => id)) : reach
  const scope = within(shownIds, sql.raw('a.organisation_id'))
  const figures = await compared(ctx, months, 'organisation', scope)
  const lines = found
    .filter(({ id, kind }) => isBranch(kind) || figures.now.byKey.has(id))
    .map(({ id, name }) => lineOf(figures, id, name))
    .sort(byWeight)
  const pages = Math.max(1, Math.ceil(lines.length / size))
  const page = Math.min(filter.page, pages)
  const shown = size === Infinity ? lines : lines.slice((page - 1) * size, page * size)
  return { lines: shown, total: totalOf(figures), count: lines.length, page, pages }
}

/** Only these are asked for work as a rule; the others are listed when they were. */
function isBranch(kind: OrganisationKind): boolean {
  return kind === 'branch' || kind === 'general_branch'
}
