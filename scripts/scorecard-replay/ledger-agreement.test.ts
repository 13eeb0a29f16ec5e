import { expect, test } from 'vitest'
import { foldTotals } from '@/lib/scorecard/engine/fold-totals'
import { observe } from '@/lib/scorecard/ledger/observe'
import { planBranch } from '@/lib/scorecard/ledger/plan-branch'
import { frameOf, ruleVersionOf } from '@/lib/scorecard/ledger/quarter-frame'
import type { Sources } from '@/lib/scorecard/ledger/read-sources'
import type { Bundle } from '@/lib/scorecard/replay/schema'
import { fullBundle } from './testing/full-bundle'

/** Rows of a bundle as the ledger reads them from the database, of one organisation. */
function sourcesOf(bundle: Bundle, organisationId: string): Sources {
  const { facts, obligations, activities, reportedValues, quarter } = bundle
  const own = <R extends { organisationId: string }>(rows: readonly R[]) =>
    rows.filter((one) => one.organisationId === organisationId)
  const isLast = (fact: Bundle['facts'][number]) =>
    !facts.some((later) => later.sourceId === fact.sourceId && later.version > fact.version)
  const day = (moment: string) =>
    new Date(Date.parse(moment) + 8 * 3_600_000).toISOString().slice(0, 10)
  const isOfQuarter = (one: Bundle['obligations'][number]) =>
    one.period.length === 4 ? one.dueAt < '2026-09-30T16' : !one.period.endsWith('M10')
  const owed = own(obligations).filter((one) => one.exemptionBasis === null && isOfQuarter(one))
  return {
    facts: own(facts)
      .filter(isLast)
      .map((fact) => ({ ...fact, recordedBy: null })) as Sources['facts'],
    finished: [],
    missed: owed
      .filter((one) => one.dueAt < quarter.asOf && (one.dischargedAt === null || one.isLate))
      .map((one) => ({ ...one, dueOn: day(one.dueAt), assignmentId: null })),
    owed,
    attended: own(activities).map((one) => ({ ...one, title: '支部党员大会' })),
    reported: own(reportedValues).map((one) => ({
      ...{ ...one, sourceId: 'submission' },
      publishedOn: day(one.publishedAt),
    })),
  }
}

test('the ledger of the application makes of the same rows what the bundle says', () => {
  const bundle = fullBundle()
  const { scheme, organisations, treatments, entries, result } = bundle
  const frame = frameOf(scheme, bundle.quarter.period, treatments)
  const subjects = organisations.map(({ id, class: organisationClass, from, to }) => ({
    ...{ organisationId: id, class: organisationClass, fromDay: from, toDay: to },
  }))
  const reversed = new Set(entries.map((entry) => entry.reversesId))
  for (const subject of subjects) {
    const observed = observe(frame, subject, sourcesOf(bundle, subject.organisationId))
    const { organisationId, class: organisationClass } = observed.subject
    const plan = planBranch(frame, observed)
    expect(plan.problems).toEqual([])
    const standing = entries.filter(
      (entry) =>
        entry.organisationId === organisationId &&
        entry.reversesId === null &&
        !reversed.has(entry.id),
    )
    const made = plan.entries.map(
      ({ ruleKey, basisKey, effect, amountHundredths, occurredOn }) => ({
        ...{ ruleVersion: ruleVersionOf(scheme, ruleKey), basisKey, effect },
        ...{ amountHundredths, occurredOn },
      }),
    )
    const kept = standing.map(
      ({ ruleVersion, basisKey, effect, amountHundredths, occurredOn }) => ({
        ...{ ruleVersion, basisKey, effect, amountHundredths, occurredOn },
      }),
    )
    expect(new Set(made)).toEqual(new Set(kept))
    expect(made).toHaveLength(kept.length)
    const totals = foldTotals(frame.prepared, organisationClass, plan.entries, plan.circumstances)
    const given = result.organisations.find((one) => one.id === organisationId)
    expect(totals.totalHundredths).toBe(given?.totalHundredths)
    expect(totals.fullHundredths).toBe(given?.fullHundredths)
    const shown = totals.plan.nodes.map(({ indicator }, at) => {
      const node = totals.nodes[at]
      const isBlank = node?.state === 'unscored' || node?.state === 'not_applicable'
      return [indicator.key, isBlank ? null : node?.totalHundredths]
    })
    expect(Object.fromEntries(shown)).toEqual(given?.indicators)
  }
})
