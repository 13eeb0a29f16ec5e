import { invalid } from '@/lib/errors'
import { readWorkbook } from '@/lib/organisation/roster/read-workbook'
import { compact, RosterFileError, tidy } from '@/lib/organisation/roster/workbook'
import { decimalHundredths } from '../ledger/decimal-hundredths'

/** One row of an imported table, with where its value stands. */
export interface ValueRow {
  /** Address of the value, e.g. C5. */
  cell: string
  code: string
  name: string
  /** Null where it is no number. */
  hundredths: number | null
  text: string
}

const heads = { code: ['支部编码', '编码'], name: ['支部名称', '支部'], value: ['数值', '得分'] }

interface TableLine {
  number: number
  /** Texts by column letter. */
  cells: Record<string, string>
}

/**
 * Reads a table of values: a head with 支部编码 or 支部名称, and 数值; .xlsx or .csv (UTF-8).
 * @throws DomainError invalid when it is no such table
 */
export async function readValuesTable(bytes: Uint8Array, fileName: string): Promise<ValueRow[]> {
  const lines = /\.csv$/i.test(fileName) ? csvLines(bytes) : await workbookLines(bytes)
  const at = lines.findIndex(({ cells }) => columnOf(cells, heads.value) !== null)
  const head = lines[at]?.cells ?? {}
  const [code, name, value] = [heads.code, heads.name, heads.value].map((one) =>
    columnOf(head, one),
  )
  if (!value || (!code && !name)) {
    throw invalid(
      '表头里没有找到“支部编码”（或“支部名称”）和“数值”，没有导入。请按页面上的样表整理后重新上传。',
    )
  }
  return lines
    .slice(at + 1)
    .map(({ number, cells }) => {
      const text = tidy(cells[value])
      return {
        cell: `${value}${number}`,
        code: compact(cells[code ?? '']),
        name: compact(cells[name ?? '']),
        hundredths: /^[+-]?\d+(\.\d+)?$/.test(text) ? decimalHundredths(text) : null,
        text,
      }
    })
    .filter((row) => row.code !== '' || row.name !== '' || row.text !== '')
}

function columnOf(cells: Record<string, string>, names: readonly string[]): string | null {
  return Object.keys(cells).find((letter) => names.includes(compact(cells[letter]))) ?? null
}

async function workbookLines(bytes: Uint8Array): Promise<TableLine[]> {
  try {
    const { sheets } = await readWorkbook(bytes)
    return (sheets[0]?.rows ?? []).map(({ number, cells }) => ({
      number,
      cells: Object.fromEntries(Object.entries(cells).map(([key, cell]) => [key, cell.text])),
    }))
  } catch (error) {
    if (error instanceof RosterFileError) {
      throw invalid('这个文件读不出来，没有导入。请另存为 .xlsx 或 UTF-8 的 .csv 后重新上传。')
    }
    throw error
  }
}

function csvLines(bytes: Uint8Array): TableLine[] {
  const text = new TextDecoder('utf-8').decode(bytes)
  if (text.includes('�')) {
    throw invalid('这个 .csv 不是 UTF-8 编码，没有导入。请另存为 .xlsx 后重新上传。')
  }
  return text
    .split(/\r\n|\r|\n/)
    .slice(0, 10_000)
    .map((line, at) => ({
      number: at + 1,
      cells: Object.fromEntries(
        line
          .split(/,|\t/)
          .slice(0, 26)
          .map((one, column) => [
            String.fromCharCode(65 + column),
            one.trim().replace(/^"(.*)"$/, '$1'),
          ]),
      ),
    }))
}
