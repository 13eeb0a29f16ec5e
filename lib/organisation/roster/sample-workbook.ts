import ExcelJS from 'exceljs'

type Value = string | number | Date | null

/** Rows of a small believable roster, to be changed by a test before it is packed. */
export interface SampleRoster {
  organisations: Value[][]
  people: Value[][]
}

export const organisationHead = [
  '序号',
  '党组织名称',
  '组织类别',
  '上级党组织',
  '书记',
  '换届时间',
  '考核分类',
]
export const peopleHead = [
  '序号',
  '姓名',
  '性别',
  '民族',
  '出生年月',
  '工号',
  '所在党支部',
  '党小组',
  '党内职务',
  '党员类别',
  '入党时间',
  '手机号',
]

/** A roster without faults: a committee, a general branch, two branches, two groups, five members. */
export function sampleRoster(): SampleRoster {
  return {
    organisations: [
      [1, '中共云岭测试公司委员会', '党委', null, null, new Date('2024-11-25'), null],
      [2, '生产党总支', '党总支', '中共云岭测试公司委员会', null, '2025.3', null],
      [3, '检修党支部', '党支部', '生产党总支', '陈一', '2024.4', 'Ⅰ类'],
      [4, '财务党支部', '党支部', '中共云岭测试公司委员会', '林二', '2025年9月', 'Ⅱ类'],
      [5, '第一党小组', '党小组', '检修党支部', null, null, null],
      [6, '第一党小组', '党小组', '财务党支部', null, null, null],
    ],
    people: [
      person(1, '陈一', 'T001', '检修党支部', '党支部书记', '13900000001'),
      person(2, '赵三', 'T002', '检修党支部', '组织委员', '13900000002'),
      person(3, '林二', 'T003', '财务党支部', '书记', '13900000003'),
      person(4, '阿依古丽·买买提', null, '财务党支部', null, null),
      person(5, '孟 超', 'T005', '财务党支部', null, '+86 139-0000-0005'),
    ],
  }
}

/** One row of the member sheet. */
export function person(
  number: number,
  name: string,
  employeeNumber: string | null,
  branch: string,
  post: string | null,
  phone: string | number | null,
): Value[] {
  const born = `19${60 + number}.${number}`
  return [
    number,
    name,
    '男',
    '汉族',
    born,
    employeeNumber,
    branch,
    '第一党小组',
    post,
    '正式党员',
    '2001-07-01',
    phone,
  ]
}

/** Packs rows into an .xlsx as an office writes it: merged titles, a head in row 3, a total below. */
export async function packRoster(roster: SampleRoster): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook()
  addSheet(book, '组织信息', '云岭测试公司党组织信息表', organisationHead, roster.organisations)
  const people = addSheet(book, '党员花名册', '云岭测试公司党员花名册', peopleHead, roster.people)
  people.addRow([])
  people.addRow([
    '合计',
    null,
    null,
    null,
    null,
    null,
    null,
    null,
    null,
    null,
    null,
    `${roster.people.length}人`,
  ])
  return new Uint8Array(await book.xlsx.writeBuffer())
}

function addSheet(
  book: ExcelJS.Workbook,
  name: string,
  title: string,
  head: string[],
  rows: Value[][],
): ExcelJS.Worksheet {
  const sheet = book.addWorksheet(name)
  sheet.addRow([title])
  sheet.addRow(['填报单位：党建部    填报日期：2026年9月30日'])
  sheet.mergeCells(1, 1, 1, head.length)
  sheet.mergeCells(2, 1, 2, head.length)
  sheet.addRow(head)
  for (const row of rows) {
    sheet.addRow(row)
  }
  return sheet
}
