import { migrateDatabase } from '@/db/migrate'
import { CommandError, command, reasonOf } from './command'
import { openServer } from './open-server'

/** `npm run db:migrate`: brings the database to the schema of this release; safe to repeat. */
await command(async () => {
  const server = await openServer()
  try {
    await migrateDatabase(server.url)
    console.log('数据库结构已是最新')
  } catch (error) {
    throw new CommandError(`Cannot migrate: ${reasonOf((error as Error).cause ?? error)}`)
  } finally {
    await server.close()
  }
})
