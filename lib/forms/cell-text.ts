/** Signs with which a spreadsheet begins a formula, full-width ones too. */
const formulaStart = /^[\s\u200b\ufeff]*[=+\-@＝＋－＠\t\r\n−]/

/**
 * Text as it may stand in a cell: what a spreadsheet program would run, now or after a detour by
 * CSV, gets an apostrophe in front. Control characters that no workbook may hold are left out.
 */
export function safeText(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
  const clean = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
  return formulaStart.test(clean) ? `'${clean}` : clean
}

/** Most digits that a spreadsheet keeps of a number. */
const cellDigits = 15

/** A decimal text as a number cell; as text where the cell could not hold all its digits. */
export function numberCell(text: string): number | string {
  const digits = text.replace(/^-?0*\.?0*|[-.]/g, '').length
  return /^-?\d+(\.\d+)?$/.test(text) && digits <= cellDigits ? Number(text) : safeText(text)
}

/** What a spreadsheet stored of a number, as the decimal that was typed: no binary rest, no exponent. */
export function decimalOfCell(text: string): string {
  const value = Number(text)
  if (!Number.isFinite(value) || text.trim() === '') {
    return text
  }
  const plain = String(Number(value.toPrecision(cellDigits)))
  return /e/i.test(plain) ? value.toFixed(Math.abs(value) < 1 ? 12 : 0) : plain
}

/** A sheet's name as Excel accepts it: no reserved signs, at most 31 characters, not taken. */
export function sheetName(label: string, taken: readonly string[]): string {
  const bare = label.replace(/[\\/?*[\]:'\p{Cc}]/gu, ' ').trim() || '表'
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? bare.slice(0, 31) : `${bare.slice(0, 27)} ${number}`
    if (!taken.some((one) => one.toLowerCase() === name.toLowerCase())) {
      return name
    }
  }
}
