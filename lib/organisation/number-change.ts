import { inArray } from 'drizzle-orm'
import type { Db } from '@/db/client'
import type { RoleKind } from '@/db/enums'
import { people } from '@/db/schema'
import type { Context, Work } from '@/lib/context'
import { forbidden } from '@/lib/errors'
import { dayOf } from '@/lib/period'
import { can } from '@/lib/policy'
import { rolesHeld } from './role-holders'
import { type CorrectedField, roleKindLabels } from './schema'

/** What one signs in by and is reached by. */
export type NumberField = Extract<CorrectedField, 'employeeNumber' | 'phone'>

/** Somebody whose phone or employee number has just become another one. */
export interface NumberChange {
  personId: string
  fields: readonly NumberField[]
  /** The phone of before, encrypted; null when there was none. */
  previousPhoneCipher: string | null
}

/**
 * What the account asks for when a number changes, in the same transaction: a later domain, handed
 * in by the action. The new numbers stand in `people` by then.
 */
export type AfterNumberChange = (tx: Work, changes: readonly NumberChange[]) => Promise<void>

/** Those of the fields by which one signs in or is reached. */
export function numberFields(fields: readonly string[]): NumberField[] {
  return (['employeeNumber', 'phone'] as const).filter((field) => fields.includes(field))
}

/**
 * Refuses to change the numbers of whoever holds a granted role, but for the security administrator:
 * with the number goes the account.
 * @throws DomainError forbidden
 */
export async function assertNumbersMine(
  ctx: Context,
  db: Db,
  person: { personId: string; name: string },
): Promise<void> {
  const { personId, name } = person
  const roles = (await rolesHeld(db, [personId], dayOf(ctx.now))).get(personId) ?? []
  const isOpen = roles.length === 0 || ctx.viewer === null
  if (!isOpen && ctx.viewer && !can(ctx.viewer, 'account.correctNumbers', { personId, roles })) {
    throw forbidden(heldNumbersWords(name, roles))
  }
}

/** Why the numbers of a role holder stay as they are, and who may change them. */
export function heldNumbersWords(name: string, roles: readonly RoleKind[]): string {
  const held = roles.map((role) => roleKindLabels[role]).join('、')
  const isOfficer = roles.every(
    (role) => role === 'committee_officer' || role === 'department_officer',
  )
  const way = isOfficer
    ? '请由安全管理员在“账号与角色”里更正'
    : '请先由安全管理员收回角色，更正后再授予'
  return `${name}是${held}，手机号和工号关系到账号安全，没有改动。${way}；其他信息可以照常更正。`
}

/** The encrypted phones of people, by person. */
export async function phoneCiphers(
  db: Db,
  personIds: readonly string[],
): Promise<Map<string, string | null>> {
  const rows =
    personIds.length === 0
      ? []
      : await db
          .select({ id: people.id, phoneCipher: people.phoneCipher })
          .from(people)
          .where(inArray(people.id, [...personIds]))
  return new Map(rows.map((row) => [row.id, row.phoneCipher]))
}
