import { existsSync } from 'node:fs'
import { EmbeddedDatabaseError } from '@/db/embedded'
import { EnvironmentError } from '@/lib/env'
import { CommandError, reasonOf } from './command-error'
import { databaseFailure, isDatabaseFailure } from './database-failure'

export { CommandError, reasonOf } from './command-error'

const cannotTouch = '当前用户不能读写。请改正权限，或换一个位置'
/** What the system says about a file or folder in the way. */
const obstacles: Record<string, string> = {
  EACCES: cannotTouch,
  EPERM: cannotTouch,
  EROFS: '所在的磁盘是只读的。请换一个位置',
  ENOSPC: '所在的磁盘已满。请腾出空间',
  EDQUOT: '所在的磁盘配额已用完。请腾出空间',
  ENOENT: '不存在。请检查路径',
  ENOTDIR: '的路径里有一段不是文件夹。请检查路径',
  EISDIR: '是文件夹，不是文件。请检查路径',
}

/**
 * Runs a command: loads `.env` where there is one, prints an expected failure as one line and an
 * unexpected one with its stack, both to stderr with exit code 1.
 */
export async function command(main: () => Promise<void>): Promise<void> {
  try {
    loadVariables()
    await main()
  } catch (error) {
    console.error(explain(error))
    process.exit(1)
  }
}

function loadVariables(): void {
  try {
    if (existsSync('.env')) {
      process.loadEnvFile('.env')
    }
  } catch (error) {
    throw new CommandError(`读不了 .env 文件（${reasonOf(error)}）。请检查它的权限，再执行一次。`)
  }
}

/** What is printed for a failure: one line for an expected one, the stack as well for any other. */
export function explain(error: unknown): string {
  const expected = [CommandError, EnvironmentError, EmbeddedDatabaseError]
  if (expected.some((kind) => error instanceof kind) && error instanceof Error) {
    return oneLine(error)
  }
  if (isDatabaseFailure(error)) {
    return oneLine(databaseFailure(error, process.env.DATABASE_URL))
  }
  const { code = '', path } = error as NodeJS.ErrnoException
  const obstacle = path && obstacles[code]
  if (obstacle) {
    return `领航：${path} ${obstacle}（${code}），然后再试一次。`
  }
  const details = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return `领航：遇到没有料到的错误，已停止，已保存的数据不受影响。请再试一次；仍不行，请把下面的内容交给技术人员。\n${details}`
}

function oneLine({ message }: Error): string {
  return `领航：${message.replaceAll('\n', ' ')}`
}
