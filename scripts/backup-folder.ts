import { execFile } from 'node:child_process'
import { access, cp, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import { CommandError, reasonOf } from './command'

const run = promisify(execFile)

const manifestSchema = z.object({
  /** `pg_dump`: a dump and the files; `copy`: the whole data directory of a stopped server. */
  method: z.enum(['pg_dump', 'copy']),
  createdAt: z.iso.datetime(),
})
export type Manifest = z.infer<typeof manifestSchema>

/** Where a backup keeps its parts. */
export function partsOf(backup: string): { manifest: string; dump: string; data: string } {
  return {
    manifest: path.join(backup, 'manifest.json'),
    dump: path.join(backup, 'database.dump'),
    data: path.join(backup, 'data'),
  }
}

/** Written last: a backup without it is not whole. */
export async function writeManifest(backup: string, manifest: Manifest): Promise<void> {
  await writeFile(partsOf(backup).manifest, `${JSON.stringify(manifest, null, 2)}\n`)
}

/** @throws CommandError when the folder is no whole backup */
export async function readManifest(backup: string): Promise<Manifest> {
  try {
    return manifestSchema.parse(JSON.parse(await readFile(partsOf(backup).manifest, 'utf8')))
  } catch {
    throw new CommandError(
      `${backup} 不是完整的备份：manifest.json 缺失或损坏，没有做任何改动。请换一份备份。`,
    )
  }
}

// What belongs to one running process, not to the data.
const transient = /^(running\.lock.*|\.writable.*|secrets\.json\.\d+)$/
const transientInCluster = /^(postmaster\.(pid|opts)|server\.log.*)$/

/** Copies a data directory, with or without the database cluster in it. */
export async function copyData(from: string, to: string, cluster: boolean): Promise<void> {
  await cp(from, to, {
    recursive: true,
    preserveTimestamps: true,
    filter: (source) => {
      const [first = '', second = ''] = path.relative(from, source).split(path.sep)
      if (first === 'postgres') {
        return cluster && !transientInCluster.test(second)
      }
      return !transient.test(first) && !first.startsWith('postgres.')
    },
  })
}

/** Major version of an installed client program, or undefined when there is none. */
export async function clientVersion(name: 'pg_dump' | 'pg_restore'): Promise<number | undefined> {
  const { stdout } = await run(name, ['--version']).catch(() => ({ stdout: '' }))
  return Number(/(\d+)/.exec(stdout)?.[1]) || undefined
}

/**
 * Runs a client program; its complaints come back as one line.
 * @param url goes through the environment, so that the password shows in no process list
 */
export async function runClient(
  name: 'pg_dump' | 'pg_restore',
  args: string[],
  url: string,
): Promise<void> {
  const { hostname, port, username, password, pathname } = new URL(url)
  const login = {
    PGHOST: decodeURIComponent(hostname),
    PGPORT: port || '5432',
    PGUSER: decodeURIComponent(username),
    PGPASSWORD: decodeURIComponent(password),
    PGDATABASE: pathname.slice(1),
  }
  try {
    await run(name, args, { env: { ...process.env, ...login }, maxBuffer: 64 * 1024 * 1024 })
  } catch (error) {
    const { stderr } = error as { stderr?: string }
    throw new CommandError(
      `${name} 没有成功：${stderr?.trim().split('\n').at(-1) ?? reasonOf(error)}`,
    )
  }
}

/** Whether something is there. */
export async function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  )
}
