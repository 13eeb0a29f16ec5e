import { walk } from './support/accessible'
import { planningPages, taskPages } from './support/pages'
import { test } from './support/test'

test.setTimeout(420_000)

// On a phone, where large type is tightest.
test('pages of tasks at every stage are accessible and fit a phone in large type', async ({
  as,
  world,
}) => {
  await walk(as, await taskPages(world), { isLarge: true })
})

test('pages of planning and supervision are accessible and fit a phone in large type', async ({
  as,
  world,
}) => {
  await walk(as, await planningPages(world), { isLarge: true })
})
