import ExcelJS from 'exceljs'
import { describe, expect, test } from 'vitest'
import { defaultScheme } from './default-scheme'
import { readSchemeWorkbook } from './read-table-workbook'
import { schemeDocumentSchema } from './schema'
import { SchemeFileError, schemesFromJson, schemeToJson } from './table-json'
import { buildSchemeWorkbook } from './table-workbook'
import { randomDocument } from './testing/random-document'

const seeds = Array.from({ length: 200 }, (_, at) => at * 7919 + 1)

/** The workbook after somebody has been at it. */
async function edited(change: (sheet: ExcelJS.Worksheet, book: ExcelJS.Workbook) => void) {
  const book = new ExcelJS.Workbook()
  const bytes = await buildSchemeWorkbook(defaultScheme)
  await book.xlsx.load(new Uint8Array(bytes).buffer as ArrayBuffer)
  const sheet = book.getWorksheet('指标与规则')
  if (!sheet) {
    throw new Error('no sheet')
  }
  change(sheet, book)
  return new Uint8Array(await book.xlsx.writeBuffer())
}

describe('JSON', () => {
  test('whatever the schema allows comes back without loss', () => {
    for (const seed of seeds) {
      const document = schemeDocumentSchema.parse(randomDocument(seed))
      expect(schemesFromJson(schemeToJson(document))).toEqual([
        { document, leftOut: [], notes: [] },
      ])
    }
  })

  test('broken files are refused with a sentence', () => {
    expect(() => schemesFromJson('{"a":')).toThrow('文件不是完整的 JSON')
    expect(() => schemesFromJson('[1,2]')).toThrow('没有考核表')
    expect(() => schemesFromJson('{"name":"通讯录","people":[]}')).toThrow('没有考核表')
    const damaged = schemeToJson(defaultScheme).replace('"op": "tiered"', '"op": "guess"')
    expect(() => schemesFromJson(damaged)).toThrow(/不完整或被改动过（indicators\[3\]/)
  })

  test('published tables are taken over, what is left out is named', () => {
    const table = {
      name: '表',
      scope: '党支部',
      dims: [
        {
          name: '宣传',
          weight: 100,
          rules: [
            { op: 'deduct_per_event', amount: 1, per: '缺一次' },
            { op: 'add_per_event', amount: 1, per: '点赞一次' },
            { op: 'tiered', when: '没有档' },
          ],
        },
      ],
    }
    const [read] = schemesFromJson(`\uFEFF${JSON.stringify(table)}`)
    expect(read?.document.indicators[0]?.rules).toHaveLength(1)
    expect(read?.leftOut.map((one) => one.path)).toEqual(['dims[0].rules[1]', 'dims[0].rules[2]'])
    expect(read?.leftOut[0]?.sentence).toContain('国办函〔2026〕12号')
    expect(read?.leftOut[1]?.sentence).toContain('没有写出各档')
  })
})

describe('workbook', () => {
  test('whatever the schema allows comes back without loss', async () => {
    for (const seed of seeds.slice(0, 25)) {
      const document = schemeDocumentSchema.parse(randomDocument(seed))
      const read = await readSchemeWorkbook(await buildSchemeWorkbook(document))
      expect(read).toEqual({ document, faults: [] })
    }
  }, 60_000)

  test('the built-in scheme comes back, each rule with its sentence beside it', async () => {
    const bytes = await buildSchemeWorkbook(defaultScheme)
    expect(await readSchemeWorkbook(bytes)).toEqual({ document: defaultScheme, faults: [] })
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(new Uint8Array(bytes).buffer as ArrayBuffer)
    const row = book.worksheets[0]?.getRow(5).values as unknown[]
    expect(row.join('|')).toContain('出现即减 4.00 分')
  })

  test('no text can be run as a formula', async () => {
    const document = { ...defaultScheme, name: '=1+1', basis: '@SUM(A1)' }
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(new Uint8Array(await buildSchemeWorkbook(document)).buffer as ArrayBuffer)
    const texts: string[] = []
    for (const sheet of book.worksheets) {
      sheet.eachRow((row) =>
        row.eachCell((cell) => {
          expect(cell.formula).toBeUndefined()
          texts.push(typeof cell.value === 'string' ? cell.value : '')
        }),
      )
    }
    expect(texts.filter((text) => /^\s*[=+\-@＝＋－＠−]/.test(text))).toEqual([])
    expect(texts).toContain("'=1+1")
  })

  test('figures typed as numbers are read exactly, a third decimal is refused by its cell', async () => {
    const good = await readSchemeWorkbook(
      await edited((sheet) => {
        sheet.getCell('N5').value = 0.07
      }),
    )
    expect(good.document?.indicators[0]?.children[0]?.rules[0]).toMatchObject({ hundredths: 7 })
    const bad = await readSchemeWorkbook(
      await edited((sheet) => {
        sheet.getCell('N5').value = 0.125
        sheet.getCell('L6').value = '猜'
        sheet.getCell('M7').value = '登录次数'
        sheet.getCell('G8').value = 'Ⅳ类'
        sheet.getCell('B8').value = ''
      }),
    )
    expect(bad.document).toBeNull()
    expect(bad.faults.map((one) => `${one.column}${one.row} ${one.label}`)).toEqual([
      'N5 分值',
      'L6 计分方式',
      'M7 数据来源',
      'G8 适用类别',
      'B8 指标',
    ])
    expect(bad.faults[0]?.message).toContain('多于两位小数')
    expect(bad.faults[0]?.suggestion).toBe('请改正这一格后再导入')
  })

  test('settings are checked by cell too', async () => {
    const read = await readSchemeWorkbook(
      await edited((_, book) => {
        const sheet = book.getWorksheet('等次与年度')
        sheet?.eachRow((row) => {
          if (row.getCell(2).value === '优秀') {
            row.getCell(3).value = '九十'
          }
        })
      }),
    )
    expect(read.faults.map((one) => [one.sheet, one.column, one.label])).toEqual([
      ['等次与年度', 'C', '等次'],
      ['等次与年度', 'C', '分布'],
    ])
  })

  test('other files are refused with a sentence', async () => {
    const book = new ExcelJS.Workbook()
    book.addWorksheet('花名册').addRow(['姓名'])
    const other = new Uint8Array(await book.xlsx.writeBuffer())
    await expect(readSchemeWorkbook(other)).rejects.toThrow('不是从本系统导出的考核办法')
    await expect(readSchemeWorkbook(new Uint8Array([1, 2, 3]))).rejects.toThrow(SchemeFileError)
    const cut = await edited((sheet) => {
      sheet.getCell('L3').value = '方式'
    })
    const { faults } = await readSchemeWorkbook(cut)
    expect(faults[0]?.message).toBe('缺少“计分方式”这一列')
  })
})
