const generic =
  /中共|中国共产党|支部委员会|总支部委员会|总支委员会|党总支|党支部|党小组|支部|总支|委员会|党委|党组织/g

/**
 * The existing name a mistyped one most likely means, or null when none is near.
 * Names that differ only in the generic words (支部委员会 / 党支部) count as the same.
 */
export function nearestName(wanted: string, names: readonly string[]): string | null {
  const stem = stemOf(wanted)
  const sameStem = names.filter((name) => stem !== '' && stemOf(name) === stem)
  if (sameStem.length > 0) {
    return sameStem.length === 1 ? (sameStem[0] ?? null) : null
  }
  let best: string | null = null
  let bestDistance = Number.POSITIVE_INFINITY
  for (const name of names) {
    const distance = editDistance(stem, stemOf(name))
    if (distance < bestDistance) {
      best = name
      bestDistance = distance
    }
  }
  return bestDistance <= Math.max(1, Math.floor(stem.length / 3)) ? best : null
}

function stemOf(name: string): string {
  return name.replace(generic, '')
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const replace = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      row.push(Math.min(replace, (previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1))
    }
    previous = row
  }
  return previous[b.length] ?? 0
}
