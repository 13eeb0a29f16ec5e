import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import postgres from 'postgres'
import { discardEmbedded, type EmbeddedServer, startEmbedded } from '../embedded'
import { isFolderInUse } from '../embedded-lock'
import { migrateDatabase } from '../migrate'
import { databaseUrl } from './database-url'

const folderPrefix = 'linghang-test-'

export interface Template {
  /** A migrated, empty database that nobody is connected to. */
  url: string
  /** Removes the template, and the server when it is a throw-away one. */
  remove: () => Promise<void>
}

/**
 * Makes the template database of a test run.
 * @param serverUrl a server whose account may create databases; empty for a throw-away one
 */
export async function makeTemplate(serverUrl: string): Promise<Template> {
  const server = serverUrl === '' ? await startThrowAway() : undefined
  const at = server?.url ?? serverUrl
  const name = `linghang_template_${randomBytes(4).toString('hex')}`
  const url = databaseUrl(at, name)
  const remove = async () => {
    if (server) {
      await server.stop()
    } else {
      await onServer(at, (sql) => sql`drop database if exists ${sql(name)} with (force)`)
    }
  }
  try {
    await onServer(at, (sql) => sql`create database ${sql(name)} template template0`)
    await migrateDatabase(url)
    return { url, remove }
  } catch (error) {
    await remove()
    throw error
  }
}

/**
 * Clones the template under a name of its own.
 * @returns the clone's address, and what drops it with every session on it
 */
export async function cloneTemplate(
  templateUrl: string,
): Promise<{ url: string; drop: () => Promise<void> }> {
  const template = new URL(templateUrl).pathname.slice(1)
  const name = `linghang_test_${randomBytes(6).toString('hex')}`
  await onServer(templateUrl, (sql) => sql`create database ${sql(name)} template ${sql(template)}`)
  return {
    url: databaseUrl(templateUrl, name),
    drop: () =>
      onServer(templateUrl, (sql) => sql`drop database if exists ${sql(name)} with (force)`),
  }
}

/** Starts a server in a temporary folder that goes with it. Not durable, but quick. */
async function startThrowAway(): Promise<EmbeddedServer> {
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

// From beside: a database with a session on it can neither be cloned nor dropped.
async function onServer(
  url: string,
  statement: (sql: postgres.Sql) => Promise<unknown>,
): Promise<void> {
  const sql = postgres(databaseUrl(url, 'postgres'), { max: 1, onnotice: () => {} })
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
  const found = await stat(folder).catch(() => undefined)
  const isOld = found !== undefined && Date.now() - found.birthtimeMs > 60_000
  return isOld && !(await isFolderInUse(folder))
}
