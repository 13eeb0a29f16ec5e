import { migrateDatabase } from '@/db/migrate'
import { command } from './command'
import { databaseFailure } from './database-failure'
import { openServer } from './open-server'

/** `npm run db:migrate`: brings the database to the schema of this release; safe to repeat. */
await command(async () => {
  const server = await openServer()
  try {
    await migrateDatabase(server.url)
    console.log('数据库结构已是最新')
  } catch (error) {
    throw databaseFailure(error, server.url)
  } finally {
    await server.close()
  }
})
