import { newId } from '@/db/ids'
import { grantRole } from '@/db/testing/factories'
import { doors } from '@/lib/policy/doors'
import { unvisited } from './support/accessible'
import { dutyOf, recorded } from './support/duties'
import { knownForm } from './support/forms'
import { complaint, handover, importRound } from './support/further-pages'
import { firstPages, planningPages, taskPages } from './support/pages'
import { scored, scoreRounds } from './support/score-pages'
import { circularOf } from './support/supervision-pages'
import { expect, test } from './support/test'
import { draftPlan, proposalOf, requirementOf } from './support/work-pages'
import { account, dispatched, type World } from './support/world'

// Every page is opened, one after the other.
test.setTimeout(300_000)

/** Every page whose address names something; taken from the doors, so that none is forgotten. */
const pagesWithId = Object.keys(doors)
  .filter((door) => door.startsWith('page ') && door.includes('['))
  .map((door) => door.slice('page '.length))
/** Open to whoever is signed in: what stands where is no secret, and what is listed follows the viewer. */
const openToAll = [
  '/organisation/[organisationId]',
  '/tasks/branches/[organisationId]',
  '/scorecard/[quarterId]/appeals',
]

/** The names in those addresses that something real must stand behind. */
const idNames = new Set(
  pagesWithId.flatMap((page) => [...page.matchAll(/\[(\w+)\]/g)].map((found) => found[1] ?? '')),
)

/** The address of a page with ids in the places of its names; `act` is a word. */
function addressOf(page: string, ids: Record<string, string> = {}): string {
  return page.replace(/\[(\w+)\]/g, (_, name: string) =>
    name === 'act' ? 'rename' : (ids[name] ?? newId()),
  )
}

test('an address that names nothing answers 404 on every page', async ({ as, world }) => {
  const everything = await account(world.db, '钱继业')
  for (const role of ['committee_officer', 'system_admin'] as const) {
    await grantRole(world.db, everything, role)
  }
  const page = await as(everything)
  const wanted = [...pagesWithId.map((each) => addressOf(each)), '/tasks/no-such-task', '/nowhere']
  for (const path of wanted) {
    expect.soft((await page.goto(path))?.status(), path).toBe(404)
    await expect.soft(page.getByRole('heading', { name: '没有找到这一页' }), path).toBeVisible()
  }
})

test('what belongs to others answers 403 or 404 on every page', async ({ as, world }) => {
  const ids = await idsOf(world)
  expect(Object.keys({ ...ids, act: '' }).sort(), 'something real').toEqual([...idNames].sort())
  const stranger = await account(world.db, '外单位', world.branches[1])
  const page = await as(stranger)
  for (const each of pagesWithId) {
    const path = addressOf(each, ids)
    const status = (await page.goto(path))?.status()
    expect.soft(openToAll.includes(each) ? [200] : [403, 404], each).toContain(status)
    if (!openToAll.includes(each)) {
      const refusal = page.getByRole('heading', { name: /没有找到这一页|不能办理这件事/ })
      await expect.soft(refusal, each).toBeVisible()
    }
  }
})

test('every page is among those that axe looks at', async ({ world }) => {
  const planning = await planningPages(world)
  const scores = await scoreRounds(world)
  expect(unvisited(firstPages(world), planning, scores, await taskPages(world))).toEqual([])
})

/** Something real of the first branch and of the office behind every name in an address. */
async function idsOf(world: World): Promise<Record<string, string>> {
  const { copies } = await dispatched(world)
  const [imported] = (await importRound(world)).visits
  const last = (path = '') => path.split('/').at(-1) ?? ''
  const score = await scored(world)
  return {
    organisationId: world.branches[0].id,
    personId: world.members[0].id,
    taskId: copies[0].taskId,
    assignmentId: copies[0].assignmentId,
    complaintId: last(await complaint(world)),
    handoverId: last(await handover(world)),
    importId: last(imported?.path),
    formId: (await knownForm(world)).formId,
    activityId: await recorded(world, ['party_lecture']),
    templateId: await dutyOf(world, 'party_day', '主题党日'),
    circularId: await circularOf(world, copies[0].taskId),
    requirementId: await requirementOf(world),
    proposalId: await proposalOf(world, '站点没有党员活动室'),
    milestoneId: (await draftPlan(world)).milestoneId,
    quarterId: score.published,
    period: score.period,
    appealId: score.appealId,
    // A published one is everybody's to read.
    schemeId: score.draftId,
  }
}
