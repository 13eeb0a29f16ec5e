import { CommandError, reasonOf } from './command-error'

// Codes of system calls, of the driver, and SQLSTATEs of PostgreSQL.
const sentences: Record<string, string> = {
  ECONNREFUSED: '连不上，那里没有数据库在运行。请启动数据库，或改正 DATABASE_URL',
  ECONNRESET: '连接中断了。请先确认数据库在运行',
  ETIMEDOUT: '连接超时。请检查网络、防火墙和 DATABASE_URL',
  EHOSTUNREACH: '网络不通。请检查网络和 DATABASE_URL',
  CONNECT_TIMEOUT: '连接超时。请检查网络、防火墙和 DATABASE_URL',
  CONNECTION_CLOSED: '连接中断了。请先确认数据库在运行',
  ENOTFOUND: '找不到这台主机。请改正 DATABASE_URL',
  EAI_AGAIN: '找不到这台主机。请检查网络和 DATABASE_URL',
  '28P01': '用户名或密码不对。请改正 DATABASE_URL',
  '28000': '不接受这个用户从这里连接。请检查 DATABASE_URL 和数据库的 pg_hba.conf',
  '3D000': '没有这个数据库。请先建立它，或改正 DATABASE_URL',
  '53300': '连接数已满。请减小 DATABASE_POOL_SIZE，或调大数据库的 max_connections',
  '53100': '磁盘已满。请腾出空间',
  '42501': '这个用户的权限不够。请让它拥有这个数据库',
  '57P03': '正在启动或停止。请稍候',
  '25006': '是只读的。请连接主库',
}

/**
 * What the person at the keyboard is told when a database cannot be worked with: one line, without
 * the password. Drivers wrap their errors; the innermost code counts.
 * @param url connection string of that database, where it is known
 */
export function databaseFailure(error: unknown, url: string | undefined): CommandError {
  const name = url ? `数据库 ${new URL(url).host} ` : '数据库'
  const inner = innermost(error)
  const reason = reasonOf(inner)
  const sentence = sentences[reason]
  return new CommandError(
    sentence === undefined
      ? `${name}用不了：${detail(inner, reason)}。已保存的数据不受影响，请按这个原因处理后再试。`
      : `${name}${sentence}，然后再试（${reason}）。`,
  )
}

/** Whether an error, however deep it is wrapped, says that the database cannot be reached or used. */
export function isDatabaseFailure(error: unknown): boolean {
  return reasonOf(innermost(error)) in sentences
}

function innermost(error: unknown): unknown {
  let inner = error
  for (let depth = 0; depth < 8 && inner instanceof Error; depth += 1) {
    const next = inner instanceof AggregateError ? inner.errors[0] : inner.cause
    if (!next) {
      break
    }
    inner = next
  }
  return inner
}

function detail(error: unknown, reason: string): string {
  const message = error instanceof Error ? error.message : String(error)
  return message === reason ? message : `${message}（${reason}）`
}
