import { normalisePhone } from '@/lib/phone'
import { compact } from './workbook'

/** A mobile number as eleven digits, null when the cell is empty, or why it is not one. */
export type PhoneReading =
  | { value: string | null; problem?: undefined }
  | { value?: undefined; problem: string; suggestion: string | null }

/** Reads a mobile number with or without +86, blanks, dashes, full-width digits. */
export function readPhone(text: string | undefined): PhoneReading {
  const plain = compact(text)
  if (plain === '' || /^[-—/无]$/.test(plain)) {
    return { value: null }
  }
  const value = normalisePhone(plain)
  if (value !== null) {
    return { value }
  }
  const several = plain.split(/[、,;/]|或/).map(normalisePhone)
  const first = several.find((part) => part !== null)
  if (first) {
    return { problem: '一格里写了不止一个号码', suggestion: first }
  }
  const digits = plain.replace(/[-()+.]/g, '').replace(/^(?:00)?86(?=1\d{9,10}$)/, '')
  if (!/^\d+$/.test(digits)) {
    return { problem: '手机号里有数字以外的字', suggestion: null }
  }
  return digits.length === 11
    ? { problem: '不是手机号段（应以 13 至 19 开头）', suggestion: null }
    : { problem: `手机号应为 11 位，现为 ${digits.length} 位`, suggestion: null }
}
