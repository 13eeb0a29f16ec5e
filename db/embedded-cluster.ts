import { chown, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { commandLineOf, processState } from './embedded-lock'
import { EmbeddedDatabaseError, giveTree, type PostgresProgram } from './embedded-program'

/** Name of the cluster, of its database and of the account that owns both. */
export const role = 'linghang'
const serverVersion = '18'
const orphanLooks = 10

/**
 * Brings the cluster's folder to where a server can be started on it: creates it at first use, and
 * stops a server that an earlier, killed run left behind.
 * @throws EmbeddedDatabaseError
 */
export async function readyCluster(
  program: PostgresProgram,
  cluster: string,
  options: { password: string; durable?: boolean },
): Promise<void> {
  if (!(await exists(path.join(cluster, 'PG_VERSION')))) {
    await createCluster(program, cluster, options)
    return
  }
  await checkVersion(cluster)
  if (program.owner && (await stat(cluster)).uid !== program.owner.uid) {
    // A restored backup belongs to root, who may not run the server.
    await giveTree(cluster, program.owner)
  }
  await stopOrphan(program, cluster)
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') {
        return false
      }
      throw new EmbeddedDatabaseError(
        `读不到 ${file}（${error.code}），它属于别的用户。请换成那个用户启动，或改正权限。`,
      )
    },
  )
}

async function checkVersion(cluster: string): Promise<void> {
  const version = (await readFile(path.join(cluster, 'PG_VERSION'), 'utf8')).trim()
  if (version !== serverVersion) {
    throw new EmbeddedDatabaseError(
      `${cluster} 是 PostgreSQL ${version} 建的，现在自带的是 ${serverVersion}，数据没有改动。请把备份恢复到一个空的数据目录（npm run restore）。`,
    )
  }
}

// Made under another name first: what an interrupted run leaves is never taken for a cluster.
async function createCluster(
  program: PostgresProgram,
  cluster: string,
  { password, durable = true }: { password: string; durable?: boolean },
): Promise<void> {
  const draft = `${cluster}.new`
  const passwordFile = `${cluster}.password`
  await rm(draft, { recursive: true, force: true })
  await mkdir(draft, { mode: 0o700 })
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 })
  if (program.owner) {
    await chown(draft, program.owner.uid, program.owner.gid)
    await chown(passwordFile, program.owner.uid, program.owner.gid)
  }
  const locale = ['--encoding=UTF8', '--locale-provider=libc', '--locale=C']
  const login = [`--username=${role}`, '--auth=scram-sha-256', `--pwfile=${passwordFile}`]
  const made = await program.initdb([
    `--pgdata=${draft}`,
    ...locale,
    ...login,
    ...(durable ? [] : ['--no-sync']),
  ])
  await rm(passwordFile, { force: true })
  if (made.code !== 0) {
    throw new EmbeddedDatabaseError(
      `无法在 ${cluster} 建立数据库：${lastLine(made.output)}。请检查磁盘空间和目录权限后再启动。`,
    )
  }
  await rename(draft, cluster)
}

/**
 * Stops the server of an earlier run. What runs there without being ours is left alone.
 * @throws EmbeddedDatabaseError when the pid file names a living process that is not ours
 */
export async function stopOrphan(program: PostgresProgram, cluster: string): Promise<void> {
  const file = path.join(cluster, 'postmaster.pid')
  for (let look = 0; look < orphanLooks; look += 1) {
    const pid = Number.parseInt(await readFile(file, 'utf8').catch(() => ''), 10)
    // PostgreSQL itself takes over the file of a process that is gone.
    const state = Number.isInteger(pid) ? await processState(pid) : 'gone'
    if (state === 'gone') {
      return
    }
    if (state === 'uncollected') {
      // Dead, though still listed: once its children have left, the file means nothing.
      await sleep(2000)
      await rm(file, { force: true })
      return
    }
    const command = await commandLineOf(pid)
    if (isServerOf(cluster, command)) {
      await program.pgCtl(['stop', '-D', cluster, '-m', 'fast', '-w', '-t', '60'])
    } else if (command !== '') {
      break
    }
    // It may just be dying: then it has no command line any more, or was gone before pg_ctl came.
    await sleep(200)
  }
  const pid = (await readFile(file, 'utf8').catch(() => '')).split('\n')[0]
  throw new EmbeddedDatabaseError(
    `${file} 记着进程 ${pid}，它还在运行，但不是本系统启动的。请先查明并停止它；如果它不是 PostgreSQL，删除这个文件后再启动。`,
  )
}

// On Windows pg_ctl writes the path with slashes.
function isServerOf(cluster: string, command: string): boolean {
  const plain = (text: string) => text.replaceAll('\\', '/')
  return plain(command).includes(plain(cluster)) && command.includes(`cluster_name=${role}`)
}

/** Fast shutdown. @throws EmbeddedDatabaseError when the server is still there a minute later */
export async function stopServer(program: PostgresProgram, cluster: string): Promise<void> {
  const stopped = await program.pgCtl(['stop', '-D', cluster, '-m', 'fast', '-w', '-t', '60'])
  if (stopped.code !== 0 && (await exists(path.join(cluster, 'postmaster.pid')))) {
    throw new EmbeddedDatabaseError(
      `PostgreSQL 停不下来：${lastLine(stopped.output)}。数据不受影响，请稍候再试一次。`,
    )
  }
}

/** The line of a PostgreSQL log that says why. */
export function lastLine(output: string): string {
  const lines = output.split('\n').filter((line) => line.trim() !== '')
  return lines.find((line) => line.includes('FATAL')) ?? lines.at(-1) ?? '没有给出原因'
}
