import type { ViewerContext } from '@/lib/context'
import { invalid } from '@/lib/errors'
import { authorize } from '@/lib/policy'
import { TableFault } from '../json-node'
import { type Indicator, indicatorSchema, type SchemeDocument } from '../schema'
import { blankLevel } from '../settle-levels'
import { classLabels, notApplicableLabels } from '../states'
import {
  editorLevels,
  findIndicator,
  freeKey,
  levelOf,
  withIndicator,
  withMovedIndicator,
  withNewIndicator,
  withoutIndicator,
} from '../tree-edit'
import { figureOrNull } from '../workbook-cells'
import { noLimit } from '../workbook-columns'
import { assertAllowed, known } from './assert-allowed'
import { holdDraft, type Scheme, writeDraft } from './load-scheme'
import type { IndicatorInput, MoveIndicatorInput, SaveIndicatorInput } from './schema'

/** What a saved indicator is, and the draft it stands in. */
export interface SavedIndicator {
  scheme: Scheme
  indicatorKey: string
}

/**
 * Saves an indicator of a draft, or adds one: figures as they were written, empty ones as usual
 * (begins from its full marks, never under nothing nor over its full marks).
 * @throws DomainError not_found, forbidden; invalid with a sentence for each field, or with the
 *   clause for a name that is prohibited; conflict once published, or changed meanwhile
 */
export async function saveIndicator(
  ctx: ViewerContext,
  input: SaveIndicatorInput,
): Promise<SavedIndicator> {
  return ctx.transact(async (tx) => {
    const draft = await holdDraft(ctx, tx, input)
    authorize(ctx.viewer, 'scheme.manage', { organisationId: draft.committeeId })
    const { document } = draft
    const before = input.indicatorKey ? known(document, input.indicatorKey) : null
    const parentKey = input.parentKey ?? null
    if (before === null && parentKey !== null) {
      assertRoomBelow(document, parentKey)
    }
    const indicator = readIndicator(
      before ?? blankLevel(freeKey(document, 'i'), '1', '指标'),
      input,
      before === null,
    )
    assertAllowed({ ...indicator, rules: [], children: [] })
    const changed = before
      ? withIndicator(document, before.key, () => indicator)
      : withNewIndicator(document, parentKey, indicator)
    const scheme = await writeDraft(tx, draft, changed, { part: 'indicator', key: indicator.key })
    return { scheme, indicatorKey: indicator.key }
  })
}

function assertRoomBelow(document: SchemeDocument, parentKey: string): void {
  known(document, parentKey)
  if (levelOf(document, parentKey) >= editorLevels) {
    throw invalid(`指标最多分 ${editorLevels} 级，没有添加。请加在上一级，或写成一条规则。`)
  }
}

function readIndicator(before: Indicator, input: SaveIndicatorInput, isNew: boolean): Indicator {
  const faults: Record<string, string> = {}
  const figure = (field: 'full' | 'start' | 'floor' | 'cap', usual: number | null) => {
    const text = (input[field] ?? '').trim()
    try {
      return text === '' ? usual : text === noLimit ? null : figureOrNull(text)
    } catch (error) {
      if (!(error instanceof TableFault)) {
        throw error
      }
      faults[field] = `${error.message}，请改正`
      return usual
    }
  }
  const full = figure('full', null)
  const usualStart = before.children.length > 0 || full === null ? 0 : full
  const classes = Object.keys(classLabels).filter((one) => input.classes?.includes(one))
  const isForAll = classes.length === 0 || classes.length === Object.keys(classLabels).length
  const draft = {
    ...before,
    ...{ code: (input.code ?? '').trim(), name: (input.name ?? '').trim(), fullHundredths: full },
    startHundredths: figure('start', usualStart) ?? 0,
    floorHundredths: figure('floor', 0),
    capHundredths: figure('cap', full),
    classes: isForAll ? null : classes,
    department: input.department?.trim() || null,
    basis: input.basis?.trim() || null,
    notApplicable:
      input.notApplicable !== undefined && input.notApplicable in notApplicableLabels
        ? input.notApplicable
        : before.notApplicable,
  }
  const read = indicatorSchema.safeParse(draft)
  if (!read.success) {
    const field = fieldNames[String(read.error.issues[0]?.path[0])] ?? 'name'
    faults[field] ??= '没有填写，或超出了能记录的范围'
  }
  if (!read.success || Object.keys(faults).length > 0) {
    throw invalid(`有几处要改，指标没有${isNew ? '添加' : '保存'}，填写的内容都还在。`, faults)
  }
  return read.data
}

const fieldNames: Record<string, string> = {
  ...{ code: 'code', name: 'name', fullHundredths: 'full', startHundredths: 'start' },
  ...{ floorHundredths: 'floor', capHundredths: 'cap', department: 'department', basis: 'basis' },
}

/**
 * Removes an indicator of a draft with its rules and all below it.
 * @throws DomainError as `saveIndicator`
 */
export async function removeIndicator(ctx: ViewerContext, input: IndicatorInput): Promise<Scheme> {
  return ctx.transact(async (tx) => {
    const draft = await holdDraft(ctx, tx, input)
    authorize(ctx.viewer, 'scheme.manage', { organisationId: draft.committeeId })
    const { key } = known(draft.document, input.indicatorKey)
    return writeDraft(tx, draft, withoutIndicator(draft.document, key), { part: 'indicator', key })
  })
}

/**
 * Moves an indicator of a draft before or behind its neighbour.
 * @throws DomainError as `saveIndicator`
 */
export async function moveIndicator(
  ctx: ViewerContext,
  input: MoveIndicatorInput,
): Promise<Scheme> {
  return ctx.transact(async (tx) => {
    const draft = await holdDraft(ctx, tx, input)
    authorize(ctx.viewer, 'scheme.manage', { organisationId: draft.committeeId })
    const { key } = known(draft.document, input.indicatorKey)
    const moved = withMovedIndicator(draft.document, key, input.by)
    return writeDraft(tx, draft, moved, { part: 'order', key })
  })
}

/** Whether an indicator may have more below it. */
export function hasRoomBelow(document: SchemeDocument, key: string): boolean {
  return findIndicator(document, key) !== null && levelOf(document, key) < editorLevels
}
