import { walk } from './support/accessible'
import { firstPages, fullPages } from './support/pages'
import { test } from './support/test'

test.setTimeout(420_000)

test('pages without any work on them are accessible and fit their screen', async ({
  as,
  world,
}) => {
  await walk(as, firstPages(world))
})

test('pages full of work are accessible and fit their screen', async ({ as, world }) => {
  await walk(as, await fullPages(world))
})
