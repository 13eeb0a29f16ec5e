import { sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import type { StepState } from '@/db/enums'
import type { ReportValues } from '@/lib/forms/states'
import type { Day } from '@/lib/period'

/** One branch (or person) of a node, with its report if there is one. */
export interface CompiledRow {
  assignmentId: string
  stepId: string
  organisationId: string
  organisationName: string
  /** Set when the task went to a person. */
  personName: string | null
  state: StepState
  /** The last hand-in that stands. */
  submissionId: string | null
  values: ReportValues | null
  /** What the same organisation reported with the same form for the period before. */
  last: ReportValues | null
}

interface PlacedRow extends CompiledRow {
  /** Of the organisation among its siblings. */
  position: number
}

/**
 * Every copy of a task at a node in the office's order, one statement however many they are. The
 * 汇总 of a 党总支 is left out, as its branches are there themselves.
 */
export async function compiledRows(
  db: Db,
  at: { nodeId: string; formId: string; period: string; day: Day },
): Promise<CompiledRow[]> {
  const { nodeId, formId, period, day } = at
  const rows = await db.execute<{ [K in keyof PlacedRow]: PlacedRow[K] }>(sql`
    with copies as (
      select a.id as assignment_id, s.id as step_id, a.organisation_id, a.person_id, s.state,
        (select h.id from submissions h where h.step_id = s.id and h.rejected_at is null
          order by h.version desc limit 1) as submission_id
      from steps s join assignments a on a.id = s.assignment_id
      where s.node_id = ${nodeId} and a.part <> 'coordinator'
        and a.state not in ('cancelled', 'not_applicable')
    ), earlier as (
      select distinct on (r.organisation_id) r.organisation_id, r.submission_id
      from form_reports r join form_versions v on v.id = r.form_version_id
      where v.form_id = ${formId} and r.period < ${period} and length(r.period) = length(${period})
        and r.organisation_id in (select organisation_id from copies where person_id is null)
      order by r.organisation_id, r.period desc, r.at desc
    )
    select c.assignment_id as "assignmentId", c.step_id as "stepId",
      c.organisation_id as "organisationId", coalesce(o.name, '（已撤销的组织）') as "organisationName",
      p.name as "personName", c.state, c.submission_id as "submissionId", r.values,
      b.values as last, coalesce(o.position, 0) as position
    from copies c
    left join form_reports r on r.submission_id = c.submission_id
    left join earlier e on e.organisation_id = c.organisation_id and c.person_id is null
    left join form_reports b on b.submission_id = e.submission_id
    left join people p on p.id = c.person_id
    left join organisation_versions o on o.organisation_id = c.organisation_id
      and o.valid_from <= ${day}::date and (o.valid_to is null or o.valid_to > ${day}::date)`)
  // Sorted here: the database would carry every report through its sort.
  return [...rows].sort(inOfficeOrder)
}

function inOfficeOrder(a: PlacedRow, b: PlacedRow): number {
  const key = (row: PlacedRow) =>
    `${row.organisationName} ${row.personName ?? ''} ${row.assignmentId}`
  return a.position - b.position || (key(a) < key(b) ? -1 : 1)
}
