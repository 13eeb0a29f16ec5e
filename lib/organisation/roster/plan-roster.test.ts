import { describe, expect, test } from 'vitest'
import type { RosterFault } from './faults'
import { planRoster } from './plan-roster'
import { readWorkbook } from './read-workbook'
import { packRoster, person, type SampleRoster, sampleRoster } from './sample-workbook'
import { termEnd } from './term-dates'
import { readPosts } from './words'

async function plan(change: (roster: SampleRoster) => void = () => {}) {
  const roster = sampleRoster()
  change(roster)
  return planRoster(await readWorkbook(await packRoster(roster)))
}

const codes = (faults: RosterFault[]) => faults.map((f) => `${f.column}${f.row} ${f.code}`)

function setPerson(index: number, column: number, value: string | number | Date | null) {
  return (roster: SampleRoster) => {
    const row = roster.people[index]
    if (row) {
      row[column] = value
    }
  }
}

function setOrganisation(index: number, column: number, value: string | null) {
  return (roster: SampleRoster) => {
    const row = roster.organisations[index]
    if (row) {
      row[column] = value
    }
  }
}

describe('a roster without faults', () => {
  test('is read whole, titles, total and blank rows left out', async () => {
    const result = await plan()
    expect(codes(result.errors)).toEqual([])
    expect(codes(result.warnings)).toEqual(['L7 phone-missing'])
    expect(codes(result.notes)).toEqual([])
    expect(result.organisations).toHaveLength(6)
    expect(result.people.map((each) => each.name)).toEqual([
      '陈一',
      '赵三',
      '林二',
      '阿依古丽·买买提',
      '孟超',
    ])
    expect(result.reportedOn).toBe('2026-09-30')
    expect(result.people[4]).toMatchObject({
      phone: '13900000005',
      bornOn: '1965-05',
      joinedOn: '2001-07-01',
      employeeNumber: 'T005',
    })
    expect(result.people[0]?.group?.parent?.name).toBe('检修党支部')
    expect(result.people[2]?.group?.parent?.name).toBe('财务党支部')
  })

  test('columns may stand in any order and under other names', async () => {
    const { default: ExcelJS } = await import('exceljs')
    const book = new ExcelJS.Workbook()
    book.addWorksheet('甲').addRows([
      ['组织类别', '组织名称（全称）', '上级组织'],
      ['党委', '云岭党委', ''],
      ['支部', '一支部', '云岭党委'],
    ])
    book
      .addWorksheet('乙')
      .addRows([
        ['说明'],
        ['手机号码', '党员姓名*', '人员类别', '所在支部'],
        [13900000001, '王五', '预备', '一支部'],
      ])
    const bytes = new Uint8Array(await book.xlsx.writeBuffer())
    const result = planRoster(await readWorkbook(bytes))
    expect(codes(result.errors)).toEqual([])
    expect(result.people).toMatchObject([
      { name: '王五', phone: '13900000001', memberKind: 'probationary', row: 3 },
    ])
  })
})

describe('faults of members', () => {
  test.each([
    ['a short number', setPerson(0, 11, '1390000000'), ['L4 phone-invalid']],
    ['a landline', setPerson(0, 11, '010-88886666'), ['L4 phone-invalid']],
    ['an unknown branch', setPerson(0, 6, '检修支部委员会'), ['G4 organisation-unknown']],
    ['a committee as branch', setPerson(1, 6, '生产党总支'), ['G5 organisation-not-branch']],
    ['no branch', setPerson(1, 6, null), ['G5 organisation-missing']],
    ['an unknown group', setPerson(1, 7, '第九党小组'), ['H5 group-unknown']],
    ['a repeated number', setPerson(4, 5, 'ｔ００１'), ['F8 employee-number-duplicate']],
    ['no name', setPerson(1, 1, null), ['B5 name-missing']],
    ['an unknown kind', setPerson(1, 9, '积极分子'), ['J5 member-kind-unknown']],
    ['a day that is none', setPerson(1, 10, '2001-02-30'), ['K5 date-unreadable']],
    ['a number that hides its month', setPerson(1, 4, 1961.1), ['E5 date-unreadable']],
    ['joining after the report', setPerson(1, 10, '2027.1'), ['K5 date-in-future']],
    ['a second secretary', setPerson(1, 8, '支部书记'), ['I5 second-secretary']],
  ])('%s', async (_, change, expected) => {
    const result = await plan(change)
    expect(codes(result.errors)).toEqual(expected)
    expect(result.people).toHaveLength(4)
    expect(result.organisations).toHaveLength(6)
    expect(result.errors.every((each) => each.message && each.suggestion)).toBe(true)
  })

  test('suggests the branch that was meant', async () => {
    const result = await plan(setPerson(0, 6, '检修支部委员会'))
    expect(result.errors[0]?.replacement).toBe('检修党支部')
  })

  test('a row that cannot be told from an earlier one is not examined further', async () => {
    const result = await plan((roster) => {
      roster.people.push(person(6, '陈一', 'T001', '没有的支部', null, '123'))
    })
    expect(codes(result.errors)).toEqual(['F9 employee-number-duplicate'])
    expect(codes(result.warnings)).toEqual(['L7 phone-missing'])
  })

  test('two rows of one member without a number; namesakes with numbers are fine', async () => {
    const result = await plan((roster) => {
      const copy = roster.people[3]
      roster.people.push([...(copy ?? [])], person(9, '赵三', 'T009', '财务党支部', null, null))
    })
    expect(codes(result.errors)).toEqual(['B9 person-duplicate'])
  })

  test('a shared number is fine for members, a warning for those in post', async () => {
    const shared = await plan((roster) => {
      setPerson(3, 11, '13900000005')(roster)
      setPerson(1, 11, '13900000005')(roster)
    })
    expect(codes(shared.warnings)).toEqual(['L5 post-holder-shares-phone'])
  })

  test('acting and doubled posts', async () => {
    const result = await plan((roster) => {
      setPerson(1, 8, '副书记（主持工作）兼组织委员')(roster)
      setPerson(4, 8, '党委委员、挂职')(roster)
    })
    expect(codes(result.warnings)).toEqual(['L7 phone-missing', 'I8 post-unknown'])
    const held = result.posts.map((p) => [p.person.name, p.organisation.name, p.post, p.isActing])
    expect(held).toContainEqual(['赵三', '检修党支部', 'deputy_secretary', true])
    expect(held).toContainEqual(['赵三', '检修党支部', 'organisation_commissioner', false])
    expect(held).toContainEqual(['孟超', '中共云岭测试公司委员会', 'commissioner', false])
  })
})

describe('党小组组长', () => {
  test.each([
    '党小组组长',
    '党小组长',
    '小组长',
    '组长',
    '第一党小组组长',
    '检修一组党小组组长',
    '第2小组长',
  ])('%s leads the group of his row', async (words) => {
    const result = await plan(setPerson(1, 8, words))
    expect(codes(result.warnings)).toEqual(['L7 phone-missing'])
    const [leader] = result.posts.filter((post) => post.organisation.kind === 'group')
    expect(leader).toMatchObject({ post: 'secretary', isActing: false, person: { name: '赵三' } })
    expect(leader?.organisation.parent?.name).toBe('检修党支部')
  })

  test('beside another post; a deputy; acting', () => {
    expect(readPosts('组织委员兼党小组组长').posts).toEqual([
      { post: 'organisation_commissioner', level: 'branch', isActing: false },
      { post: 'secretary', level: 'group', isActing: false },
    ])
    expect(readPosts('党小组副组长、代理小组长').posts).toEqual([
      { post: 'deputy_secretary', level: 'group', isActing: false },
      { post: 'secretary', level: 'group', isActing: true },
    ])
    for (const words of ['部长', '班长', '党建工作组成员', '行政组长助理']) {
      expect(readPosts(words)).toEqual({ posts: [], unknown: [words] })
    }
  })

  test('without a group, and a second one of the same group, are told', async () => {
    const alone = await plan((roster) => {
      setPerson(1, 7, null)(roster)
      setPerson(1, 8, '党小组组长')(roster)
    })
    expect(codes(alone.warnings)).toContain('I5 post-unknown')
    expect(alone.people.find((one) => one.name === '赵三')?.hasUnknownPost).toBe(true)
    expect(alone.posts.some((post) => post.organisation.kind === 'group')).toBe(false)

    const both = await plan((roster) => {
      setPerson(0, 8, '党支部书记、组长')(roster)
      setPerson(1, 8, '组长')(roster)
    })
    const [second] = both.errors.filter((fault) => fault.code === 'second-secretary')
    expect(second?.message).toContain('已有组长 陈一')
  })
})

describe('faults of organisations', () => {
  test.each([
    ['an unknown kind', setOrganisation(1, 2, '部门'), 'C5 kind-unknown'],
    ['an unknown parent', setOrganisation(1, 3, '云岭委员会'), 'D5 parent-unknown'],
    ['a cycle', setOrganisation(1, 3, '生产党总支'), 'D5 parent-kind-mismatch'],
    ['an unknown class', setOrganisation(2, 6, '甲类'), 'G6 class-unknown'],
    ['a doubled branch', setOrganisation(3, 1, '检修党支部'), 'B7 organisation-duplicate'],
  ])('%s', async (_, change, expected) => {
    const result = await plan(change)
    expect(codes(result.errors)).toContain(expected)
  })

  test('what hangs on a faulty organisation stays out and says why; the rest gets in', async () => {
    const result = await plan(setOrganisation(1, 2, '部门'))
    expect(codes(result.errors)).toEqual([
      'C5 kind-unknown',
      'D6 parent-kind-mismatch',
      'D8 parent-faulty',
      'G4 organisation-faulty',
      'H4 group-faulty',
      'G5 organisation-faulty',
      'H5 group-faulty',
    ])
    expect(result.people.map((each) => each.name)).toEqual(['林二', '阿依古丽·买买提', '孟超'])
    expect(result.organisations.map((each) => each.name)).not.toContain('检修党支部')
  })
})

describe('secretaries of the organisation sheet', () => {
  test('not in the roster, ambiguous, different, and only there', async () => {
    const result = await plan((roster) => {
      setOrganisation(0, 4, '贺某某')(roster)
      setOrganisation(1, 4, '赵三')(roster)
      setOrganisation(2, 4, '孟超')(roster)
    })
    expect(codes(result.notes)).toEqual(['E4 secretary-not-in-roster', 'E6 secretary-differs'])
    const general = result.posts.find((each) => each.organisation.name === '生产党总支')
    expect(general).toMatchObject({ post: 'secretary', person: { name: '赵三' } })
  })

  test('one whose row is faulty', async () => {
    const result = await plan(setPerson(0, 11, '139'))
    expect(codes(result.notes)).toEqual(['E6 secretary-row-faulty'])
    expect(result.posts.map((each) => each.person.name)).not.toContain('陈一')
  })
})

describe('换届时间', () => {
  test('a term is three or five years from the election, or ends on the date', () => {
    expect(termEnd('branch', '2024-04', 'last_election')).toBe('2027-04-30')
    expect(termEnd('committee', '2024-02-29', 'last_election')).toBe('2029-02-28')
    expect(termEnd('branch', '2026-11', 'term_end')).toBe('2026-11-30')
    expect(termEnd('group', '2026-11', 'term_end')).toBeNull()
  })

  test('a date after the day of reporting speaks against elections', async () => {
    const result = await plan(setOrganisation(2, 5, '2026.11'))
    expect(result.termDates).toMatchObject({ counted: 4, inPast: 3, proposal: 'last_election' })
    expect(result.termDates.inFuture.map((each) => each.name)).toEqual(['检修党支部'])
  })
})

test('a fix in the browser takes the fault away and nothing else', async () => {
  const roster = sampleRoster()
  setPerson(0, 6, '检修支部委员会')(roster)
  const book = await readWorkbook(await packRoster(roster))
  const fix = { sheet: '党员花名册', row: 4, column: 'G', text: '检修党支部' }
  expect(planRoster(book, [fix]).errors).toEqual([])
  expect(planRoster(book).errors).toHaveLength(1)
})
