import { and, eq } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { newId } from '@/db/ids'
import { accounts, memberships, people } from '@/db/schema'
import type { Context, Work } from '@/lib/context'
import { conflict, invalid } from '@/lib/errors'
import { formatDay } from '@/lib/format'
import { dayOf } from '@/lib/period'
import { sealPhone } from '@/lib/phone'
import { authorize } from '@/lib/policy'
import { assertNumberFree } from './free-number'
import { assertBornBefore } from './person-birth'
import type { AddPersonInput } from './person-inputs'
import { organisationOn, validOn } from './queries'
import { phoneWarnings } from './shared-phone'
import { assertEffectiveDay, assertGroupOf, assertOpen, latestVersion, lockTree } from './versions'

export interface AddedPerson {
  personId: string
  personName: string
  organisationName: string
  warnings: string[]
}

/**
 * Puts one member on the roster by hand: the person, the 组织关系 from a day on, and an account
 * without a password, as an import makes it.
 * @throws DomainError not_found, forbidden, invalid (number taken, dates, 党小组), conflict (there already)
 */
export async function addPerson(ctx: Context, input: AddPersonInput): Promise<AddedPerson> {
  return ctx.transact(async (tx) => {
    const { organisationId } = input
    await lockTree(tx.db)
    const branch = await latestVersion(tx.db, organisationId)
    authorize(ctx.viewer, 'organisation.addPerson', { organisationId })
    assertOpen(branch)
    if (branch.kind === 'group') {
      throw invalid('党员登记到党支部；党小组请在支部下选择。', { organisationId: '请选择党支部' })
    }
    await assertGroupOf(tx.db, input.groupId ?? null, organisationId)
    assertEffectiveDay(ctx, input.on, null)
    if (!(await organisationOn(tx.db, organisationId, input.on))) {
      throw invalid(`“${branch.name}”在${formatDay(input.on)}还没有设立，请核对日期。`, {
        on: '支部这一天还没有设立',
      })
    }
    assertBornBefore(input.bornOn, input.on)
    if (input.employeeNumber) {
      await assertNumberFree(ctx, tx.db, { employeeNumber: input.employeeNumber })
    }
    await assertNotThere(tx.db, input, dayOf(ctx.now))
    const { personId, phoneLookup } = await writePerson(tx, input)
    tx.record({
      action: 'person.add',
      subjectType: 'person',
      subjectId: personId,
      detail: {
        organisationId,
        groupId: input.groupId ?? null,
        memberKind: input.memberKind,
        on: input.on,
        basis: input.basis,
      },
    })
    return {
      personId,
      personName: input.name,
      organisationName: branch.name,
      warnings: await phoneWarnings(ctx, tx.db, { personId, name: input.name, phoneLookup }),
    }
  })
}

/** The same form sent twice, or somebody entered before: told apart as an import tells it. */
async function assertNotThere(db: Db, input: AddPersonInput, today: string): Promise<void> {
  const namesakes = await db
    .select({ employeeNumber: people.employeeNumber, bornOn: people.bornOn })
    .from(people)
    .innerJoin(
      memberships,
      and(eq(memberships.personId, people.id), eq(memberships.relation, 'membership')),
    )
    .where(
      and(
        eq(people.name, input.name),
        eq(memberships.organisationId, input.organisationId),
        validOn(memberships, today),
      ),
    )
  const isSame = namesakes.some(
    ({ employeeNumber, bornOn }) =>
      !(employeeNumber && input.employeeNumber) &&
      (bornOn === null || bornOn.startsWith(input.bornOn) || input.bornOn.startsWith(bornOn)),
  )
  if (isSame) {
    throw conflict(
      `这个支部已有同名、出生年月相同的${input.name}，没有重复登记。如是两位同志，请填写工号或写全出生日期。`,
    )
  }
}

async function writePerson(
  tx: Work,
  input: AddPersonInput,
): Promise<{ personId: string; phoneLookup: string | null }> {
  const personId = newId()
  const sealed = input.phone ? sealPhone(input.phone) : null
  await tx.db.insert(people).values({
    id: personId,
    employeeNumber: input.employeeNumber ?? null,
    name: input.name,
    sex: input.sex,
    ethnicity: input.ethnicity,
    bornOn: input.bornOn,
    ...sealed,
    createdAt: tx.now,
  })
  await tx.db.insert(memberships).values({
    personId,
    organisationId: input.organisationId,
    groupId: input.groupId ?? null,
    relation: 'membership',
    memberKind: input.memberKind,
    validFrom: input.on,
    basis: input.basis,
  })
  // No password: the first sign-in is by SMS or with a set-up code.
  await tx.db.insert(accounts).values({ personId, state: 'active', createdAt: tx.now })
  return { personId, phoneLookup: sealed?.phoneLookup ?? null }
}
