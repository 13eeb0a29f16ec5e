import { compact, type RosterCell, type RosterRow, type RosterSheet } from './workbook'

const searchedRows = 30

/** Names a column may have, by our name for it; `required` ones identify the table. */
export interface TableShape<K extends string> {
  columns: Record<K, readonly string[]>
  required: readonly K[]
}

/** A table found in a sheet: where its columns are and the rows under the head. */
export interface Table<K extends string> {
  sheet: string
  headerRow: number
  columns: Partial<Record<K, string>>
  rows: RosterRow[]
  /** Rows above the head, as text: titles, 填报日期. */
  title: string
  /** Rows that are no record: totals, signatures, notes. */
  footers: RosterRow[]
}

export const organisationShape = {
  columns: {
    number: ['序号', '编号'],
    name: ['党组织名称', '组织名称', '党组织', '名称'],
    kind: ['组织类别', '党组织类别', '类别', '组织类型'],
    parent: ['上级党组织', '上级组织', '所属党组织', '上级党组织名称'],
    secretary: ['书记', '书记姓名', '党组织书记', '负责人'],
    changedOn: ['换届时间', '换届日期', '最近换届时间', '届满时间', '届满日期', '任期届满时间'],
    class: ['考核分类', '考核类别', '分类', '支部分类'],
  },
  required: ['name', 'kind'],
} as const satisfies TableShape<string>

export const peopleShape = {
  columns: {
    number: ['序号', '编号'],
    name: ['姓名', '党员姓名'],
    sex: ['性别'],
    ethnicity: ['民族'],
    bornOn: ['出生年月', '出生日期', '出生年月日', '生日'],
    employeeNumber: ['工号', '员工编号', '职工编号', '人员编号', '员工号'],
    branch: ['所在党支部', '所在支部', '党支部', '所属党支部', '所在党组织', '支部'],
    group: ['党小组', '所在党小组', '所属党小组'],
    post: ['党内职务', '职务', '党内任职'],
    memberKind: ['党员类别', '党员类型', '人员类别'],
    joinedOn: ['入党时间', '入党日期', '加入党组织日期', '加入党组织时间'],
    phone: ['手机号', '手机号码', '手机', '联系电话', '移动电话', '电话'],
  },
  required: ['name', 'branch'],
} as const satisfies TableShape<string>

export type OrganisationColumn = keyof typeof organisationShape.columns
export type PeopleColumn = keyof typeof peopleShape.columns

/**
 * Finds the table of a shape in a sheet by the names in its head, in any order, below any titles.
 * @returns undefined when the sheet holds no such table
 */
export function findTable<K extends string>(
  sheet: RosterSheet,
  shape: TableShape<K>,
): Table<K> | undefined {
  for (const [index, row] of sheet.rows.slice(0, searchedRows).entries()) {
    const columns = matchHeader(row, shape)
    if (shape.required.every((key) => columns[key] !== undefined)) {
      const records = sheet.rows.slice(index + 1).filter((each) => hasContent(each, columns))
      const isFooter = (each: RosterRow) => isNoRecord(each, columns, row)
      return {
        sheet: sheet.name,
        headerRow: row.number,
        columns,
        rows: records.filter((each) => !isFooter(each)),
        title: sheet.rows.slice(0, index).map(textOfRow).join(' '),
        footers: records.filter(isFooter),
      }
    }
  }
  return undefined
}

/** The cell of a row under a named column. */
export function cellOf<K extends string>(
  table: Table<K>,
  row: RosterRow,
  key: K,
): RosterCell | undefined {
  const column = table.columns[key]
  return column === undefined ? undefined : row.cells[column]
}

/** All texts of a row, joined. */
export function textOfRow(row: RosterRow): string {
  return Object.values(row.cells)
    .map((cell) => cell.text)
    .join(' ')
}

function matchHeader<K extends string>(row: RosterRow, shape: TableShape<K>) {
  const columns: Partial<Record<K, string>> = {}
  for (const [column, cell] of Object.entries(row.cells)) {
    const title = compact(cell.text).replace(/[（(].*?[)）]|[*＊:：]/g, '')
    for (const key of Object.keys(shape.columns) as K[]) {
      if (columns[key] === undefined && shape.columns[key].includes(title)) {
        columns[key] = column
        break
      }
    }
  }
  return columns
}

/** Rows numbered in advance but not filled in are blank. A merge filled down is no content either. */
function hasContent<K extends string>(row: RosterRow, columns: Partial<Record<K, string>>) {
  const entries = Object.entries(columns) as [K, string][]
  return (
    entries.some(([key, column]) => {
      const cell = row.cells[column]
      return (
        key !== 'number' && cell !== undefined && !cell.isInherited && compact(cell.text) !== ''
      )
    }) || isNoRecord(row, columns)
  )
}

const footerStart =
  /^(合计|总计|小计|共计|制表人?|填表人?|填报人?|审核人?|复核人?|备注|说明|注|打印日期|联系人)(?=$|[:：\d共])/

function isNoRecord<K extends string>(
  row: RosterRow,
  columns: Partial<Record<K, string>>,
  header?: RosterRow,
): boolean {
  const nameColumn = (columns as Record<string, string | undefined>).name ?? ''
  const name = compact(row.cells[nameColumn]?.text)
  if (header && name !== '' && name === compact(header.cells[nameColumn]?.text)) {
    return true
  }
  const first = compact(Object.values(row.cells)[0]?.text)
  return footerStart.test(first) && (name === '' || footerStart.test(name))
}
