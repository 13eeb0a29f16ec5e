import { type Indicator, indicatorsOf, type SchemeDocument } from './schema'

/** Most levels that the editor makes. */
export const editorLevels = 3

/** The indicator of a key, or null. */
export function findIndicator(document: SchemeDocument, key: string): Indicator | null {
  return indicatorsOf(document).find((one) => one.key === key) ?? null
}

/** Level of an indicator, 1 at the top; 0 where it is not there. */
export function levelOf(document: SchemeDocument, key: string): number {
  const walk = (levels: readonly Indicator[], level: number): number => {
    for (const one of levels) {
      const found = one.key === key ? level : walk(one.children, level + 1)
      if (found > 0) {
        return found
      }
    }
    return 0
  }
  return walk(document.indicators, 1)
}

/** The document with one indicator changed; what stands below it stays as `change` leaves it. */
export function withIndicator(
  document: SchemeDocument,
  key: string,
  change: (indicator: Indicator) => Indicator,
): SchemeDocument {
  const walk = (levels: readonly Indicator[]): Indicator[] =>
    levels.map((one) => (one.key === key ? change(one) : { ...one, children: walk(one.children) }))
  return { ...document, indicators: walk(document.indicators) }
}

/** The document with an indicator at the end of a level. @param parentKey null for the top */
export function withNewIndicator(
  document: SchemeDocument,
  parentKey: string | null,
  indicator: Indicator,
): SchemeDocument {
  return parentKey === null
    ? { ...document, indicators: [...document.indicators, indicator] }
    : withIndicator(document, parentKey, (one) => ({
        ...one,
        children: [...one.children, indicator],
      }))
}

/** The document without an indicator and all below it. */
export function withoutIndicator(document: SchemeDocument, key: string): SchemeDocument {
  const walk = (levels: readonly Indicator[]): Indicator[] =>
    levels.filter((one) => one.key !== key).map((one) => ({ ...one, children: walk(one.children) }))
  return { ...document, indicators: walk(document.indicators) }
}

/** The document with an indicator before or behind its neighbour; as it is at the end of a level. */
export function withMovedIndicator(
  document: SchemeDocument,
  key: string,
  by: 'up' | 'down',
): SchemeDocument {
  const walk = (levels: readonly Indicator[]): Indicator[] => {
    const at = levels.findIndex((one) => one.key === key)
    if (at < 0) {
      return levels.map((one) => ({ ...one, children: walk(one.children) }))
    }
    const to = by === 'up' ? at - 1 : at + 1
    const [moved, other] = [levels[at], levels[to]]
    if (!moved || !other) {
      return [...levels]
    }
    return levels.map((one, position) => (position === at ? other : position === to ? moved : one))
  }
  return { ...document, indicators: walk(document.indicators) }
}

/** A key of an indicator or rule that the document does not have yet. */
export function freeKey(document: SchemeDocument, stem: string): string {
  const all = indicatorsOf(document)
  const taken = new Set([
    ...all.map((one) => one.key),
    ...all.flatMap((one) => one.rules.map((rule) => rule.key)),
  ])
  const short = stem.slice(0, 34)
  for (let number = 1; ; number += 1) {
    const key = `${short}${number}`
    if (!taken.has(key)) {
      return key
    }
  }
}
