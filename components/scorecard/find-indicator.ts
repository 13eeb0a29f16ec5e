import type { IndicatorResultView, ResultStep } from '@/lib/scorecard/ledger/schema'

/** An indicator of a result with what is above it, from the top down; empty where there is none. */
export function pathTo(
  indicators: readonly IndicatorResultView[],
  key: string,
): IndicatorResultView[] {
  for (const one of indicators) {
    const below = one.key === key ? [] : pathTo(one.children, key)
    if (one.key === key || below.length > 0) {
      return [one, ...below]
    }
  }
  return []
}

/** Every indicator of a result with its depth, parents before children. */
export function flattened(
  indicators: readonly IndicatorResultView[],
  depth = 0,
): { indicator: IndicatorResultView; depth: number }[] {
  return indicators.flatMap((indicator) => [
    { indicator, depth },
    ...flattened(indicator.children, depth + 1),
  ])
}

/** Tells the steps of one indicator apart. */
export function stepKey({ kind, entryId, ruleKey, childKey }: ResultStep): string {
  return entryId ?? `${kind} ${ruleKey ?? childKey ?? ''}`
}
