import { sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { newId } from '@/db/ids'
import { scoreImports } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { conflict, invalid, notFound } from '@/lib/errors'
import { recordFact } from '@/lib/facts/record-fact'
import { findFile } from '@/lib/files/queries'
import { compact } from '@/lib/organisation/roster/workbook'
import { addDays, dayOf, periodOf } from '@/lib/period'
import { authorize } from '@/lib/policy'
import { storage } from '@/lib/providers/storage/storage'
import { loadFrame, type QuarterFrame } from '../ledger/quarter-frame'
import { whoBelongedIn } from '../quarter/belonging'
import { assertStep } from '../quarter/hold-scored'
import { holdQuarter } from '../quarter/load-quarter'
import { scoredSubjects } from '../quarter/scored-subjects'
import { readValuesTable, type ValueRow } from './read-values-sheet'
import type { ImportValuesInput } from './schema'

/**
 * Brings in a table of values of another system under an import rule: all of it or, with faults named
 * by their cells, nothing. A branch that has a value already gets the new one as a correction. Rows of
 * branches the viewer belonged to in the quarter are refused.
 * @returns how many values were new or different, and how many were there already
 * @throws DomainError not_found, forbidden; invalid with the faults; conflict in another step
 */
export async function importValues(
  ctx: ViewerContext,
  { quarterId, ruleKey, fileIds }: ImportValuesInput,
): Promise<{ written: number; same: number }> {
  const fileId = fileIds[0] ?? ''
  return ctx.transact(async (tx) => {
    const quarter = await holdQuarter(ctx, tx, quarterId)
    const frame = await loadFrame(tx.db, quarterId)
    const placed = frame.rules.import.find((one) => one.rule.key === ruleKey)
    if (!placed) {
      throw notFound('导入规则')
    }
    authorize(ctx.viewer, 'score.import', {
      committeeId: quarter.committeeId,
      department: placed.indicator.department,
    })
    assertStep(quarter, ['open', 'self', 'preliminary', 'verification', 'meeting'], '导入')
    const rows = await readTable(ctx, tx.db, fileId)
    const targets = await matchRows(ctx, tx.db, frame, { rows, ruleKey })
    const before = await importedBefore(tx.db, { quarterId, ruleKey, period: quarter.period })
    const changed = targets.filter(
      (one) => before.get(one.organisationId)?.hundredths !== one.hundredths,
    )
    if (changed.length === 0) {
      throw conflict('表里的数值都已经导入过，没有改动。')
    }
    const period = periodOf(quarter.period)
    const lastDay = addDays(period.to, -1)
    for (const { organisationId, hundredths } of changed) {
      await recordFact(tx, ctx, {
        kind: 'imported_value',
        organisationId,
        occurredOn: dayOf(tx.now) < lastDay ? dayOf(tx.now) : lastDay,
        period: quarter.period,
        sourceType: 'score_import',
        sourceId: before.get(organisationId)?.sourceId ?? newId(),
        value: { quarterId, ruleKey, hundredths },
      })
    }
    await tx.db.insert(scoreImports).values({
      ...{ id: newId(), quarterId, ruleKey, fileId, rows: rows.length },
      byId: ctx.viewer.personId,
      at: tx.now,
    })
    tx.record({
      action: 'score.import',
      subjectType: 'scorecard_quarter',
      subjectId: quarterId,
      detail: { ruleKey, fileId, rows: rows.length, written: changed.length },
    })
    return { written: changed.length, same: targets.length - changed.length }
  })
}

async function readTable(ctx: ViewerContext, db: Db, fileId: string): Promise<ValueRow[]> {
  const file = await findFile(db, fileId)
  if (!file || file.uploadedBy !== ctx.viewer.personId) {
    throw invalid('没有找到上传的表格，没有导入。请重新上传。', { fileIds: '请重新上传' })
  }
  const stream = await storage().read(file.sha256)
  const parts: Uint8Array[] = []
  for await (const part of stream as unknown as AsyncIterable<Uint8Array>) {
    parts.push(part)
  }
  const rows = await readValuesTable(Buffer.concat(parts), file.name)
  if (rows.length === 0) {
    throw invalid('表里没有数据行，没有导入。', { fileIds: '请检查表格' })
  }
  return rows
}

interface Target {
  organisationId: string
  hundredths: number
}

async function matchRows(
  ctx: ViewerContext,
  db: Db,
  { quarter, period, prepared }: QuarterFrame,
  { rows, ruleKey }: { rows: readonly ValueRow[]; ruleKey: string },
): Promise<Target[]> {
  const subjects = await scoredSubjects(db, quarter.id)
  const byCode = new Map(subjects.map((one) => [compact(one.code), one]))
  const byName = new Map(subjects.map((one) => [compact(one.name), one]))
  const ids = subjects.map((one) => one.organisationId)
  const belonged = await whoBelongedIn(db, [ctx.viewer.personId], ids, period)
  const taken = new Map<string, string>()
  const faults: string[] = []
  const targets = rows.flatMap((row): Target[] => {
    const subject = row.code ? byCode.get(row.code) : byName.get(row.name)
    const id = subject?.organisationId ?? ''
    const fault = !subject
      ? `没有找到支部“${row.code || row.name}”`
      : row.name !== '' && row.name !== compact(subject.name)
        ? `编码 ${subject.code} 是“${subject.name}”，与“${row.name}”不一致`
        : row.hundredths === null
          ? `“${row.text}”不是数`
          : taken.has(id)
            ? `“${subject.name}”在 ${taken.get(id)} 已有一行`
            : !prepared.planOf(subject.class).ruleAt.has(ruleKey)
              ? `“${subject.name}”不适用这项指标`
              : belonged(ctx.viewer.personId, id)
                ? `您本季度属于“${subject.name}”，不能导入它的数据，请由他人办理`
                : null
    if (fault !== null || row.hundredths === null) {
      faults.push(`${row.cell}：${fault}`)
      return []
    }
    taken.set(id, row.cell)
    return [{ organisationId: id, hundredths: row.hundredths }]
  })
  if (faults.length > 0) {
    const more = faults.length > 10 ? `等 ${faults.length} 处` : ''
    throw invalid(`表里有问题，全部没有导入。${faults.slice(0, 10).join('；')}${more}。`, {
      fileIds: '改正后重新上传',
    })
  }
  return targets
}

interface Imported {
  sourceId: string
  hundredths: number
}

async function importedBefore(
  db: Db,
  { quarterId, ruleKey, period }: { quarterId: string; ruleKey: string; period: string },
): Promise<Map<string, Imported>> {
  const rows = await db.execute<
    Record<'organisationId' | 'sourceId', string> & { hundredths: number }
  >(sql`
    select distinct on (organisation_id) organisation_id as "organisationId",
      source_id as "sourceId", (value->>'hundredths')::int as hundredths
    from facts
    where kind = 'imported_value' and period = ${period}
      and value->>'quarterId' = ${quarterId} and value->>'ruleKey' = ${ruleKey}
    order by organisation_id, version desc, id desc`)
  return new Map(rows.map((row) => [row.organisationId, row]))
}
