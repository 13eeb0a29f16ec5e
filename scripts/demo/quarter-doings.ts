import { bulkInsert } from '@/db/bulk'
import { newId } from '@/db/ids'
import { selfAssessments, selfSubmissions } from '@/db/schema'
import { treatUnscored } from '@/lib/scorecard/judging/treat-unscored'
import { loadFrame } from '@/lib/scorecard/ledger/quarter-frame'
import { appendPast } from './audit-chain'
import type { Course, Doing } from './quarter-course'
import { scoredBranches, unscored } from './quarter-judgements'
import { seeded } from './random'
import { type DemoOrganisation, personNamed } from './world'

/** 自评 of nearly every branch: full marks, or a little less where it knows better. */
export const assessThemselves: Doing = async (course, at) => {
  const { world, quarter, period } = course
  const frame = await loadFrame(world.db, quarter.id)
  const assessed: Required<typeof selfAssessments.$inferInsert>[] = []
  const submitted: (typeof selfSubmissions.$inferInsert)[] = []
  const audit: Parameters<typeof appendPast>[1][number][] = []
  for (const { branch, organisationClass } of await scoredBranches(course)) {
    const random = seeded(`self ${period.key} ${branch.key}`)
    const isMissing = branch.temper === 'slow' && random.chance(0.4)
    const byId = leaderOf(course, branch)
    if (isMissing || byId === null) {
      continue
    }
    const leaves = frame.prepared
      .planOf(organisationClass)
      .nodes.filter((node) => node.children.length === 0 && (node.fullHundredths ?? 0) > 0)
    for (const { indicator, fullHundredths } of leaves) {
      const less = random.chance(0.12) ? 50 * random.int(1, 3) : 0
      assessed.push({
        ...{ id: newId(), quarterId: quarter.id, organisationId: branch.id, version: 1 },
        indicatorKey: indicator.key,
        hundredths: Math.max(0, (fullHundredths ?? 0) - less),
        note: less > 0 ? '有一次未按时，已整改' : null,
        ...{ byId, at },
      })
    }
    submitted.push({ quarterId: quarter.id, organisationId: branch.id, byId, at })
    audit.push({
      ...{ at, actorId: byId, action: 'score.submit_self' },
      ...{ subjectType: 'organisation', subjectId: branch.id },
      detail: { quarterId: quarter.id, indicators: leaves.length },
    })
  }
  await bulkInsert(world.db, selfAssessments, assessed)
  await bulkInsert(world.db, selfSubmissions, submitted)
  await appendPast(world.db, audit)
  return null
}

function leaderOf({ world }: Course, branch: DemoOrganisation): string | null {
  return branch.secretary ? personNamed(world, branch.secretary).id : null
}

/** What 工会 left open is decided for the whole class. */
export const treatLeft: Doing = async ({ as, quarter, period }, at) => {
  await treatUnscored(await as('陈晓春', at), {
    ...{ quarterId: quarter.id, ...unscored, treatment: 'full' },
    minutesNumber: `党建工作领导小组纪要〔${period.key.slice(0, 4)}〕${period.key.slice(-1)}号`,
    reason: '工会未按期评分，责任在部门，对离退休和机关支部统一按满分计',
  })
  return null
}

/** Nothing but waiting. */
export const nothing: Doing = async () => null
