import { FaultList, type RosterFault } from './faults'
import { type ParsedOrganisation, parseOrganisations } from './parse-organisations'
import { type ParsedPerson, parsePeople } from './parse-people'
import { reportedDay } from './read-date'
import { reviewPosts } from './review-posts'
import { findTable, organisationShape, peopleShape, textOfRow } from './table'
import { type TermDateEvidence, weighTermDates } from './term-dates'
import { applyFixes, RosterFileError, type RosterFix, type RosterWorkbook } from './workbook'

/** A post the roster gives somebody. */
export interface PlannedPost {
  organisation: ParsedOrganisation
  person: ParsedPerson
  post: ParsedPerson['posts'][number]['post']
  isActing: boolean
}

/** What a workbook says, with everything that is wrong in it. */
export interface RosterPlan {
  /** Organisations without errors. */
  organisations: ParsedOrganisation[]
  /** People without errors. */
  people: ParsedPerson[]
  posts: PlannedPost[]
  /** What the file speaks of but has errors: neither imported nor missing. */
  heldBack: { organisations: ParsedOrganisation[]; people: ParsedPerson[] }
  errors: RosterFault[]
  warnings: RosterFault[]
  notes: RosterFault[]
  /** 填报日期 from the title lines, `YYYY-MM-DD`. */
  reportedOn: string | null
  termDates: TermDateEvidence
}

/**
 * Reads sheets into a plan: what would be imported and what is wrong where.
 * Pure: the same workbook and fixes give the same plan.
 * @throws RosterFileError when the organisation table or the member table is not found
 */
export function planRoster(book: RosterWorkbook, fixes: readonly RosterFix[] = []): RosterPlan {
  const workbook = applyFixes(book, fixes)
  const { organisationTables, peopleTables, otherSheets } = findTables(workbook)
  const faults = new FaultList()
  const titles = [...organisationTables, ...peopleTables].map((table) => table.title)
  const reportedOn = titles.map(reportedDay).find((day) => day !== null) ?? null
  const organisations = parseOrganisations(organisationTables, faults)
  const people = parsePeople(peopleTables, { organisations, faults, reportedOn })
  const posts = reviewPosts({ organisations, people, organisationTables, faults })
  noteTotals(peopleTables, faults)
  noteSheets([...otherSheets, ...workbook.unreadSheets], workbook.hiddenSheets, faults)
  const valid = organisations.filter((each) => !faults.isFaulty(each))
  const termDates = weighTermDates(valid, reportedOn)
  const names = workbook.sheets.map((sheet) => sheet.name)
  return {
    organisations: valid,
    people: people.filter((each) => !faults.isFaulty(each)),
    posts: posts.filter((each) => !faults.isFaulty(each.person)),
    heldBack: {
      organisations: organisations.filter((each) => faults.isFaulty(each)),
      people: people.filter((each) => faults.isFaulty(each)),
    },
    errors: faults.sorted('error', names),
    warnings: faults.sorted('warning', names),
    notes: faults.sorted('note', names),
    reportedOn,
    termDates,
  }
}

function findTables(workbook: RosterWorkbook) {
  const organisationTables = []
  const peopleTables = []
  const otherSheets: string[] = []
  for (const sheet of workbook.sheets) {
    const people = findTable(sheet, peopleShape)
    const organisations = people ? undefined : findTable(sheet, organisationShape)
    if (people) {
      peopleTables.push(people)
    } else if (organisations) {
      organisationTables.push(organisations)
    } else if (sheet.rows.length > 0) {
      otherSheets.push(sheet.name)
    }
  }
  if (organisationTables.length === 0) {
    throw new RosterFileError(
      '没有找到组织信息表。请检查表头里有没有“党组织名称”和“组织类别”，改好后重新上传。',
    )
  }
  if (peopleTables.length === 0) {
    throw new RosterFileError(
      '没有找到党员花名册。请检查表头里有没有“姓名”和“所在党支部”，改好后重新上传。',
    )
  }
  return { organisationTables, peopleTables, otherSheets }
}

function noteTotals(tables: ReturnType<typeof findTables>['peopleTables'], faults: FaultList) {
  for (const table of tables) {
    for (const footer of table.footers) {
      const stated = /(\d+)\s*[人名]/.exec(textOfRow(footer))?.[1]
      const isTotal = /合\s*计|总\s*计|共计/.test(textOfRow(footer))
      if (isTotal && stated && Number(stated) !== table.rows.length) {
        faults.add({
          sheet: table.sheet,
          row: footer.number,
          column: '',
          code: 'total-differs',
          message: `合计写的是 ${stated} 人，表中读到 ${table.rows.length} 行`,
          suggestion: '核对有没有漏行或多行',
          subject: '合计',
        })
      }
    }
  }
}

function noteSheets(others: readonly string[], hidden: readonly string[], faults: FaultList) {
  for (const [names, why] of [
    [others, '没有认出是组织信息表还是党员花名册'],
    [hidden, '是隐藏的表'],
  ] as const) {
    for (const name of names) {
      faults.add({
        sheet: name,
        row: 0,
        column: '',
        code: 'sheet-skipped',
        message: `“${name}”${why}，没有读取`,
        suggestion: '如果里面有党员或组织，请补上表头或取消隐藏后重新上传',
        subject: name,
      })
    }
  }
}
