import { deflateRawSync } from 'node:zlib'
import ExcelJS from 'exceljs'
import { describe, expect, test } from 'vitest'
import { readDate } from './read-date'
import { readPhone } from './read-phone'
import { readWorkbook } from './read-workbook'
import { packRoster, sampleRoster } from './sample-workbook'

async function packed(fill: (sheet: ExcelJS.Worksheet) => void): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook()
  fill(book.addWorksheet('表'))
  return new Uint8Array(await book.xlsx.writeBuffer())
}

/** A zip with one entry that unpacks to zeros. */
function bomb(bytes: number): Uint8Array {
  const data = deflateRawSync(Buffer.alloc(bytes))
  const name = Buffer.from('xl/workbook.xml')
  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x04034b50, 0)
  local.writeUInt16LE(name.length, 26)
  const entry = Buffer.alloc(46)
  entry.writeUInt32LE(0x02014b50, 0)
  entry.writeUInt16LE(8, 10)
  entry.writeUInt32LE(data.length, 20)
  entry.writeUInt32LE(10, 24)
  entry.writeUInt16LE(name.length, 28)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(30 + name.length + data.length, 16)
  return Buffer.concat([local, name, data, entry, name, end])
}

describe('a file that is no roster gets a sentence', () => {
  test.each([
    ['text', Buffer.from('姓名,工号\n陈一,1'), '不是 Excel 工作簿'],
    ['nothing', Buffer.alloc(0), '不是 Excel 工作簿'],
    ['the old format', Buffer.from('d0cf11e0a1b11ae1', 'hex'), '旧版 .xls'],
    ['a zip bomb that lies about its size', bomb(300 * 1024 * 1024), '展开后太大'],
    ['a zip of something else', bomb(10), '已损坏'],
  ])('%s', async (_, bytes, sentence) => {
    await expect(readWorkbook(bytes)).rejects.toThrow(sentence)
  })

  test('one cut off in the middle', async () => {
    const bytes = await packRoster(sampleRoster())
    await expect(readWorkbook(bytes.subarray(0, bytes.length / 2))).rejects.toThrow('不是 Excel')
    const scratched = Buffer.from(bytes)
    scratched.fill(7, 60, 400)
    await expect(readWorkbook(scratched)).rejects.toThrow('已损坏')
  })

  test('a merge over the whole sheet is refused before it is unfolded', async () => {
    const bytes = await packed((sheet) => {
      sheet.mergeCells('A1:CV2001')
    })
    await expect(readWorkbook(bytes)).rejects.toThrow('合并单元格太多')
  })
})

test('keeps addresses and what was shown; formulas give their result; a merge fills down', async () => {
  const bytes = await packed((sheet) => {
    sheet.getCell('B2').value = 13900000001
    sheet.getCell('C2').value = { formula: 'A1', result: '结果' }
    sheet.getCell('D2').value = { richText: [{ text: '王' }, { text: '五' }] }
    sheet.getCell('E2').value = new Date('1960-07-01')
    sheet.getCell('E2').numFmt = 'yyyy"年"m"月"'
    sheet.getCell('F2').value = 1949.1
    sheet.getCell('F2').numFmt = '0.00'
    sheet.getCell('G2').value = '一支部'
    sheet.mergeCells('G2:G3')
    sheet.getCell('H2').value = '110101199001011234'
  })
  const { sheets } = await readWorkbook(bytes)
  expect(sheets[0]?.rows).toEqual([
    {
      number: 2,
      cells: {
        B: { text: '13900000001', kind: 'number' },
        C: { text: '结果', kind: 'text' },
        D: { text: '王五', kind: 'text' },
        E: { text: '1960-07', kind: 'date' },
        F: { text: '1949.10', kind: 'text' },
        G: { text: '一支部', kind: 'text' },
        H: { text: '（身份证号已略去）', kind: 'text' },
      },
    },
    { number: 3, cells: { G: { text: '一支部', kind: 'text', isInherited: true } } },
  ])
})

test('hidden sheets are left out and named', async () => {
  const book = new ExcelJS.Workbook()
  book.addWorksheet('旧表', { state: 'hidden' }).addRow(['姓名', '所在党支部'])
  book.addWorksheet('表').addRow(['x'])
  const read = await readWorkbook(new Uint8Array(await book.xlsx.writeBuffer()))
  expect(read.sheets.map((sheet) => sheet.name)).toEqual(['表'])
  expect(read.hiddenSheets).toEqual(['旧表'])
})

test.each([
  ['1949.6', '1949-06'],
  ['1949.10', '1949-10'],
  ['1990.1', '1990-01'],
  ['1960年7月', '1960-07'],
  ['1960年7月8日', '1960-07-08'],
  ['1966/02/20', '1966-02-20'],
  ['2018-02-22', '2018-02-22'],
  ['１９６６．２', '1966-02'],
  ['196607', '1966-07'],
  ['19660719', '1966-07-19'],
  ['', null],
])('the date %s', (text, value) => {
  expect(readDate({ text, kind: 'text' })).toEqual({ value })
})

test.each(['66.7', '1966', '1966.13', '2001-02-29', '不详', '1966.7.'.repeat(9)])(
  'no date: %s',
  (text) => {
    expect(readDate({ text, kind: 'text' }).problem).toBeTruthy()
  },
)

test.each([
  ['+86 199 3026 1752', '19930261752'],
  ['199-3026-8328', '19930268328'],
  ['１９９３０２６３２５９', '19930263259'],
  ['008613900000001', '13900000001'],
  ['8613900000001', '13900000001'],
  ['无', null],
])('the phone %s', (text, value) => {
  expect(readPhone(text)).toEqual({ value })
})

test('two phones in one cell suggest the first', () => {
  expect(readPhone('13900000001/13900000002')).toMatchObject({ suggestion: '13900000001' })
})
