import { readFile } from 'node:fs/promises'
import { faultLabels, type RosterFault } from '@/lib/organisation/roster/faults'
import { planRoster, type RosterPlan } from '@/lib/organisation/roster/plan-roster'
import { readWorkbook } from '@/lib/organisation/roster/read-workbook'
import { RosterFileError } from '@/lib/organisation/roster/workbook'
import { explain } from './command'

/** `npm run roster:check -- FILE [--json]`: what an import of the file would find. Writes nothing. */
async function main(): Promise<number> {
  const args = process.argv.slice(2)
  const file = args.find((arg) => !arg.startsWith('--'))
  if (!file) {
    console.error('用法：npm run roster:check -- 文件.xlsx [--json]')
    return 1
  }
  try {
    const plan = planRoster(await readWorkbook(await readFile(file)))
    console.log(args.includes('--json') ? JSON.stringify(summary(plan)) : report(plan))
    return 0
  } catch (error) {
    console.error(sentence(error, file))
    return 1
  }
}

function summary(plan: RosterPlan) {
  const place = ({ row, column, code }: RosterFault) => ({ row, column, code })
  return {
    organisations: plan.organisations.length,
    people: plan.people.length,
    errors: plan.errors.map(place),
    warnings: plan.warnings.map(place),
  }
}

function report(plan: RosterPlan): string {
  const lines = [
    `可以导入：党组织 ${plan.organisations.length} 个，党员 ${plan.people.length} 人`,
    ...section(`要改正才能导入（${plan.errors.length} 处）`, plan.errors),
    ...section(`可以导入，请留意（${plan.warnings.length} 处）`, plan.warnings),
    ...section(`说明（${plan.notes.length} 条）`, plan.notes),
  ]
  return lines.join('\n')
}

function section(title: string, faults: readonly RosterFault[]): string[] {
  if (faults.length === 0) {
    return []
  }
  return [
    '',
    title,
    ...faults.map((fault) => {
      const place = fault.row > 0 ? `${fault.sheet} ${fault.column}${fault.row}` : fault.sheet
      return `  ${place}  ${fault.subject}  ${faultLabels[fault.code]}：${fault.message}。${fault.suggestion}`
    }),
  ]
}

function sentence(error: unknown, file: string): string {
  if (error instanceof RosterFileError) {
    return error.message
  }
  if (error instanceof Error && 'code' in error) {
    return `读不到文件 ${file}（${String(error.code)}）。请检查路径和权限。`
  }
  return explain(error)
}

process.exitCode = await main()
