import { walk } from './support/accessible'
import { firstPages, planningPages, taskPages } from './support/pages'
import { scoreRounds } from './support/score-pages'
import { test } from './support/test'

test.setTimeout(420_000)

test('pages without any work on them are accessible and fit their screen', async ({
  as,
  world,
}) => {
  await walk(as, firstPages(world))
})

test('pages of tasks at every stage are accessible and fit their screen', async ({ as, world }) => {
  await walk(as, await taskPages(world))
})

test('pages of planning and supervision are accessible and fit their screen', async ({
  as,
  world,
}) => {
  await walk(as, await planningPages(world))
})

test('pages of 党建指数 are accessible and fit their screen', async ({ as, world }) => {
  await walk(as, await scoreRounds(world))
})
