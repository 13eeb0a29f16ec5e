import type { Database } from '@/db/client'
import { missingEnvironment, readEnv } from '@/lib/env'
import { startWorker } from '@/lib/jobs/worker'
import { command } from './command'
import { assertDemoFits } from './demo/prepare-demo'

/** `npm run worker`: the job worker alone, beside replicas that run with WORKER=off. */
await command(async () => {
  const env = readEnv()
  const missing = (['DATABASE_URL', 'PHONE_KEY', 'LOOKUP_KEY'] as const).filter(
    (name) => !env[name],
  )
  if (missing.length > 0) {
    throw missingEnvironment(missing, '（任务进程要用与应用相同的变量；npm start 自带任务进程）')
  }
  await assertDemoFits(env.DATABASE_URL ?? '', env.DEMO)
  const stopWorker = await startWorker()
  console.log('任务进程已启动（Ctrl-C 停止）')
  let stopping = false
  const stop = () => {
    if (!stopping) {
      stopping = true
      void command(async () => {
        await stopWorker()
        await (globalThis as { linghangDatabase?: Database }).linghangDatabase?.close()
        process.exit(0)
      })
    }
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
})
