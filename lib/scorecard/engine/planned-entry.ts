import { formatPoints } from '@/lib/format'
import { integer } from './amounts'
import type { Observation, PlannedEntry } from './observation'

/** An observation of one kind. */
export type ObservationOf<K extends Observation['kind']> = Extract<Observation, { kind: K }>

/** The observations of one kind, in their order. */
export function ofKind<K extends Observation['kind']>(
  observations: readonly Observation[],
  kind: K,
): ObservationOf<K>[] {
  return observations.filter((one): one is ObservationOf<K> => one.kind === kind)
}

/** By day, then by basis: the order in which observations are read, whatever order they came in. */
export function byDay(
  a: Pick<Observation, 'occurredOn' | 'basisKey'>,
  b: Pick<Observation, 'occurredOn' | 'basisKey'>,
): number {
  return compare(a.occurredOn, b.occurredOn) || compare(a.basisKey, b.basisKey)
}

/** Order of two strings by their code units, the same on every machine. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** An entry of points that stands on one observation. */
export function pointsEntry(
  ruleKey: string,
  observation: Observation,
  amountHundredths: number,
  detail: string,
): PlannedEntry {
  return {
    ruleKey,
    basisKey: observation.basisKey,
    effect: 'points',
    amountHundredths: integer(amountHundredths),
    occurredOn: observation.occurredOn,
    sources: observation.sources,
    evidence: observation.evidence,
    handlerId: observation.handlerId,
    reason: sentence(observation.words, detail),
  }
}

/**
 * An entry that stands on several observations, shown as the one that carries it. The evidence
 * names every basis, separated by spaces.
 */
export function aggregateEntry(
  base: { ruleKey: string; basisKey: string },
  group: readonly Observation[],
  carrier: Observation,
  amountHundredths: number,
  reason: string,
): PlannedEntry {
  return {
    ...base,
    effect: 'points',
    amountHundredths: integer(amountHundredths),
    occurredOn: carrier.occurredOn,
    sources: sourcesOf(group),
    evidence: { ...carrier.evidence, basis: group.map((one) => one.basisKey).join(' ') },
    handlerId: carrier.handlerId,
    reason,
  }
}

/** All facts behind observations, each once, in a fixed order. */
export function sourcesOf(observations: readonly Observation[]): string[] {
  return [...new Set(observations.flatMap((one) => one.sources))].sort(compare)
}

/** `+2.00 分`, `−0.50 分`. */
export function points(hundredths: number): string {
  return `${formatPoints(hundredths, { sign: true })} 分`
}

/** What happened, then what follows from it. */
export function sentence(words: string, detail: string): string {
  let end = words.length
  while (end > 0 && '。.；;'.includes(words.charAt(end - 1))) {
    end -= 1
  }
  return `${words.slice(0, end)}：${detail}`
}
