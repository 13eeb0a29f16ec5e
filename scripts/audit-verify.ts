import { openDatabase } from '@/db/client'
import { faultWords } from '@/lib/audit-trail/fault-words'
import { type AuditHead, formatHead, parseHead } from '@/lib/audit-trail/head'
import { type Verification, verifyAudit } from '@/lib/audit-trail/verify'
import { CommandError, command } from './command'
import { openServer } from './open-server'

const listed = 50

/**
 * `npm run audit:verify [-- --head SEQ:HASH] [--json]`: recomputes the whole audit record. Exit
 * code 1 when it is broken. `--head` takes what a receipt or score sheet printed.
 */
await command(async () => {
  const args = process.argv.slice(2)
  const expectedHead = headArgument(args)
  const server = await openServer()
  const database = openDatabase(server.url, { poolSize: 2 })
  try {
    const result = await verifyAudit(database.db, { expectedHead })
    console.log(args.includes('--json') ? asJson(result) : report(result))
    process.exitCode = result.faults.length > 0 ? 1 : 0
  } finally {
    await database.close()
    await server.close()
  }
})

function headArgument(args: string[]): AuditHead | undefined {
  const index = args.findIndex((arg) => arg === '--head' || arg.startsWith('--head='))
  if (index < 0) {
    return undefined
  }
  const text = args[index]?.split('=')[1] ?? args[index + 1] ?? ''
  const head = parseHead(text)
  if (!head) {
    throw new CommandError(`--head 的写法是 序号:校验值（凭证上印的那一行），收到的是 “${text}”`)
  }
  return head
}

function asJson(result: Verification): string {
  const { checked, head, faults } = result
  return JSON.stringify({ ok: faults.length === 0, checked, head: formatHead(head), faults })
}

function report({ checked, head, faults }: Verification): string {
  const end = `链头 ${formatHead(head)}`
  if (faults.length === 0) {
    return `审计记录完整：共 ${checked} 条，逐条接续。\n${end}`
  }
  const more = faults.length - listed
  return [
    `审计记录不完整：共 ${checked} 条，发现 ${faults.length} 处问题。请保留现场，通知安全审计员。`,
    ...faults.slice(0, listed).map((fault) => `  ${faultWords(fault)}`),
    ...(more > 0 ? [`  ……另有 ${more} 处，用 --json 列出全部`] : []),
    end,
  ].join('\n')
}
