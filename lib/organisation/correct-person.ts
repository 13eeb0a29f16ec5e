import { eq } from 'drizzle-orm'
import { people } from '@/db/schema'
import type { Context, Work } from '@/lib/context'
import { dayOf } from '@/lib/period'
import { phoneLookup, sealPhone } from '@/lib/phone'
import { authorize } from '@/lib/policy'
import { assertNumberFree } from './free-number'
import { lockPerson } from './membership-rows'
import { assertBornBefore } from './person-birth'
import type { CorrectPersonInput } from './person-inputs'
import { loadPersonSubject } from './person-queries'
import type { CorrectedField } from './schema'
import { phoneWarnings } from './shared-phone'
import { lockTree } from './versions'

/** How the person learns of it: notices are a later domain, the action hands it in. */
export type TellCorrected = (
  tx: Work,
  correction: { personId: string; fields: readonly CorrectedField[] },
) => Promise<void>

export interface Correction {
  personName: string
  /** What is another value now; empty when everything was as it is. */
  fields: CorrectedField[]
  warnings: string[]
}

/** Those by which one signs in or is reached: the person is told. */
const tellingFields: readonly CorrectedField[] = ['employeeNumber', 'phone']

type Person = typeof people.$inferSelect

/**
 * Puts right what is kept of a person. Not history: there was one value all along. Recorded by the
 * names of the fields, never by a value; sessions and posts go on.
 * @throws DomainError not_found, forbidden, invalid (number taken, birth)
 */
export async function correctPerson(
  ctx: Context,
  input: CorrectPersonInput,
  ports: { tell: TellCorrected },
): Promise<Correction> {
  return ctx.transact(async (tx) => {
    const { personId } = input
    await lockTree(tx.db)
    await lockPerson(tx.db, personId)
    authorize(ctx.viewer, 'person.correct', await loadPersonSubject(tx.db, personId, ctx.now))
    const [kept] = await tx.db.select().from(people).where(eq(people.id, personId))
    const change = kept ? changeOf(kept, input) : {}
    const fields = fieldsOf(change)
    if (!kept || fields.length === 0) {
      tx.unchanged()
      return { personName: input.name, fields: [], warnings: [] }
    }
    if (change.employeeNumber) {
      const { employeeNumber } = change
      await assertNumberFree(ctx, tx.db, { employeeNumber, exceptId: personId })
    }
    if (change.bornOn) {
      assertBornBefore(change.bornOn, dayOf(ctx.now))
    }
    await tx.db.update(people).set(change).where(eq(people.id, personId))
    const told = fields.filter((field) => tellingFields.includes(field))
    if (told.length > 0) {
      await ports.tell(tx, { personId, fields: told })
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
  })
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
