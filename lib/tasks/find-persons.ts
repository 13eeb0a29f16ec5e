import { and, eq, inArray, or } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { memberships, people } from '@/db/schema'
import { invalid } from '@/lib/errors'
import { validOn } from '@/lib/organisation/queries'
import type { Day } from '@/lib/period'

/**
 * Ids of members named in free text by employee number, or by a name that only one member has.
 * @throws DomainError invalid that names what was not found or is not unique
 */
export async function findPersons(db: Db, text: string, day: Day): Promise<string[]> {
  const found = await findNamed(db, wordsOf(text), day)
  if (found.faults !== '') {
    throw invalid('个人名单里有几处需要修改，其他内容都还在。', { persons: found.faults })
  }
  return found.ids
}

/**
 * The one member named as 备选审核人 in the same way, or null when the field is empty.
 * @throws DomainError invalid when not exactly one is meant
 */
export async function findAlternate(db: Db, text: string, day: Day): Promise<string | null> {
  return findOnePerson(db, text, { day, field: 'alternateReviewer', label: '备选审核人' })
}

/**
 * The one member named in a field of a form in the same way, or null when the field is empty.
 * @throws DomainError invalid, at that field, when not exactly one is meant
 */
export async function findOnePerson(
  db: Db,
  text: string,
  { day, field, label }: { day: Day; field: string; label: string },
): Promise<string | null> {
  const words = wordsOf(text)
  const found = await findNamed(db, words, day)
  const faults = words.length > 1 ? '只填一位' : found.faults
  if (faults !== '') {
    throw invalid(`${label}需要修改，其他内容都还在。`, { [field]: faults })
  }
  return found.ids[0] ?? null
}

function wordsOf(text: string): string[] {
  return [...new Set(text.split(/[\s,，、;；]+/).filter(Boolean))]
}

/** Ids of those found, and in words what was not found or is not unique. */
async function findNamed(db: Db, words: string[], day: Day) {
  if (words.length === 0) {
    return { ids: [], faults: '' }
  }
  const found = await db
    .selectDistinct({
      id: people.id,
      name: people.name,
      employeeNumber: people.employeeNumber,
    })
    .from(people)
    .innerJoin(
      memberships,
      and(
        eq(memberships.personId, people.id),
        eq(memberships.relation, 'membership'),
        validOn(memberships, day),
      ),
    )
    .where(or(inArray(people.employeeNumber, words), inArray(people.name, words)))
  const matches = words.map((word) => ({
    word,
    people: found.filter((person) => person.employeeNumber === word || person.name === word),
  }))
  const unknown = matches.filter((match) => match.people.length === 0)
  const ambiguous = matches.filter((match) => match.people.length > 1)
  return {
    ids: [...new Set(matches.flatMap((match) => match.people.map((person) => person.id)))],
    faults: [
      ...unknown.map((match) => `没有找到“${match.word}”`),
      ...ambiguous.map((match) => `“${match.word}”有 ${match.people.length} 位，请改用工号`),
    ].join('；'),
  }
}
