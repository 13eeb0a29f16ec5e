import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import postgres from 'postgres'
import type { TestProject } from 'vitest/node'
import { discardEmbedded, type EmbeddedServer, startEmbedded } from '../embedded'
import { isFolderInUse } from '../embedded-lock'
import { migrateDatabase } from '../migrate'
import { databaseUrl } from './database-url'

declare module 'vitest' {
  interface ProvidedContext {
    /** TEST_DATABASE_URL, empty for a throw-away server; set in vitest.config.ts. */
    givenServer: string
    /** The migrated database that test files clone. */
    templateUrl: string
  }
}

const folderPrefix = 'linghang-test-'

/**
 * Once a run: a throw-away PostgreSQL (or the one of TEST_DATABASE_URL) with one migrated template
 * database.
 * @returns the teardown
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const given = project.getProvidedContext().givenServer
  const server = given === '' ? await startThrowAway() : { url: given, stop: async () => {} }
  const name = `linghang_template_${randomBytes(4).toString('hex')}`
  await administer(server.url, (sql) => sql`create database ${sql(name)} template template0`)
  const templateUrl = databaseUrl(server.url, name)
  await migrateDatabase(templateUrl)
  project.provide('templateUrl', templateUrl)
  return async () => {
    if (given !== '') {
      await administer(server.url, (sql) => sql`drop database ${sql(name)} with (force)`)
    }
    await server.stop()
    await rm(String(project.config.env.DATA_DIRECTORY), { recursive: true, force: true })
  }
}

/** Starts a server in a temporary folder that goes with it. Not durable, but quick. */
export async function startThrowAway(): Promise<EmbeddedServer> {
  await removeLeftovers()
  const folder = await mkdtemp(path.join(tmpdir(), folderPrefix))
  const password = randomBytes(12).toString('hex')
  const server = await startEmbedded({ folder, password, durable: false })
  return {
    url: server.url,
    stop: async () => {
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function administer(
  url: string,
  statement: (sql: postgres.Sql) => Promise<unknown>,
): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    await statement(sql)
  } finally {
    await sql.end({ timeout: 5 })
  }
}

// A run that was killed leaves its server behind. Young folders may be somebody's, just starting.
async function removeLeftovers(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const folder = path.join(tmpdir(), name)
    if (name.startsWith(folderPrefix) && (await isAbandoned(folder))) {
      await discardEmbedded(folder).catch(() => undefined)
    }
  }
}

async function isAbandoned(folder: string): Promise<boolean> {
  const { birthtimeMs } = await stat(folder)
  return Date.now() - birthtimeMs > 60_000 && !(await isFolderInUse(folder))
}
