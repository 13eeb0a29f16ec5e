/** What a fault means for its row: an error keeps it out, a warning lets it in, a note is for reading. */
export type FaultSeverity = 'error' | 'warning' | 'note'

/** The closed list of what can be wrong in a roster. */
export const faultSeverities = {
  'name-missing': 'error',
  'name-unreadable': 'error',
  'organisation-duplicate': 'error',
  'kind-unknown': 'error',
  'parent-missing': 'error',
  'parent-unknown': 'error',
  'parent-kind-mismatch': 'error',
  'parent-cycle': 'error',
  'parent-faulty': 'error',
  'class-unknown': 'error',
  'date-unreadable': 'error',
  'date-in-future': 'error',
  'organisation-missing': 'error',
  'organisation-unknown': 'error',
  'organisation-not-branch': 'error',
  'organisation-faulty': 'error',
  'group-unknown': 'error',
  'group-of-other-branch': 'error',
  'group-faulty': 'error',
  'employee-number-unreadable': 'error',
  'employee-number-duplicate': 'error',
  'person-duplicate': 'error',
  'member-kind-missing': 'error',
  'member-kind-unknown': 'error',
  'phone-invalid': 'error',
  'second-secretary': 'error',
  'phone-missing': 'warning',
  'post-holder-shares-phone': 'warning',
  'post-unknown': 'warning',
  'sex-unknown': 'warning',
  'class-missing': 'warning',
  'joined-before-eighteen': 'warning',
  'person-similar': 'warning',
  'post-holder-probationary': 'note',
  'secretary-not-in-roster': 'note',
  'secretary-ambiguous': 'note',
  'secretary-differs': 'note',
  'secretary-row-faulty': 'note',
  'total-differs': 'note',
  'sheet-skipped': 'note',
} as const satisfies Record<string, FaultSeverity>

export type RosterFaultCode = keyof typeof faultSeverities

/** One fault at one cell. */
export interface RosterFault {
  sheet: string
  /** Row in the file, from 1; 0 for a sheet as a whole. */
  row: number
  /** Column letter, or empty. */
  column: string
  code: RosterFaultCode
  /** What is wrong, in a sentence. */
  message: string
  /** What to do, in a sentence. */
  suggestion: string
  /** A text that can be put into the cell with one click, when there is one. */
  replacement: string | null
  /** Whose row it is: the name read there, for the list on screen. */
  subject: string
}

/** What is wrong with one cell; where it is gets added by who reports it. */
export interface CellFault {
  code: RosterFaultCode
  message: string
  suggestion: string
  replacement?: string | null
}

/** What each code is called in a list, for grouping. */
export const faultLabels: Record<RosterFaultCode, string> = {
  'name-missing': '缺名称',
  'name-unreadable': '名称读不出来',
  'organisation-duplicate': '组织重复',
  'kind-unknown': '组织类别不认识',
  'parent-missing': '缺上级党组织',
  'parent-unknown': '上级党组织不在表中',
  'parent-kind-mismatch': '上下级关系不对',
  'parent-cycle': '上下级绕成了圈',
  'parent-faulty': '上级党组织有误',
  'class-unknown': '考核分类不认识',
  'date-unreadable': '日期读不出来',
  'date-in-future': '日期晚于填报日期',
  'organisation-missing': '缺所在党支部',
  'organisation-unknown': '所在党支部不在表中',
  'organisation-not-branch': '所在组织不是党支部',
  'organisation-faulty': '所在党支部有误',
  'group-unknown': '党小组不在表中',
  'group-of-other-branch': '党小组属于别的支部',
  'group-faulty': '党小组有误',
  'employee-number-unreadable': '工号读不出来',
  'employee-number-duplicate': '工号重复',
  'person-duplicate': '同一人重复',
  'member-kind-missing': '缺党员类别',
  'member-kind-unknown': '党员类别不认识',
  'phone-invalid': '手机号有误',
  'second-secretary': '一个支部两位书记',
  'phone-missing': '没有手机号',
  'post-holder-shares-phone': '任职人员与他人同号',
  'post-unknown': '职务不认识',
  'sex-unknown': '性别不认识',
  'class-missing': '缺考核分类',
  'joined-before-eighteen': '入党时未满 18 岁',
  'person-similar': '可能是同一人',
  'post-holder-probationary': '预备党员任职',
  'secretary-not-in-roster': '书记不在花名册',
  'secretary-ambiguous': '书记有同名',
  'secretary-differs': '两张表的书记不一致',
  'secretary-row-faulty': '书记所在行待改',
  'total-differs': '合计人数不符',
  'sheet-skipped': '未读取的表',
}

/** Collects the faults of a workbook, to be sorted by sheet, row and column at the end. */
export class FaultList {
  readonly all: RosterFault[] = []
  readonly #faultyRows = new Set<string>()

  /** Records a fault. */
  add(fault: Omit<RosterFault, 'replacement'> & { replacement?: string | null }): void {
    this.all.push({ ...fault, replacement: fault.replacement ?? null })
    if (faultSeverities[fault.code] === 'error') {
      this.#faultyRows.add(`${fault.sheet}\n${fault.row}`)
    }
  }

  /** Whether a row has an error and therefore stays out. */
  isFaulty(at: { sheet: string; row: number }): boolean {
    return this.#faultyRows.has(`${at.sheet}\n${at.row}`)
  }

  /** The faults of one severity in the order of the file. */
  sorted(severity: FaultSeverity, sheetNames: readonly string[]): RosterFault[] {
    return this.all
      .filter((fault) => faultSeverities[fault.code] === severity)
      .sort(
        (a, b) =>
          sheetNames.indexOf(a.sheet) - sheetNames.indexOf(b.sheet) ||
          a.row - b.row ||
          a.column.length - b.column.length ||
          (a.column < b.column ? -1 : Number(a.column > b.column)),
      )
  }
}
