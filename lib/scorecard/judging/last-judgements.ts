import { and, eq, inArray, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Db } from '@/db/client'
import { judgements } from '@/db/schema'
import { type JudgedItem, judgedItem } from '@/lib/facts/judgement-schema'

export type JudgementRow = Omit<typeof judgements.$inferSelect, 'items'> & { items: JudgedItem[] }

interface Wanted {
  indicatorKeys?: readonly string[]
  organisationIds?: readonly string[]
}

const items = z.array(judgedItem)

/** Judgements of a quarter that stand: of each branch and indicator the last version. */
export async function lastJudgements(
  db: Db,
  quarterId: string,
  { indicatorKeys, organisationIds }: Wanted = {},
): Promise<JudgementRow[]> {
  const rows = await db
    .select()
    .from(judgements)
    .where(
      and(
        eq(judgements.quarterId, quarterId),
        indicatorKeys ? inArray(judgements.indicatorKey, [...indicatorKeys]) : undefined,
        organisationIds ? inArray(judgements.organisationId, [...organisationIds]) : undefined,
        sql`not exists (select 1 from judgements later
          where later.quarter_id = ${judgements.quarterId}
            and later.organisation_id = ${judgements.organisationId}
            and later.indicator_key = ${judgements.indicatorKey}
            and later.version > ${judgements.version})`,
      ),
    )
  return rows.map((row) => ({ ...row, items: items.parse(row.items) }))
}
