import { eq } from 'drizzle-orm'
import { people } from '@/db/schema'
import type { Context, Work } from '@/lib/context'
import { dayOf } from '@/lib/period'
import { phoneLookup, sealPhone } from '@/lib/phone'
import { authorize } from '@/lib/policy'
import { assertNumberFree } from './free-number'
import { lockPerson } from './membership-rows'
import { type AfterNumberChange, assertNumbersMine, numberFields } from './number-change'
import { assertBornBefore } from './person-birth'
import type { CorrectNumbersInput, CorrectPersonInput } from './person-inputs'
import { loadPersonSubject } from './person-queries'
import { rolesHeld } from './role-holders'
import type { CorrectedField } from './schema'
import { phoneWarnings } from './shared-phone'
import { lockTree } from './versions'

export interface Correction {
  personName: string
  /** What is another value now; empty when everything was as it is. */
  fields: CorrectedField[]
  warnings: string[]
}

type Person = typeof people.$inferSelect

/**
 * Puts right what is kept of a person. Not history: there was one value all along. Recorded by the
 * names of the fields, never by a value. Another phone or employee number ends the sessions.
 * @throws DomainError not_found, forbidden (also: numbers of a role holder), invalid (number taken,
 *   birth)
 */
export async function correctPerson(
  ctx: Context,
  input: CorrectPersonInput,
  ports: { afterNumberChange: AfterNumberChange },
): Promise<Correction> {
  return ctx.transact(async (tx) => {
    const { personId } = input
    await lockTree(tx.db)
    await lockPerson(tx.db, personId)
    authorize(ctx.viewer, 'person.correct', await loadPersonSubject(tx.db, personId, ctx.now))
    const [kept] = await tx.db.select().from(people).where(eq(people.id, personId))
    return writeCorrection(ctx, tx, { kept, input, ...ports })
  })
}

/**
 * Another phone or employee number of an officer, by the security administrator.
 * @throws DomainError not_found, forbidden, invalid (number taken)
 */
export async function correctNumbers(
  ctx: Context,
  input: CorrectNumbersInput,
  ports: { afterNumberChange: AfterNumberChange },
): Promise<Correction> {
  return ctx.transact(async (tx) => {
    const { personId } = input
    await lockTree(tx.db)
    await lockPerson(tx.db, personId)
    const roles = (await rolesHeld(tx.db, [personId], dayOf(ctx.now))).get(personId) ?? []
    authorize(ctx.viewer, 'account.correctNumbers', { personId, roles })
    const [kept] = await tx.db.select().from(people).where(eq(people.id, personId))
    const { name, ethnicity, bornOn } = kept ?? { name: '', ethnicity: null, bornOn: null }
    return writeCorrection(ctx, tx, {
      kept,
      input: {
        ...input,
        name,
        ethnicity: ethnicity ?? undefined,
        bornOn: bornOn ?? undefined,
      },
      ...ports,
    })
  })
}

interface Wanted {
  kept: Person | undefined
  input: CorrectPersonInput
  afterNumberChange: AfterNumberChange
}

async function writeCorrection(ctx: Context, tx: Work, wanted: Wanted): Promise<Correction> {
  const { kept, input, afterNumberChange } = wanted
  const { personId } = input
  const change = kept ? changeOf(kept, input) : {}
  const fields = fieldsOf(change)
  if (!kept || fields.length === 0) {
    tx.unchanged()
    return { personName: input.name, fields: [], warnings: [] }
  }
  const numbers = numberFields(fields)
  if (numbers.length > 0) {
    await assertNumbersMine(ctx, tx.db, { personId, name: kept.name })
  }
  if (change.employeeNumber) {
    const { employeeNumber } = change
    await assertNumberFree(ctx, tx.db, { employeeNumber, exceptId: personId })
  }
  if (change.bornOn) {
    assertBornBefore(change.bornOn, dayOf(ctx.now))
  }
  await tx.db.update(people).set(change).where(eq(people.id, personId))
  if (numbers.length > 0) {
    await afterNumberChange(tx, [
      { personId, fields: numbers, previousPhoneCipher: kept.phoneCipher },
    ])
  }
  tx.record({
    action: 'person.correct',
    subjectType: 'person',
    subjectId: personId,
    detail: { fields },
  })
  const lookup = change.phoneLookup ?? null
  const warnings = fields.includes('phone')
    ? await phoneWarnings(ctx, tx.db, { personId, name: input.name, phoneLookup: lookup })
    : []
  return { personName: input.name, fields, warnings }
}

/** The columns that get another value. */
function changeOf(kept: Person, input: CorrectPersonInput): Partial<Person> {
  const change: Partial<Person> = {}
  const wanted = {
    name: input.name,
    employeeNumber: input.employeeNumber ?? null,
    ethnicity: input.ethnicity ?? null,
    bornOn: input.bornOn ?? null,
  }
  for (const field of ['name', 'employeeNumber', 'ethnicity', 'bornOn'] as const) {
    if (wanted[field] !== kept[field]) {
      Object.assign(change, { [field]: wanted[field] })
    }
  }
  if (input.phone && phoneLookup(input.phone) !== kept.phoneLookup) {
    return { ...change, ...sealPhone(input.phone) }
  }
  if (input.isPhoneRemoved && kept.phoneLookup !== null) {
    return { ...change, phoneCipher: null, phoneLookup: null, phoneMasked: null }
  }
  return change
}

function fieldsOf(change: Partial<Person>): CorrectedField[] {
  const plain = (['name', 'employeeNumber', 'ethnicity', 'bornOn'] as const).filter(
    (field) => field in change,
  )
  return 'phoneLookup' in change ? [...plain, 'phone'] : plain
}
