import { and, desc, eq, ilike, lt, or, type SQL, sql } from 'drizzle-orm'
import type { RequirementSource, RequirementState } from '@/db/enums'
import { requirements } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { addDays, type Day, startOfDay } from '@/lib/period'
import { authorize } from '@/lib/policy'
import { boardPageSize, type Cursor, likePattern, type Page, toPage } from '../board-queries'
import { type LinkedFigures, linkedFigures, shareOf } from '../linked-figures'
import { lightOfProgress, type ProgressLight } from '../progress'
import { visibleRequirements } from './visible'

export interface RequirementRow {
  id: string
  number: string
  source: RequirementSource
  reference: string | null
  title: string
  state: RequirementState
  receivedOn: Day
  dueOn: Day | null
  department: string | null
  createdAt: Date
  figures: LinkedFigures
  light: ProgressLight | null
}

export interface RequirementFilter {
  state: RequirementState | 'all'
  source?: RequirementSource | undefined
  q?: string | undefined
  after?: Cursor | undefined
}

/**
 * Requirements of the viewer's office, the newest first, 50 a page.
 * @throws DomainError forbidden unless the viewer is an officer
 */
export async function requirementList(
  ctx: ViewerContext,
  { state, source, q, after }: RequirementFilter,
): Promise<Page<RequirementRow>> {
  authorize(ctx.viewer, 'requirement.list')
  const rows = await ctx.db
    .select({
      id: requirements.id,
      number: requirements.number,
      source: requirements.source,
      reference: requirements.reference,
      title: requirements.title,
      state: requirements.state,
      receivedOn: requirements.receivedOn,
      dueOn: requirements.dueOn,
      department: requirements.department,
      createdAt: requirements.createdAt,
      figures: linkedFigures('requirement_id', 'requirements.id'),
    })
    .from(requirements)
    .where(
      and(
        visibleRequirements(ctx.viewer),
        state === 'all' ? undefined : eq(requirements.state, state),
        source ? eq(requirements.source, source) : undefined,
        q ? matches(q) : undefined,
        after ? older(after) : undefined,
      ),
    )
    .orderBy(desc(requirements.createdAt), desc(requirements.id))
    .limit(boardPageSize + 1)
  const withLight = rows.map((row) => ({ ...row, light: requirementLight(row, ctx.now) }))
  return toPage(withLight, (row) => ({ at: row.createdAt, id: row.id }))
}

/** The light of a requirement: none without a due day, nor once it is closed. */
export function requirementLight(
  row: Pick<RequirementRow, 'state' | 'receivedOn' | 'dueOn' | 'figures'>,
  now: Date,
): ProgressLight | null {
  if (row.state === 'closed' || row.dueOn === null) {
    return null
  }
  // Whoever has had everything approved still has to close it: only the share stops counting.
  const share = shareOf(row.figures)
  const span = { startsAt: startOfDay(row.receivedOn), dueAt: startOfDay(addDays(row.dueOn, 1)) }
  return lightOfProgress({ ...span, doneShare: share === 1 ? null : share }, now)
}

export interface RequirementTotals {
  registered: number
  late: number
  withoutTask: number
  closedThisYear: number
}

/** The figures over the list: of everything the viewer's office has registered. */
export async function requirementTotals(ctx: ViewerContext): Promise<RequirementTotals> {
  authorize(ctx.viewer, 'requirement.list')
  const today = sql`(${ctx.now.toISOString()}::timestamptz at time zone 'Asia/Shanghai')::date`
  const counted = (condition: SQL) => sql<number>`(count(*) filter (where ${condition}))::int`
  const isOpen = eq(requirements.state, 'registered')
  const [totals] = await ctx.db
    .select({
      registered: counted(isOpen),
      late: counted(sql`${isOpen} and ${requirements.dueOn} < ${today}`),
      withoutTask: counted(
        sql`${isOpen} and not exists (select 1 from tasks t
          where t.requirement_id = requirements.id and t.state <> 'cancelled')`,
      ),
      closedThisYear: counted(
        sql`date_trunc('year', ${requirements.closedAt} at time zone 'Asia/Shanghai')
          = date_trunc('year', ${today}::timestamp)`,
      ),
    })
    .from(requirements)
    .where(visibleRequirements(ctx.viewer))
  return totals ?? { registered: 0, late: 0, withoutTask: 0, closedThisYear: 0 }
}

function matches(text: string): SQL | undefined {
  const pattern = likePattern(text)
  return or(
    ilike(requirements.title, pattern),
    ilike(requirements.reference, pattern),
    ilike(requirements.number, pattern),
  )
}

function older({ at, id }: Cursor): SQL | undefined {
  return or(
    lt(requirements.createdAt, at),
    and(eq(requirements.createdAt, at), lt(requirements.id, id)),
  )
}
