import { walk } from './support/accessible'
import { fullPages } from './support/pages'
import { test } from './support/test'

test.setTimeout(420_000)

// On a phone, where large type is tightest.
test('pages full of work are accessible and fit a phone in large type', async ({ as, world }) => {
  await walk(as, await fullPages(world), { isLarge: true })
})
