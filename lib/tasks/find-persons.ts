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
  const words = [...new Set(text.split(/[\s,，、;；]+/).filter(Boolean))]
  if (words.length === 0) {
    return []
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
  if (unknown.length > 0 || ambiguous.length > 0) {
    const words = [
      ...unknown.map((match) => `没有找到“${match.word}”`),
      ...ambiguous.map((match) => `“${match.word}”有 ${match.people.length} 位，请改用工号`),
    ].join('；')
    throw invalid('个人名单里有几处需要修改，其他内容都还在。', { persons: words })
  }
  return [...new Set(matches.flatMap((match) => match.people.map((person) => person.id)))]
}
