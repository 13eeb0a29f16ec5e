import { bareWords } from './refused-words'

/** Words around a name that do not change what is asked for. */
const frame =
  /^(?:本支部|本单位|所在|现有|目前|当前|支部|党支部|填报)|(?:情况|合计|人数|数量|个数|总数|数|（人）|名称|姓名)$/g

/**
 * Whether a label asks for the same as one of some names: alike without blanks, signs and the words
 * around them. Short stems must be equal, so that 党员 does not swallow 预备党员.
 */
export function closeLabels(label: string, names: readonly string[]): boolean {
  const [bare, stem] = [bareWords(label), stemOf(label)]
  return names.some(
    (name) => bareWords(name) === bare || (stem.length >= 3 && stemOf(name) === stem),
  )
}

function stemOf(label: string): string {
  return bareWords(label).replace(frame, '')
}
