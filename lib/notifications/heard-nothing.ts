import { sql } from 'drizzle-orm'
import type { Work } from '@/lib/context'
import { noNumberWords } from './notify'

/**
 * Who has had no SMS about a subject because every one was stopped before it left, so that a second
 * one would speak of something he never heard of. Whoever has no number does not count: he was told
 * by other means.
 * @returns whether that holds for a person and a subject
 */
export async function whoHeardNothing(
  db: Work['db'],
  subjectIds: readonly string[],
): Promise<(personId: string, subjectId: string) => boolean> {
  const rows = await db.execute<{ personId: string; subjectId: string }>(sql`
    select person_id as "personId", subject_id as "subjectId" from notices
    where subject_id in (select value::uuid from json_array_elements_text(${JSON.stringify(subjectIds)}::json))
      and sms_template is not null
    group by person_id, subject_id
    having bool_and(sms_refusal is not null) and bool_or(sms_refusal <> ${noNumberWords})`)
  const unheard = new Set(rows.map((row) => `${row.personId} ${row.subjectId}`))
  return (personId, subjectId) => unheard.has(`${personId} ${subjectId}`)
}
