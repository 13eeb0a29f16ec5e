import { and, desc, eq } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { schemes, scorecardQuarters } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { dayOf, quarterOf } from '@/lib/period'
import type { Task } from '@/lib/tasks/load'
import { explainRule } from '../scheme/explain-rule'
import { type Indicator, indicatorsOf, schemeDocumentSchema } from '../scheme/schema'
import type { IndicatorChoice, TaskPlace } from './schema'

/**
 * Where a task could stand in the index: indicators whose rules read tasks or their evaluation, of the
 * scheme frozen for the quarter of its due, or of the newest published one while none is.
 */
export async function taskPlace(
  db: Db,
  task: Pick<Task, 'dueAt' | 'issuingOrganisationId' | 'indicatorKey'>,
): Promise<TaskPlace> {
  const period = quarterOf(dayOf(task.dueAt))
  const found = await schemeFor(db, task.issuingOrganisationId, period)
  const choices = found ? indicatorsOf(found.document).flatMap(choiceOf) : []
  const { indicatorKey } = task
  return {
    period,
    scheme: found && { year: found.year, version: found.version, isFrozen: found.isFrozen },
    choices,
    chosen: choices.find((one) => one.key === indicatorKey) ?? null,
  }
}

/** The same for the page of a draft. */
export function taskPlaceOf(
  ctx: Pick<ViewerContext, 'db'>,
  task: Parameters<typeof taskPlace>[1],
): Promise<TaskPlace> {
  return taskPlace(ctx.db, task)
}

async function schemeFor(db: Db, committeeId: string, period: string) {
  const columns = { year: schemes.year, version: schemes.version, document: schemes.document }
  const [frozen] = await db
    .select(columns)
    .from(scorecardQuarters)
    .innerJoin(schemes, eq(schemes.id, scorecardQuarters.schemeId))
    .where(
      and(eq(scorecardQuarters.committeeId, committeeId), eq(scorecardQuarters.period, period)),
    )
  const [newest] = frozen
    ? [frozen]
    : await db
        .select(columns)
        .from(schemes)
        .where(
          and(
            eq(schemes.committeeId, committeeId),
            eq(schemes.year, Number(period.slice(0, 4))),
            eq(schemes.state, 'published'),
          ),
        )
        .orderBy(desc(schemes.version))
        .limit(1)
  return newest
    ? {
        ...newest,
        document: schemeDocumentSchema.parse(newest.document),
        isFrozen: frozen !== undefined,
      }
    : null
}

function choiceOf(indicator: Indicator): IndicatorChoice[] {
  const { key, code, name } = indicator
  const rules = indicator.rules.filter(
    ({ source }) =>
      source.kind === 'evaluation' || (source.kind === 'task' && source.scope === 'indicator'),
  )
  return rules.length === 0
    ? []
    : [{ key, code, name, sentences: rules.map((rule) => explainRule(rule, indicator)) }]
}
