import { buildIfNeeded } from './build-if-needed'
import { command } from './command'

await command(async () => {
  if (!(await buildIfNeeded())) {
    console.log('The build is up to date (delete .next to force one)')
  }
})
