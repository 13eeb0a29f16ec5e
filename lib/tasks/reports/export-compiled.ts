import type { ViewerContext } from '@/lib/context'
import { formatMoment, formatPeriod } from '@/lib/format'
import { numberCell, safeText } from '@/lib/forms/cell-text'
import { buildCompiledWorkbook } from '@/lib/forms/compiled-workbook'
import { rowsOf } from '@/lib/forms/compute'
import type { LayoutSource } from '@/lib/forms/layout'
import { fillLayout, type OutCell } from '@/lib/forms/layout-workbook'
import { layoutOf } from '@/lib/forms/set-layout'
import type { FormDefinition, TableRow } from '@/lib/forms/states'
import { cellTexts } from './cell-texts'
import { type CompiledNode, compileNode } from './compiled'
import type { CompiledRow } from './compiled-rows'

/**
 * The 汇总表 of a node as a workbook: in the form's layout where it has one, else plainly with totals.
 * Texts can run nowhere as formulas; numbers stay numbers. Branches without a report are named too.
 * @throws DomainError not_found; invalid when the layout can no longer be read
 */
export async function exportCompiled(
  ctx: ViewerContext,
  input: { taskId: string; nodeId?: string | undefined; isPlain: boolean },
): Promise<{ name: string; bytes: Uint8Array }> {
  const compiled = await compileNode(ctx, input)
  const { definition } = compiled.version
  const texts = await cellTexts(ctx, definition, compiled.rows)
  const named = compiled.rows.map((row, index) => ({ row, texts: texts[index] ?? [] }))
  const layout = input.isPlain ? null : await layoutOf(ctx, compiled.version)
  const bytes = layout
    ? await fillLayout(layout, layoutRows(definition, layout.map, named))
    : await buildCompiledWorkbook(plainSheet(ctx, compiled, named))
  return { name: `${compiled.formName}-${formatPeriod(compiled.period)}汇总.xlsx`, bytes }
}

interface NamedRow {
  row: CompiledRow
  texts: string[]
}

function plainSheet(ctx: ViewerContext, compiled: CompiledNode, rows: readonly NamedRow[]) {
  const { fields } = compiled.version.definition
  const { counts, totals } = compiled
  return {
    title: `${compiled.formName}汇总表`,
    note: `${formatPeriod(compiled.period)}；应报 ${counts.all}，已报 ${counts.reported}（其中待审核 ${counts.waiting}），未报 ${counts.missing}；截至 ${formatMoment(ctx.now)}`,
    heads: [
      '序号',
      '党组织',
      ...fields.map((field) => (field.unit ? `${field.label}（${field.unit}）` : field.label)),
    ],
    rows: rows.map(({ row, texts }, index) => [
      index + 1,
      nameOf(row),
      ...fields.map((field, at) =>
        row.values ? cellOf(field.kind, texts[at] ?? '') : at === 0 ? '未报' : null,
      ),
    ]),
    totals: [
      null,
      '合计',
      ...fields.map((field) => {
        const sum = totals[field.key]?.sum
        return sum === null || sum === undefined ? null : numberCell(sum)
      }),
    ],
  }
}

/** Rows of a layout: one for each report, or one for each row of its table. */
function layoutRows(
  definition: FormDefinition,
  map: { table: string | null; columns: readonly { source: LayoutSource }[] },
  rows: readonly NamedRow[],
): OutCell[][] {
  const lines = rows
    .filter(({ row }) => row.values)
    .flatMap((named) => {
      const ofTable = map.table ? rowsOf(named.row.values?.[map.table]) : [{}]
      return ofTable.map((line) => ({ ...named, line }))
    })
  return lines.map(({ row, texts, line }, index) =>
    map.columns.map(({ source }) => cellFor(source, { definition, row, texts, line, index })),
  )
}

interface Line extends NamedRow {
  definition: FormDefinition
  line: TableRow
  index: number
}

function cellFor(source: LayoutSource, { definition, row, texts, line, index }: Line): OutCell {
  if (source.kind === 'number') {
    return index + 1
  }
  if (source.kind === 'organisation') {
    return nameOf(row)
  }
  if (source.kind === 'field') {
    const at = definition.fields.findIndex((field) => field.key === source.key)
    return cellOf(definition.fields[at]?.kind ?? 'text', texts[at] ?? '')
  }
  const table = definition.fields.find((field) => field.key === source.table)
  const column = table?.columns.find((one) => one.key === source.key)
  return cellOf(column?.kind ?? 'text', line[source.key] ?? '')
}

function cellOf(kind: string, text: string): OutCell {
  if (text === '') {
    return null
  }
  return kind === 'number' || kind === 'computed' ? numberCell(text) : safeText(text)
}

function nameOf({ organisationName, personName }: CompiledRow): string {
  return safeText(personName ? `${organisationName} ${personName}` : organisationName)
}
