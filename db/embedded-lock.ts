import { execFile } from 'node:child_process'
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { z } from 'zod'
import { EmbeddedDatabaseError } from './embedded-program'

const run = promisify(execFile)

const holderSchema = z.object({ pid: z.number().int().positive(), born: z.string() })
type Holder = z.infer<typeof holderSchema>

/**
 * Makes this process the only one that runs a server on a data directory. A lock whose process is
 * gone is taken over.
 * @param folder absolute path, existing and writable
 * @returns a function that gives the lock back
 * @throws EmbeddedDatabaseError when another process holds it
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const file = path.join(folder, 'running.lock')
  const mine: Holder = { pid: process.pid, born: await birthOf(process.pid) }
  const draft = `${file}.${process.pid}`
  await writeFile(draft, JSON.stringify(mine), { mode: 0o600 })
  try {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      try {
        await link(draft, file)
        return () => rm(file, { force: true })
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
          throw error
        }
      }
      await removeIfStale(file, folder)
    }
    throw new EmbeddedDatabaseError(`${folder} 正有别的进程在启动。请稍候再试一次。`)
  } finally {
    await rm(draft, { force: true })
  }
}

/** Whether the process that holds the lock of a folder is still there. */
export async function isFolderInUse(folder: string): Promise<boolean> {
  return (await livingHolder(path.join(folder, 'running.lock'))) !== undefined
}

async function removeIfStale(file: string, folder: string): Promise<void> {
  const holder = await livingHolder(file)
  if (holder) {
    throw new EmbeddedDatabaseError(
      `系统已经在运行：进程 ${holder.pid} 正在使用 ${folder}。请先停止它，或用 DATA_DIRECTORY 指定另一个数据目录。`,
    )
  }
  // Renamed before it goes, so that of two that find it stale only one removes it.
  const aside = `${file}.stale.${process.pid}`
  await rename(file, aside).catch(() => undefined)
  await rm(aside, { force: true })
}

async function livingHolder(file: string): Promise<Holder | undefined> {
  const text = await readFile(file, 'utf8').catch(() => '')
  const holder = holderSchema.safeParse(parse(text)).data
  if (!holder || holder.pid === process.pid || (await processState(holder.pid)) !== 'alive') {
    return undefined
  }
  return holder.born === (await birthOf(holder.pid)) ? holder : undefined
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * Whether a process with this id runs, whoever owns it. `uncollected` is one that died and that its
 * parent never waited for, as happens in containers.
 */
export async function processState(pid: number): Promise<'alive' | 'uncollected' | 'gone'> {
  for (let look = 0; look < 5; look += 1) {
    try {
      process.kill(pid, 0)
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'EPERM' ? 'alive' : 'gone'
    }
    if (process.platform !== 'linux' || (await commandLineOf(pid)) !== '') {
      return 'alive'
    }
    // Without a command line it is just dying, or stays uncollected.
    await sleep(200)
  }
  const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  return /\) [ZX] /.test(status) ? 'uncollected' : 'alive'
}

/** The command line of a process; empty when it is gone or the system does not tell. */
export async function commandLineOf(pid: number): Promise<string> {
  if (process.platform === 'linux') {
    const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
    return line.replaceAll('\0', ' ')
  }
  const [file, ...args] =
    process.platform === 'win32'
      ? ['powershell', '-NoProfile', '-Command', windowsQuery(pid, 'CommandLine')]
      : ['ps', '-ww', '-o', 'command=', '-p', String(pid)]
  return run(file ?? '', args).then(
    ({ stdout }) => stdout,
    () => '',
  )
}

/**
 * The moment a process was born, as the system writes it. Process ids come round again, after a
 * restart of a container the very same ones: a process is known by both.
 */
export async function birthOf(pid: number): Promise<string> {
  if (process.platform === 'linux') {
    const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '')
    const fields = status.slice(status.lastIndexOf(')') + 2).split(' ')
    return `${boot.trim()} ${fields[19] ?? ''}`
  }
  const [file, ...args] =
    process.platform === 'win32'
      ? ['powershell', '-NoProfile', '-Command', windowsQuery(pid, 'CreationDate')]
      : ['ps', '-o', 'lstart=', '-p', String(pid)]
  return run(file ?? '', args).then(
    ({ stdout }) => stdout.trim(),
    () => '',
  )
}

function windowsQuery(pid: number, property: string): string {
  return `(Get-CimInstance Win32_Process -Filter "ProcessId=${pid}").${property}`
}
