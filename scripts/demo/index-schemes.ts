import { newId } from '@/db/ids'
import { addDays, dayOf, momentOf, periodOf } from '@/lib/period'
import { createScheme } from '@/lib/scorecard/scheme/drafting/create-scheme'
import type { Scheme } from '@/lib/scorecard/scheme/drafting/load-scheme'
import { publishScheme } from '@/lib/scorecard/scheme/drafting/publish-scheme'
import { saveRule } from '@/lib/scorecard/scheme/drafting/save-rule'
import { personNamed, type Stage, type World } from './world'

const officerName = '陈晓春'

/** The first scheme of a year, published in the December before it. */
export async function publishFirstScheme(
  world: World,
  stage: Stage,
  { year, origin }: { year: number; origin: 'example' | 'last' },
): Promise<void> {
  const officer = personNamed(world, officerName).id
  const made = await stage.as(officer, momentOf(`${year - 1}-12-22`, '09:40'))
  const draft = await createScheme(made, { schemeId: newId(), year, origin })
  await publishScheme(await stage.as(officer, momentOf(`${year - 1}-12-26`, '15:30')), seen(draft))
}

/** A change of one rule, published in the last week of a quarter: it counts from the next one. */
export async function publishSecondVersion(
  world: World,
  stage: Stage,
  quarter: string,
): Promise<void> {
  const officer = personNamed(world, officerName).id
  const day = addDays(periodOf(quarter).to, -8)
  const ctx = await stage.as(officer, momentOf(day, '10:05'))
  const year = Number(quarter.slice(0, 4))
  const draft = await createScheme(ctx, { schemeId: newId(), year, origin: 'last' })
  const { scheme } = await saveRule(ctx, {
    ...seen(draft),
    ...{ indicatorKey: 'i5-3', ruleKey: 'i5-3-r1', words: '材料逾期', op: 'deduct_late' },
    ...{ sourceKind: 'judgement', amount: '0.8' },
  })
  await publishScheme(await stage.as(officer, momentOf(addDays(day, 1), '16:10')), seen(scheme))
}

/** Next year's scheme as it is being written. */
export async function draftNextScheme(world: World, stage: Stage): Promise<void> {
  const officer = personNamed(world, officerName).id
  const at = world.time.earlier(world.now, 620)
  const ctx = await stage.as(officer, at)
  const year = Number(dayOf(world.now).slice(0, 4)) + 1
  const draft = await createScheme(ctx, { schemeId: newId(), year, origin: 'last' })
  await saveRule(await stage.as(officer, world.time.later(at, 25)), {
    ...seen(draft),
    ...{ indicatorKey: 'i5-3', words: '简报信息报送不实', op: 'deduct_range' },
    ...{ sourceKind: 'judgement', from: '0.5', to: '1' },
  })
}

const seen = ({ id, editVersion }: Scheme) => ({ schemeId: id, editVersion })
