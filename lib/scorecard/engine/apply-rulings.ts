import type { Day } from '@/lib/period'
import { integer } from './amounts'
import type { PlannedEntry } from './observation'
import { byDay, compare, points } from './planned-entry'

/** What an appeal decided about the entry of a rule on a basis: this amount, or no entry at all. */
export interface Ruling {
  ruleKey: string
  basisKey: string
  /** Of several for one rule and basis the highest counts. */
  version: number
  /** Signed; null: there is no entry on this basis. */
  amountHundredths: number | null
  occurredOn: Day
  /** The fact that says so, and where its evidence is. */
  source: string
  evidence: Readonly<Record<string, string>>
  handlerId: string | null
  /** Short words: 申诉更正, 复核决定第 3 号. */
  words: string
}

/**
 * The planned entries as appeals left them. An entry of points gets the decided amount, or goes;
 * where nothing was planned an entry is added. An entry that empties an item or limits a grade has
 * no amount: it goes, or stays as it is (see `checkRuling`).
 * @throws Error when two rulings for one rule and basis have one version
 */
export function applyRulings(
  planned: readonly PlannedEntry[],
  rulings: readonly Ruling[],
): PlannedEntry[] {
  const latest = latestRulings(rulings)
  const kept = planned.flatMap((entry) => {
    const ruling = latest.get(nameOf(entry))
    latest.delete(nameOf(entry))
    return ruling === undefined ? [entry] : ruled(entry, ruling)
  })
  const added = [...latest.values()].flatMap(addedEntry)
  return [...kept, ...added].sort((a, b) => compare(a.ruleKey, b.ruleKey) || byDay(a, b))
}

/** Why an appeal cannot be decided like this, in a sentence; null if it can. */
export function checkRuling(
  entry: Pick<PlannedEntry, 'effect'> | null,
  amountHundredths: number | null,
): string | null {
  if (amountHundredths !== null && !Number.isSafeInteger(amountHundredths)) {
    return '分值最多两位小数，请改正后再提交。'
  }
  if (entry !== null && entry.effect !== 'points' && (amountHundredths ?? 0) !== 0) {
    return `“${entry.effect === 'zero' ? '本项清零' : '一票否决'}”没有分值，只能维持或者撤销。`
  }
  return null
}

function nameOf(one: { ruleKey: string; basisKey: string }): string {
  return `${one.ruleKey} ${one.basisKey}`
}

function latestRulings(rulings: readonly Ruling[]): Map<string, Ruling> {
  const latest = new Map<string, Ruling>()
  for (const ruling of rulings) {
    const other = latest.get(nameOf(ruling))
    if (other?.version === ruling.version) {
      throw new Error(`Two rulings of version ${ruling.version} on ${nameOf(ruling)}`)
    }
    if (other === undefined || other.version < ruling.version) {
      latest.set(nameOf(ruling), ruling)
    }
  }
  return latest
}

function ruled(entry: PlannedEntry, ruling: Ruling): PlannedEntry[] {
  if (ruling.amountHundredths === null) {
    return []
  }
  if (entry.effect !== 'points') {
    return [entry]
  }
  const amount = integer(ruling.amountHundredths)
  return [
    {
      ...entry,
      amountHundredths: amount,
      sources: [...new Set([...entry.sources, ruling.source])].sort(compare),
      evidence: { ...entry.evidence, ...ruling.evidence },
      handlerId: ruling.handlerId,
      reason: `${entry.reason}；${ruling.words}，定为 ${points(amount)}`,
    },
  ]
}

function addedEntry(ruling: Ruling): PlannedEntry[] {
  if (ruling.amountHundredths === null) {
    return []
  }
  const amount = integer(ruling.amountHundredths)
  return [
    {
      ruleKey: ruling.ruleKey,
      basisKey: ruling.basisKey,
      effect: 'points',
      amountHundredths: amount,
      occurredOn: ruling.occurredOn,
      sources: [ruling.source],
      evidence: { ...ruling.evidence },
      handlerId: ruling.handlerId,
      reason: `${ruling.words}，定为 ${points(amount)}`,
    },
  ]
}
