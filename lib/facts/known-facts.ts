import type { Db } from '@/db/client'
import { formatDay } from '@/lib/format'
import type { Day } from '@/lib/period'
import { knownOrganisation, type OrganisationKnowledge } from './known-organisation'
import { knownReported } from './known-reported'
import { type KnownValue, lastPrefix, standingPrefix } from './states'

export interface KnownQuestion {
  organisationIds: readonly string[]
  keys: readonly string[]
  /** The day of which rosters and posts are read. */
  day: Day
  /** The period that is being reported; what was reported is looked for in it and before it. */
  period: string
}

/** Organisation → key → value; what is not known is absent, zero is a value. */
export type KnownValues = Map<string, Record<string, KnownValue>>

/**
 * What the system knows under these keys of each of these organisations: three queries, however many
 * they are. Keys that mean nothing answer nothing.
 */
export async function resolveKnown(db: Db, question: KnownQuestion): Promise<KnownValues> {
  const { organisationIds, day } = question
  const keys = [...new Set(question.keys)]
  const isReported = (key: string) => key.startsWith(standingPrefix) || key.startsWith(lastPrefix)
  const fixed = keys.filter((key) => !isReported(key))
  const [organisations, reported] = await Promise.all([
    fixed.length > 0 ? knownOrganisation(db, organisationIds, day) : new Map(),
    knownReported(db, { ...question, keys: keys.filter(isReported) }),
  ])
  return new Map(
    organisationIds.map((id) => {
      const known: Record<string, KnownValue> = { ...reported.get(id) }
      const organisation = organisations.get(id)
      for (const key of organisation ? fixed : []) {
        const value = organisation && fixedValue(key, organisation, day)
        if (value) {
          known[key] = value
        }
      }
      return [id, known]
    }),
  )
}

function fixedValue(key: string, known: OrganisationKnowledge, day: Day): KnownValue | null {
  const on = formatDay(day)
  const register = `组织台账 ${on}`
  const roster = `党员名册 ${on} 在册`
  const values: Record<string, [value: string | number | null, source: string]> = {
    'organisation.name': [known.name, register],
    'organisation.secretary': [known.secretary, `任职登记 ${on}`],
    'organisation.kind': [known.kind, register],
    'organisation.class': [known.class, register],
    'organisation.parent': [known.parentName, register],
    'organisation.termEndsOn': [known.termEndsOn, `${register} 登记的届满日期`],
    'organisation.committeeSize': [known.committeeSize, `任职登记 ${on}，不含党务专责`],
    'organisation.groups': [known.groups, register],
    'roster.total': [known.full + known.probationary, roster],
    'roster.full': [known.full, roster],
    'roster.probationary': [known.probationary, roster],
    'roster.voting': [known.full, `${roster}的正式党员，编入的未计`],
  }
  const [value, source] = values[key] ?? [null, '']
  return value === null ? null : { value: String(value), source }
}
