import type { MemberKind } from '@/db/enums'
import { normaliseName } from '../person-patterns'
import type { CellFault, FaultList } from './faults'
import type { ParsedOrganisation } from './parse-organisations'
import { PeopleIdentity } from './people-identity'
import { readMemberKindCell, readPhoneCell, readPostCell, readSexCell } from './person-cells'
import { placePerson } from './place-person'
import { addYears, earliestDay, latestDay, readDate } from './read-date'
import { cellOf, type PeopleColumn, type Table } from './table'
import type { WrittenPost } from './words'
import { compact, type RosterRow, tidy } from './workbook'

/** A member as the roster gives it. Null is what the sheet does not say. */
export interface ParsedPerson {
  sheet: string
  row: number
  /** Column letters of the cells later checks may complain about. */
  columns: Partial<Record<PeopleColumn, string>>
  name: string
  sex: 'male' | 'female' | null
  ethnicity: string | null
  bornOn: string | null
  joinedOn: string | null
  employeeNumber: string | null
  branch: ParsedOrganisation | null
  group: ParsedOrganisation | null
  posts: WrittenPost[]
  /** The cell names a post we do not know: then nothing may be concluded from what it leaves out. */
  hasUnknownPost: boolean
  memberKind: MemberKind
  /** Eleven digits. */
  phone: string | null
}

/** Everything a row is read against. */
export interface PeopleReading {
  organisations: readonly ParsedOrganisation[]
  faults: FaultList
  /** 填报日期, `YYYY-MM-DD`; a later date of birth or joining is a fault. */
  reportedOn: string | null
}

type Report = (column: PeopleColumn, fault: CellFault) => void
type Text = (column: PeopleColumn) => string

/**
 * Reads the member tables. The first fault that leaves open who a row speaks of (no name, a number
 * met before) ends the examination of that row: its other cells may belong to somebody else.
 */
export function parsePeople(
  tables: readonly Table<PeopleColumn>[],
  reading: PeopleReading,
): ParsedPerson[] {
  const identity = new PeopleIdentity()
  const people: ParsedPerson[] = []
  for (const table of tables) {
    for (const row of table.rows) {
      const text: Text = (column) => compact(cellOf(table, row, column)?.text)
      const report: Report = (column, fault) =>
        reading.faults.add({
          sheet: table.sheet,
          row: row.number,
          column: table.columns[column] ?? '',
          subject: text('name'),
          ...fault,
        })
      const name = readName(text('name'), report)
      const number =
        name && identity.readNumber(text('employeeNumber'), { table, row, name }, report)
      if (name && number !== undefined && number !== '') {
        const person = readPerson(table, row, {
          name,
          employeeNumber: number,
          text,
          report,
          reading,
        })
        identity.reportSameBirth(person, (fault) => report('name', fault))
        people.push(person)
      }
    }
  }
  return people
}

function readName(text: string, report: Report): string | undefined {
  if (text === '') {
    report('name', {
      code: 'name-missing',
      message: '这一行没有姓名',
      suggestion: '补上姓名；不是党员的行请删去',
    })
    return undefined
  }
  const name = normaliseName(text)
  if (name === null) {
    report('name', {
      code: 'name-unreadable',
      message: `“${text.slice(0, 20)}”不像姓名`,
      suggestion: '只写姓名，说明写到别的列',
      replacement: /^(\p{Script=Han}{2,4})[（(]/u.exec(text)?.[1] ?? null,
    })
    return undefined
  }
  return name
}

interface RowReading {
  name: string
  employeeNumber: string | null
  text: Text
  report: Report
  reading: PeopleReading
}

function readPerson(table: Table<PeopleColumn>, row: RosterRow, from: RowReading): ParsedPerson {
  const { text, report, reading } = from
  const place = placePerson(text('branch'), text('group'), reading, report)
  const bornOn = readDay(table, row, 'bornOn', from)
  const joinedOn = readDay(table, row, 'joinedOn', from)
  if (bornOn && joinedOn && latestDay(joinedOn) < earliestDay(addYears(bornOn, 18))) {
    report('joinedOn', {
      code: 'joined-before-eighteen',
      message: '按出生日期算，入党时未满 18 岁',
      suggestion: '核对出生年月和入党时间',
    })
  }
  const { posts, hasUnknownPost } = readPostCell(cellOf(table, row, 'post')?.text ?? '', report)
  const memberKind = readMemberKindCell(text('memberKind'), report)
  return {
    sheet: table.sheet,
    row: row.number,
    columns: table.columns,
    name: from.name,
    sex: readSexCell(text('sex'), report),
    ethnicity: text('ethnicity').slice(0, 20) || null,
    bornOn,
    joinedOn,
    employeeNumber: from.employeeNumber,
    branch: place.branch,
    group: place.group,
    posts,
    hasUnknownPost:
      hasUnknownPost || (place.group === null && posts.some((post) => post.level === 'group')),
    memberKind,
    phone: readPhoneCell(tidy(cellOf(table, row, 'phone')?.text), report),
  }
}

function readDay(
  table: Table<PeopleColumn>,
  row: RosterRow,
  column: 'bornOn' | 'joinedOn',
  { report, reading }: RowReading,
): string | null {
  const read = readDate(cellOf(table, row, column))
  const label = column === 'bornOn' ? '出生年月' : '入党时间'
  if (read.problem !== undefined) {
    report(column, {
      code: 'date-unreadable',
      message: `${label}${read.problem}`,
      suggestion: read.suggestion ?? '按 1960-07 填写',
    })
    return null
  }
  if (read.value && reading.reportedOn && earliestDay(read.value) > reading.reportedOn) {
    report(column, {
      code: 'date-in-future',
      message: `${label} ${read.value} 晚于填报日期 ${reading.reportedOn}`,
      suggestion: '核对年份',
    })
    return null
  }
  return read.value
}
