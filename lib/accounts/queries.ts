import { and, asc, eq, ilike, or, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { AccountState, RoleKind } from '@/db/enums'
import { accounts, organisationVersions, people, roleGrants, sessions } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { validOn } from '@/lib/organisation/queries'
import { dayOf } from '@/lib/period'
import { authorize } from '@/lib/policy'

export interface GrantedRole {
  grantId: string
  role: RoleKind
  organisationName: string | null
  department: string | null
}

export interface AccountRow {
  personId: string
  name: string
  employeeNumber: string | null
  phoneMasked: string | null
  branchName: string | null
  state: AccountState
  hasPassword: boolean
  openSessions: number
  roles: GrantedRole[]
}

export interface AccountsPage {
  rows: AccountRow[]
  /** Key of the next page, or null on the last one. */
  after: string | null
}

const pageSize = 50

/**
 * Accounts by name, 50 a page; `search` is a part of the name or the start of the employee number.
 * @throws DomainError forbidden
 */
export async function accountsPage(
  ctx: ViewerContext,
  filter: { search?: string; after?: string; roleHolders?: boolean },
): Promise<AccountsPage> {
  authorize(ctx.viewer, 'account.list')
  const day = dayOf(ctx.now)
  const found = await accountRows(
    ctx,
    and(searchFor(filter.search), afterKey(filter.after), holdersOnly(filter, day)),
  )
  const rows = found.slice(0, pageSize)
  const last = rows.at(-1)
  return {
    rows,
    after: found.length > pageSize && last ? `${last.personId}~${last.name}` : null,
  }
}

/**
 * One account, or null when the person has none.
 * @throws DomainError forbidden
 */
export async function accountOf(ctx: ViewerContext, personId: string): Promise<AccountRow | null> {
  authorize(ctx.viewer, 'account.list')
  const [row] = await accountRows(ctx, eq(people.id, personId))
  return row ?? null
}

async function accountRows(ctx: ViewerContext, where: SQL | undefined): Promise<AccountRow[]> {
  const rows = await ctx.db
    .select({
      personId: people.id,
      name: people.name,
      employeeNumber: people.employeeNumber,
      phoneMasked: people.phoneMasked,
      state: accounts.state,
      hasPassword: sql<boolean>`${accounts.passwordHash} is not null`,
      branchName: branchName(dayOf(ctx.now)),
      openSessions: sql<number>`(select count(*)::int from ${sessions} s
        where s.person_id = ${people.id} and s.ended_at is null
          and s.expires_at > ${ctx.now.toISOString()}::timestamptz)`,
    })
    .from(accounts)
    .innerJoin(people, eq(people.id, accounts.personId))
    .where(where)
    .orderBy(asc(people.name), asc(people.id))
    .limit(pageSize + 1)
  const roles = await rolesOf(
    ctx,
    rows.map(({ personId }) => personId),
  )
  return rows.map((row) => ({ ...row, roles: roles.get(row.personId) ?? [] }))
}

function branchName(day: string): SQL<string | null> {
  return sql<string | null>`(
    select v.name from memberships m join organisation_versions v using (organisation_id)
    where m.person_id = ${people.id} and m.relation = 'membership'
      and m.valid_from <= ${day}::date and (m.valid_to is null or m.valid_to > ${day}::date)
      and v.valid_from <= ${day}::date and (v.valid_to is null or v.valid_to > ${day}::date))`
}

function searchFor(search: string | undefined): SQL | undefined {
  const text = search?.trim().replace(/[\\%_]/g, '\\$&')
  return text
    ? or(ilike(people.name, `%${text}%`), ilike(people.employeeNumber, `${text}%`))
    : undefined
}

function afterKey(after: string | undefined): SQL | undefined {
  const match = /^([0-9a-f-]{36})~(.{1,100})$/.exec(after ?? '')
  const isKey = match && z.uuid().safeParse(match[1]).success
  return isKey ? sql`(${people.name}, ${people.id}) > (${match[2]}, ${match[1]}::uuid)` : undefined
}

function holdersOnly(filter: { roleHolders?: boolean }, day: string): SQL | undefined {
  return filter.roleHolders
    ? sql`exists (select 1 from role_grants g where g.person_id = ${people.id}
        and g.valid_from <= ${day}::date and (g.valid_to is null or g.valid_to > ${day}::date))`
    : undefined
}

async function rolesOf(ctx: ViewerContext, personIds: string[]) {
  const day = dayOf(ctx.now)
  const roles = new Map<string, GrantedRole[]>()
  if (personIds.length === 0) {
    return roles
  }
  const granted = await ctx.db
    .select({
      personId: roleGrants.personId,
      grantId: roleGrants.id,
      role: roleGrants.role,
      department: roleGrants.department,
      organisationName: organisationVersions.name,
    })
    .from(roleGrants)
    .leftJoin(
      organisationVersions,
      and(
        eq(organisationVersions.organisationId, roleGrants.organisationId),
        validOn(organisationVersions, day),
      ),
    )
    .where(
      and(
        sql`${roleGrants.personId} = any(${sql.param(personIds)}::uuid[])`,
        validOn(roleGrants, day),
      ),
    )
    .orderBy(asc(roleGrants.role))
  for (const { personId, ...role } of granted) {
    roles.set(personId, [...(roles.get(personId) ?? []), role])
  }
  return roles
}
