import { readFile } from 'node:fs/promises'
import { checkTables, type TableCheck } from '@/lib/scorecard/scheme/check-tables'
import { parsed, SchemeFileError } from '@/lib/scorecard/scheme/table-json'
import { explain } from './command'

/**
 * `npm run indicators:check -- FILE.json [--json]`: which rules of the tables in a file the index can
 * reckon with, which it cannot, and which are prohibited. Writes nothing.
 */
async function main(): Promise<number> {
  const args = process.argv.slice(2)
  const file = args.find((arg) => !arg.startsWith('--'))
  if (!file) {
    console.error('用法：npm run indicators:check -- 文件.json [--json]')
    return 1
  }
  try {
    const tables = checkTables(parsed(await readFile(file, 'utf8')))
    if (tables.length === 0) {
      throw new SchemeFileError('文件里没有考核表。应是一张表、一组表，或带 tables 的对象。')
    }
    console.log(args.includes('--json') ? JSON.stringify({ tables }) : report(tables))
    return args.includes('--json') || tables.every((one) => one.unsupported.length === 0) ? 0 : 1
  } catch (error) {
    console.error(sentence(error, file))
    return 1
  }
}

function report(tables: readonly TableCheck[]): string {
  return tables.map(linesOf).join('\n\n')
}

function linesOf({ id, rules, supported, unsupported, prohibited, notes }: TableCheck): string {
  return [
    `${id}：规则 ${rules} 条，可以计分 ${supported} 条，不能计分 ${unsupported.length} 条，禁止使用 ${prohibited.length} 条`,
    ...unsupported.map((one) => `  不能计分  ${one.path}  ${one.op}  ${one.reason}`),
    ...prohibited.map((one) => `  禁止使用  ${one.path}  ${one.sentence}（${one.clause}）`),
    ...notes.map((note) => `  请核对    ${note}`),
  ].join('\n')
}

function sentence(error: unknown, file: string): string {
  if (error instanceof SchemeFileError) {
    return `领航：${error.message}`
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : null
  return code === null
    ? explain(error)
    : `领航：读不到文件 ${file}（${code}）。请检查路径和权限，再执行一次。`
}

process.exitCode = await main()
