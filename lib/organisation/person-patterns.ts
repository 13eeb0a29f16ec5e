import { compact } from './roster/workbook'

/**
 * A name as it is kept: without blanks, with one kind of middle dot; null when the text is none.
 * Chinese and Latin letters, 2 to 40 of them.
 */
export function normaliseName(text: string): string | null {
  const name = compact(text).replace(/[•・‧.]/g, '·')
  return /^[\p{Script=Han}\p{Script=Latin}·\u3007]{2,40}$/u.test(name) ? name : null
}

/** An employee number as it is kept: capitals, no blanks; null when the text is none. */
export function normaliseEmployeeNumber(text: string): string | null {
  const number = compact(text).toUpperCase()
  return /^[A-Z0-9][A-Z0-9._-]{0,31}$/.test(number) ? number : null
}
