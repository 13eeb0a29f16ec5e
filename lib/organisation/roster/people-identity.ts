import { normaliseEmployeeNumber } from '../person-patterns'
import type { CellFault } from './faults'
import type { ParsedPerson } from './parse-people'
import type { PeopleColumn, Table } from './table'
import type { RosterRow } from './workbook'

interface Place {
  table: Table<PeopleColumn>
  row: RosterRow
  name: string
}

/** Tells rows of one person from rows of several, across all member tables of a workbook. */
export class PeopleIdentity {
  readonly #numbers = new Map<string, { sheet: string; row: number; name: string }>()
  readonly #namesakes = new Map<string, ParsedPerson[]>()

  /**
   * The employee number of a row: null when it has none, undefined when it cannot stand
   * (unreadable, or met in an earlier row), which is reported.
   */
  readNumber(
    text: string,
    at: Place,
    report: (column: PeopleColumn, fault: CellFault) => void,
  ): string | null | undefined {
    if (text === '' || /^[-—/无]$/.test(text)) {
      return null
    }
    const number = normaliseEmployeeNumber(text)
    if (number === null) {
      report('employeeNumber', {
        code: 'employee-number-unreadable',
        message: `工号“${text.slice(0, 20)}”里有字母、数字以外的字`,
        suggestion: '填写工号；没有工号请清空这一格',
      })
      return undefined
    }
    const first = this.#numbers.get(number)
    if (first) {
      report('employeeNumber', duplicateFault(number, first, at))
      return undefined
    }
    this.#numbers.set(number, { sheet: at.table.sheet, row: at.row.number, name: at.name })
    return number
  }

  /** Tells when a row without a number looks like somebody met before: same name, branch, birth. */
  reportSameBirth(person: ParsedPerson, report: (fault: CellFault) => void): void {
    const key = `${person.name}\n${person.branch?.name ?? ''}`
    const namesakes = this.#namesakes.get(key) ?? []
    const same = namesakes.find(
      (other) => isOneNumberless(person, other) && mayBeBorn(person, other),
    )
    this.#namesakes.set(key, [...namesakes, person])
    if (!same) {
      return
    }
    const isCertain =
      !person.employeeNumber && !same.employeeNumber && person.bornOn === same.bornOn
    report({
      code: isCertain ? 'person-duplicate' : 'person-similar',
      message: `与第 ${same.row} 行同支部、同姓名、同出生年月${isCertain ? '，且都没有工号' : ''}`,
      suggestion: isCertain
        ? '是同一人就删去这一行；是两个人请补上工号或写全出生日期'
        : '核对是不是同一人',
    })
  }
}

function duplicateFault(
  number: string,
  first: { sheet: string; row: number; name: string },
  at: Place,
): CellFault {
  const place = first.sheet === at.table.sheet ? '' : `“${first.sheet}”`
  return {
    code: 'employee-number-duplicate',
    message: `工号 ${number} 在${place}第 ${first.row} 行（${first.name}）已经用了`,
    suggestion:
      first.name === at.name
        ? '姓名也相同，可能是同一人填了两行：是同一人就不用改，这一行不会导入'
        : '核对工号后改正；没有工号请清空这一格',
  }
}

function isOneNumberless(a: ParsedPerson, b: ParsedPerson): boolean {
  return !a.employeeNumber || !b.employeeNumber
}

function mayBeBorn(a: ParsedPerson, b: ParsedPerson): boolean {
  const one = a.bornOn ?? ''
  const other = b.bornOn ?? ''
  return one.startsWith(other) || other.startsWith(one)
}
