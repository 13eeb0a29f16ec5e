import { addDays, dayOf, type Period, periodOf, quarterOf } from '@/lib/period'
import { reckonQuarter } from '@/lib/scorecard/ledger/reckon-quarter'
import type { Quarter } from '@/lib/scorecard/quarter/load-quarter'
import { draftNextScheme, publishFirstScheme, publishSecondVersion } from './index-schemes'
import { type Doings, runQuarter } from './quarter-course'
import {
  appealOnce,
  assessThemselves,
  checkResults,
  holdMeeting,
  nothing,
  treatLeft,
} from './quarter-doings'
import { judgeAll } from './quarter-judgements'
import type { Stage, World } from './world'

/**
 * The index of the two quarters before that of `now` as far as they have come, and the present one,
 * open. The scheme changes with the present quarter, so that a movement has a part of the rules.
 */
export async function liveQuarters(world: World, stage: Stage): Promise<Quarter[]> {
  const present = periodOf(quarterOf(dayOf(world.now)))
  const last = before(present)
  const first = before(last)
  const quarters: Quarter[] = []
  let year = ''
  for (const period of [first, last, present]) {
    if (!period.key.startsWith(year) || year === '') {
      const origin = year === '' ? 'example' : 'last'
      year = period.key.slice(0, 4)
      await publishFirstScheme(world, stage, { year: Number(year), origin })
    } else if (period === present) {
      await publishSecondVersion(world, stage, last.key)
    }
    quarters.push(await runQuarter(world, stage, period, doingsOf(period, { first })))
  }
  await draftNextScheme(world, stage)
  stage.heard()
  return quarters
}

/** Brings quarters that are still open into line with what has happened since. */
export async function reckonNow(
  world: World,
  stage: Stage,
  quarters: readonly Quarter[],
): Promise<void> {
  for (const { id, state } of quarters) {
    if (state !== 'frozen') {
      await reckonQuarter(stage.system(world.now), { quarterId: id })
    }
  }
}

const before = (period: Period) => periodOf(quarterOf(addDays(period.from, -1)))

function doingsOf(period: Period, { first }: { first: Period }): Doings {
  const isFirst = period === first
  return {
    self: assessThemselves,
    judge: judgeAll({ leavesUnscored: isFirst }),
    verify: isFirst ? nothing : checkResults,
    meet: isFirst ? treatLeft : holdMeeting,
    appeal: isFirst ? nothing : appealOnce,
  }
}
