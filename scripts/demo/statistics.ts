import { newId } from '@/db/ids'
import { freezeFormVersion } from '@/lib/forms/freeze-version'
import { saveForm } from '@/lib/forms/save-form'
import type { FormDefinition, ReportValues } from '@/lib/forms/states'
import { validateReport } from '@/lib/forms/validate'
import { addDays, dayOf, momentOf, periodOf, quarterOf } from '@/lib/period'
import type { PastRows } from './past-rows'
import { seeded } from './random'
import {
  statisticsDefinition,
  statisticsEvents,
  statisticsForms,
  statisticsName,
  statisticsNeeds,
} from './texts/statistics'
import { type DemoOrganisation, personNamed, type Stage, type World } from './world'

/** The form of every quarter, as it went out with its first task. */
export interface StatisticsForm {
  versionId: string
  definition: FormDefinition
}

/** Makes the form before the first quarter of the demo, and freezes it as that dispatch did. */
export async function writeStatisticsForm(world: World, stage: Stage): Promise<StatisticsForm> {
  const last = previousQuarter(quarterOf(dayOf(world.now)))
  const at = momentOf(periodOf(previousQuarter(last)).from, '08:33')
  const ctx = await stage.as(personNamed(world, '陈晓春').id, at)
  const { version } = await saveForm(ctx, {
    formId: newId(),
    version: 0,
    revision: 0,
    name: statisticsName,
    definition: JSON.stringify(statisticsDefinition),
  })
  const frozen = await ctx.transact((tx) => freezeFormVersion(ctx, tx, version.id))
  stage.heard()
  return { versionId: frozen.id, definition: frozen.definition }
}

/** A nought too many and a cut: what the 汇总表 marks against the last period. */
const typingSlips: Record<string, (count: number) => number> = {
  dataservice: (count) => count * 10,
  datacentre: (count) => Math.ceil(count / 5),
}

/** What a branch answers for a quarter by itself; the rest is brought along. */
export function answersOf(
  world: World,
  branch: DemoOrganisation,
  period: string,
): Record<'studies' | 'service' | 'solved' | 'form' | 'help', string> & ReportValues {
  const random = seeded(`statistics ${branch.key} ${period}`)
  const usual = seeded(`service ${branch.key}`).int(14, 60)
  const counted = Math.round((usual * random.int(84, 118)) / 100)
  const isPresent = period === quarterOf(dayOf(world.now))
  const slip = isPresent ? typingSlips[branch.key] : undefined
  return {
    studies: String(random.int(3, 6)),
    service: String(slip ? slip(counted) : counted),
    solved: String(random.int(0, 7)),
    form: branch.isRetired ? statisticsForms[2] : random.pick(statisticsForms),
    events: Array.from({ length: random.int(1, 2) }, () => ({
      what: random.pick(statisticsEvents),
      people: String(random.int(3, 12)),
    })),
    help: random.chance(0.2) ? random.pick(statisticsNeeds) : '',
  }
}

/** The whole report of a quarter that is over; what was known then is taken from the plan. */
function pastValues(world: World, branch: DemoOrganisation, period: string): ReportValues {
  const before = answersOf(world, branch, previousQuarter(period))
  const members = world.people.filter((person) => person.branch === branch.key)
  const probationary = members.filter((person) => person.memberKind === 'probationary')
  const { values } = validateReport(statisticsDefinition, {
    ...answersOf(world, branch, period),
    branch: branch.name,
    secretary: branch.secretary ?? '',
    members: String(members.length),
    probationary: String(probationary.length),
    before: before.studies,
    service_before: before.service,
  })
  return values
}

/** The report of a past hand-in; a later one of the same step is corrected, not counted twice. */
export function addReport(
  world: World,
  rows: PastRows,
  copy: { branch: DemoOrganisation; submissionId: string; period: string; at: Date },
): void {
  const { statistics } = world
  if (statistics) {
    rows.formReports.push({
      submissionId: copy.submissionId,
      formVersionId: statistics.versionId,
      organisationId: copy.branch.id,
      period: copy.period,
      values: pastValues(world, copy.branch, copy.period),
      at: copy.at,
    })
  }
}

/** What an approved report is known by from then on. */
export function publishPast(rows: PastRows, submissionId: string, at: Date): void {
  const report = rows.formReports.find((one) => one.submissionId === submissionId)
  const values = (report?.values ?? {}) as ReportValues
  for (const { key, publishKey } of statisticsDefinition.fields) {
    if (report && publishKey !== '') {
      rows.knownValues.push({
        id: newId(),
        key: publishKey,
        organisationId: report.organisationId,
        period: report.period,
        value: values[key],
        sourceType: 'form_report',
        sourceId: submissionId,
        publishedAt: at,
        supersededAt: null,
      })
    }
  }
}

function previousQuarter(key: string): string {
  return quarterOf(addDays(periodOf(key).from, -1))
}
