import type { Database } from '@/db/client'
import { takePort } from '@/scripts/serve'

// The application under test: the built `.next`, served exactly as `npm start` serves it, on the
// database and port of the environment. No demo data comes near it.
const door = await takePort(Number(process.env.PORT), '127.0.0.1')
await door.open({ dev: false })
console.log('ready')

let stopping = false
async function stop(): Promise<void> {
  if (!stopping) {
    stopping = true
    await door.close()
    await (globalThis as { linghangDatabase?: Database }).linghangDatabase?.close()
    process.exit(0)
  }
}
process.on('SIGTERM', () => void stop())
// A terminal sends SIGINT to everybody; Playwright's teardown then asks us in its turn.
process.on('SIGINT', () => {})
// A test worker that is killed cannot ask: its end of the channel closes.
process.on('disconnect', () => void stop())
