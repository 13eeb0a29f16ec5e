import { eq, inArray } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { accounts, people } from '@/db/schema'

const columns = {
  personId: accounts.personId,
  state: accounts.state,
  passwordHash: accounts.passwordHash,
  name: people.name,
  employeeNumber: people.employeeNumber,
}

/** The account with an employee number, in the case it was typed or in capitals. Null when there is none. */
export async function findAccountByNumber(db: Db, employeeNumber: string) {
  const [row] = await db
    .select(columns)
    .from(people)
    .innerJoin(accounts, eq(accounts.personId, people.id))
    .where(inArray(people.employeeNumber, [employeeNumber, employeeNumber.toUpperCase()]))
    .limit(1)
  return row ?? null
}

/** The account of a person. Null when there is none. */
export async function findAccount(db: Db, personId: string) {
  const [row] = await db
    .select(columns)
    .from(people)
    .innerJoin(accounts, eq(accounts.personId, people.id))
    .where(eq(people.id, personId))
  return row ?? null
}
