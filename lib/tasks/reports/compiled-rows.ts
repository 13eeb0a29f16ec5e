import { sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import type { StepState } from '@/db/enums'
import type { ReportValues } from '@/lib/forms/states'
import type { Day } from '@/lib/period'
import { previousPeriodKey } from '../templates/periods'

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
  /** What the same branch reported with the same form for the very period before, once approved. */
  last: ReportValues | null
}

interface PlacedRow extends CompiledRow {
  /** Of the organisation among its siblings. */
  position: number
}

/**
 * Every copy of a task at a node in the office's order, one statement however many they are. The
 * 汇总 of a 党总支 is left out, as its branches are there themselves. The last report is looked up
 * copy by copy: how many there are is beyond the planner's guess, and a join went through all pairs.
 * @param at.parentIds only what was broken down from these copies; null for all
 */
export async function compiledRows(
  db: Db,
  at: {
    nodeId: string
    formId: string
    period: string
    day: Day
    parentIds: readonly string[] | null
  },
): Promise<CompiledRow[]> {
  const { nodeId, formId, day } = at
  const before = previousPeriodKey(at.period)
  const within = at.parentIds
    ? sql`and a.parent_id = any(${sql.param([...at.parentIds])}::uuid[])`
    : sql``
  const rows = await db.execute<{ [K in keyof PlacedRow]: PlacedRow[K] }>(sql`
    with copies as materialized (
      select a.id as assignment_id, s.id as step_id, a.organisation_id, a.person_id, s.state,
        (select h.id from submissions h where h.step_id = s.id and h.rejected_at is null
          order by h.version desc limit 1) as submission_id
      from steps s join assignments a on a.id = s.assignment_id
      where s.node_id = ${nodeId} and a.part <> 'coordinator'
        and a.state not in ('cancelled', 'not_applicable') ${within}
    ), names as materialized (
      select organisation_id, name, position from organisation_versions
      where valid_from <= ${day}::date and (valid_to is null or valid_to > ${day}::date)
    )
    select c.assignment_id as "assignmentId", c.step_id as "stepId",
      c.organisation_id as "organisationId", coalesce(o.name, '（已撤销的组织）') as "organisationName",
      (select name from people where id = c.person_id) as "personName", c.state,
      c.submission_id as "submissionId", r.values, case when c.person_id is null then (
        select b.values from form_reports b
          join submissions bh on bh.id = b.submission_id and bh.rejected_at is null
          join steps bs on bs.id = bh.step_id and bs.state = 'approved'
          join assignments ba on ba.id = bs.assignment_id
            and ba.person_id is null and ba.part <> 'coordinator'
        where b.organisation_id = c.organisation_id and b.period = ${before}
          and b.form_version_id = any(array(
            select id from form_versions where form_id = ${formId}))
        order by b.at desc, bh.version desc limit 1) end as last, coalesce(o.position, 0) as position
    from copies c
    left join form_reports r on r.submission_id = c.submission_id
    left join names o on o.organisation_id = c.organisation_id`)
  // Sorted here: the database would carry every report through its sort.
  return [...rows].sort(inOfficeOrder)
}

function inOfficeOrder(a: PlacedRow, b: PlacedRow): number {
  const key = (row: PlacedRow) =>
    `${row.organisationName} ${row.personName ?? ''} ${row.assignmentId}`
  return a.position - b.position || (key(a) < key(b) ? -1 : 1)
}
