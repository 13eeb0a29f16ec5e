import { and, eq, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { newId } from '@/db/ids'
import { selfAssessments } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { invalid } from '@/lib/errors'
import { formatPoints } from '@/lib/format'
import { authorize } from '@/lib/policy'
import type { PreparedNode } from '../engine/prepare-scheme'
import { loadFrame } from '../ledger/quarter-frame'
import { assertStep, holdScored } from '../quarter/hold-scored'
import type { SaveSelfInput, SelfLine } from './schema'

/**
 * 自评 saved, one indicator or many: whatever differs from the version before becomes the next one.
 * Possible until the step ends, after handing in as well.
 * @returns how many lines were new
 * @throws DomainError not_found, forbidden; invalid for an indicator that is not the branch's, or
 *   points outside its limits; conflict in another step
 */
export async function saveSelfAssessment(
  ctx: ViewerContext,
  input: SaveSelfInput,
): Promise<{ saved: number }> {
  const { quarterId, organisationId } = input
  return ctx.transact(async (tx) => {
    const { quarter, subject } = await holdScored(ctx, tx, input)
    authorize(ctx.viewer, 'score.selfAssess', { organisationId })
    assertStep(quarter, ['self'], '自评')
    const { prepared } = await loadFrame(tx.db, quarterId)
    const nodes = new Map(
      prepared
        .planOf(subject.class)
        .nodes.filter((node) => node.children.length === 0)
        .map((node) => [node.indicator.key, node]),
    )
    for (const line of input.lines) {
      assertWithin(nodes.get(line.indicatorKey), line)
    }
    // Two fields left one after the other are saved one after the other.
    await tx.db.execute(sql`select 1 from quarter_subjects
      where quarter_id = ${quarterId}::uuid and organisation_id = ${organisationId}::uuid
      for no key update`)
    const last = await lastSelf(tx.db, quarterId, organisationId)
    const changed = input.lines.filter((line) => {
      const before = last.get(line.indicatorKey)
      return before?.hundredths !== line.hundredths || before.note !== line.note
    })
    if (changed.length === 0) {
      tx.unchanged()
      return { saved: 0 }
    }
    await tx.db.insert(selfAssessments).values(
      changed.map((line) => ({
        id: newId(),
        quarterId,
        organisationId,
        ...line,
        version: (last.get(line.indicatorKey)?.version ?? 0) + 1,
        byId: ctx.viewer.personId,
        at: tx.now,
      })),
    )
    tx.record({
      action: 'score.self_assess',
      subjectType: 'organisation',
      subjectId: organisationId,
      detail: { quarterId, indicators: changed.length },
    })
    return { saved: changed.length }
  })
}

function assertWithin(node: PreparedNode | undefined, line: SelfLine): void {
  const field = `points.${line.indicatorKey}`
  if (!node) {
    throw invalid('有的指标不属于本支部，没有保存。请刷新后再填。', { [field]: '不属于本支部' })
  }
  const { floorHundredths, capHundredths, name } = node.indicator
  const to = capHundredths ?? node.fullHundredths
  if (line.hundredths < (floorHundredths ?? line.hundredths)) {
    const least = formatPoints(floorHundredths ?? 0)
    throw invalid(`“${name}”不少于 ${least} 分，没有保存。`, { [field]: `不少于 ${least} 分` })
  }
  if (to !== null && line.hundredths > to) {
    const most = formatPoints(to)
    throw invalid(`“${name}”最多 ${most} 分，没有保存。`, { [field]: `最多 ${most} 分` })
  }
}

export type SelfRow = typeof selfAssessments.$inferSelect

/** What a branch said last of each indicator, by key. */
export async function lastSelf(
  db: Db,
  quarterId: string,
  organisationId: string,
): Promise<Map<string, SelfRow>> {
  const rows = await db
    .select()
    .from(selfAssessments)
    .where(
      and(
        eq(selfAssessments.quarterId, quarterId),
        eq(selfAssessments.organisationId, organisationId),
        sql`not exists (select 1 from self_assessments later
          where later.quarter_id = ${selfAssessments.quarterId}
            and later.organisation_id = ${selfAssessments.organisationId}
            and later.indicator_key = ${selfAssessments.indicatorKey}
            and later.version > ${selfAssessments.version})`,
      ),
    )
  return new Map(rows.map((row) => [row.indicatorKey, row]))
}
