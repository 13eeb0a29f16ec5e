import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import postgres from 'postgres'
import { startEmbedded } from '@/db/embedded'
import { migrateDatabase } from '@/db/migrate'
import { type Accounts, fillDatabase } from './data'

/** A database of a certain size. */
export interface World {
  url: string
  scale: number
  accounts: Accounts
}

export interface Worlds {
  /** The database of a scale, filled at its first use. */
  at: (scale: number) => Promise<World>
  /** Stops the server and removes everything. */
  drop: () => Promise<void>
}

/** A PostgreSQL of our own in a temporary folder, durable as the product's; started at first use. */
export function openWorlds(say: (line: string) => void): Worlds {
  const made = new Map<number, Promise<World>>()
  let server: ReturnType<typeof startServer> | undefined
  const make = async (scale: number): Promise<World> => {
    server ??= startServer()
    const base = (await server).url
    const name = `bench_${String(scale).replace('.', '_')}`
    const url = Object.assign(new URL(base), { pathname: `/${name}` }).href
    const sql = postgres(base, { max: 1, onnotice: () => {} })
    await sql`create database ${sql(name)} template template0`.finally(() => sql.end())
    await migrateDatabase(url)
    const accounts = await fillDatabase(url, scale, say)
    return { url, scale, accounts }
  }
  return {
    at: (scale) => {
      const known = made.get(scale) ?? make(scale)
      made.set(scale, known)
      return known
    },
    drop: async () => (await server)?.drop(),
  }
}

async function startServer() {
  const folder = await mkdtemp(path.join(tmpdir(), 'linghang-bench-'))
  const server = await startEmbedded({ folder, password: randomBytes(12).toString('hex') })
  const drop = async () => {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
  return { url: server.url, drop }
}
