import { firstOf, isRecord, type JsonRecord, textOf } from './json-node'
import { exactHundredths } from './marks'
import type { Yearly } from './schema'

const added = /累加|相加|累计得分|25\s*[×x*]\s*4|^(?:sum|total)$/i

/** How four quarters make a year, from `yearly` or the words about the period; else their mean. */
export function readYearly(table: JsonRecord): Yearly {
  const yearly = firstOf(table, ['yearly', 'annual', 'year', '年度'])
  const weights = isRecord(yearly)
    ? firstOf(yearly, ['weights', 'thousandths', '权重'])
    : Array.isArray(yearly)
      ? yearly
      : undefined
  const read = weightsOf(weights)
  if (read) {
    return { method: 'weights', thousandths: read }
  }
  const method = isRecord(yearly) ? textOf(firstOf(yearly, ['method', 'by'])) : textOf(yearly)
  return added.test(method) || added.test(textOf(table.period))
    ? { method: 'sum' }
    : { method: 'mean' }
}

/** Weights of 1, 100 or 1000 in all, as thousandths. */
function weightsOf(value: unknown): [number, number, number, number] | null {
  const list = Array.isArray(value) ? value : isRecord(value) ? Object.values(value) : []
  const texts = list.map((one) => textOf(one).replace(/%$/, ''))
  if (texts.length !== 4 || !texts.every((text) => /^\d{1,4}(?:\.\d{1,2})?$/.test(text))) {
    return null
  }
  const [first = 0, second = 0, third = 0, fourth = 0] = texts.map(exactHundredths)
  // In hundredths, a sum of 1, 100 or 1000 reads 100, 10,000 or 100,000.
  const scale = { 100: [10, 1], 10000: [1, 10], 100000: [1, 100] }[first + second + third + fourth]
  const [times = 0, over = 1] = scale ?? []
  const whole = [first, second, third, fourth].every((one) => (one * times) % over === 0)
  const inThousandths = (one: number) => (one * times) / over
  return scale && whole
    ? [inThousandths(first), inThousandths(second), inThousandths(third), inThousandths(fourth)]
    : null
}
