import type { ViewerContext } from '@/lib/context'
import { invalid } from '@/lib/errors'
import { authorize } from '@/lib/policy'
import { prohibitedIn } from '../find-prohibited'
import { TableFault } from '../json-node'
import { figuredLines } from '../read-workbook-rule'
import { type SchemeDocument, schemeDocumentSchema, type Yearly } from '../schema'
import { yearlyLabels } from '../states'
import { wholeIn } from '../workbook-cells'
import { holdDraft, type Scheme, writeDraft } from './load-scheme'
import type { SaveFrameInput } from './schema'

/**
 * Saves what a draft has besides indicators: name, basis, grades, shares, how quarters make a year.
 * @throws DomainError not_found, forbidden; invalid with a sentence for each field; conflict once
 *   published, or changed meanwhile
 */
export async function saveFrame(ctx: ViewerContext, input: SaveFrameInput): Promise<Scheme> {
  return ctx.transact(async (tx) => {
    const draft = await holdDraft(ctx, tx, input)
    authorize(ctx.viewer, 'scheme.manage', { organisationId: draft.committeeId })
    const document = readFrame(draft.document, input)
    const [prohibited] = prohibitedIn({ name: document.name, indicators: [] })
    if (prohibited) {
      throw invalid(`没有保存：${prohibited.sentence}依据：${prohibited.clause}。`, {
        name: prohibited.sentence,
      })
    }
    return writeDraft(tx, draft, document, { part: 'frame' })
  })
}

function readFrame(before: SchemeDocument, input: SaveFrameInput): SchemeDocument {
  const faults: Record<string, string> = {}
  const attempt = <T>(field: string, read: () => T, otherwise: T): T => {
    try {
      return read()
    } catch (error) {
      if (!(error instanceof TableFault)) {
        throw error
      }
      faults[field] = error.message
      return otherwise
    }
  }
  const lines = (text: string | undefined) => figuredLines(text ?? '')
  const draft = {
    ...before,
    name: (input.name ?? '').trim(),
    basis: input.basis?.trim() || null,
    grading: {
      bands: attempt(
        'bands',
        () =>
          lines(input.bands).map(({ name, hundredths }) => ({
            ...{ grade: name, fromHundredths: hundredths },
          })),
        [],
      ),
      shares: attempt('shares', () => sharesIn(lines(input.shares), input.sharesState), null),
    },
    yearly: attempt<Yearly>('weights', () => yearlyIn(input), { method: 'mean' }),
  }
  const read = schemeDocumentSchema.safeParse(draft)
  if (!read.success) {
    const path = read.error.issues[0]?.path ?? []
    faults[path[0] === 'grading' ? String(path[1]) : path[0] === 'basis' ? 'basis' : 'name'] ??=
      '没有填写，或超出了能记录的范围'
  }
  if (!read.success || Object.keys(faults).length > 0) {
    throw invalid('有几处要改，没有保存，填写的内容都还在。', faults)
  }
  return read.data
}

function sharesIn(lines: { name: string; hundredths: number }[], state: string | undefined) {
  const isOn = state === 'on'
  if (lines.length === 0) {
    if (isOn) {
      throw new TableFault('启用强制分布要写各等次的比例')
    }
    return null
  }
  const grades = lines.map(({ name, hundredths }) => {
    if (hundredths < 0 || hundredths > 10_000) {
      throw new TableFault(`“${name}”的比例应在 0 至 100 之间`)
    }
    return { grade: name, atMostPercentHundredths: hundredths }
  })
  return { isOn, grades }
}

function yearlyIn({ yearly, weights }: SaveFrameInput): Yearly {
  if (yearly !== 'weights') {
    return { method: yearly !== undefined && yearly in yearlyLabels ? (yearly as 'sum') : 'mean' }
  }
  const given = (weights ?? '').split(/[\s,，、]+/).filter((one) => one !== '')
  const [first, second, third, fourth, more] = given.map(wholeIn)
  if (
    first === undefined ||
    second === undefined ||
    third === undefined ||
    fourth === undefined ||
    more !== undefined
  ) {
    throw new TableFault('请写四个季度的权重（千分之几），合计 1000')
  }
  return { method: 'weights', thousandths: [first, second, third, fourth] }
}
