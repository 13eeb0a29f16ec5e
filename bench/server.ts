import path from 'node:path'
import type { Database } from '@/db/client'
import { takePort } from '@/scripts/serve'

// A built application (the product's, or the floor's) served exactly as `npm start` serves it.
process.chdir(path.resolve(process.env.BENCH_APP ?? '.'))
const door = await takePort(Number(process.env.PORT), '127.0.0.1')
await door.open({ dev: false })
console.log('ready')

process.on('message', () => {
  const { user, system } = process.cpuUsage()
  process.send?.((user + system) / 1000)
})
process.once('SIGTERM', async () => {
  await door.close()
  await (globalThis as { linghangDatabase?: Database }).linghangDatabase?.close()
  process.exit(0)
})
// A run that is killed cannot ask: its end of the channel closes.
process.on('disconnect', () => process.exit(1))
