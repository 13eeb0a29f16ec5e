import type ExcelJS from 'exceljs'
import { safeText } from './cell-text'

/** The hidden sheet that holds the lists. */
export const listName = '选项'

/** Lists of choices on a hidden sheet: a list inside a cell's rule may have 255 characters only. */
export class ChoiceLists {
  readonly #ranges = new Map<string, string>()
  #sheet: ExcelJS.Worksheet | undefined
  constructor(readonly book: ExcelJS.Workbook) {}

  rangeOf(options: readonly string[]): string {
    const name = options.join('\n')
    const known = this.#ranges.get(name)
    if (known) {
      return known
    }
    this.#sheet ??= this.book.addWorksheet(listName)
    const column = this.#ranges.size + 1
    this.#sheet.getColumn(column).values = options.map(safeText)
    const letter = this.#sheet.getColumn(column).letter
    const range = `${listName}!$${letter}$1:$${letter}$${options.length}`
    this.#ranges.set(name, range)
    return range
  }

  hide(): void {
    if (this.#sheet) {
      this.#sheet.state = 'veryHidden'
    }
  }
}
