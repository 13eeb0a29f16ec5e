import { compareDecimals, formatDecimal, parseDecimal, trimDecimal } from './decimal'
import { hasIdentityNumber } from './refused-words'
import { maxTextLength } from './states'

/** A value as it is kept, or what is wrong with it. */
export type ReadValue = { value: string } | { fault: string }

/** Reads a number as people type it: full-width, with thousands separators, blanks, its unit. */
export function readNumber(
  text: string,
  rule: { unit: string; decimals: number; min?: string; max?: string },
): ReadValue {
  const plain = text.normalize('NFKC').replace(/[−–—]/g, '-').replace(/[\s,]/g, '')
  const unit = rule.unit.normalize('NFKC').replace(/\s/g, '')
  const bare = unit && plain.endsWith(unit) ? plain.slice(0, -unit.length) : plain
  const value = parseDecimal(bare)
  if (!value) {
    return { fault: `请填写数字${rule.unit ? `（单位：${rule.unit}）` : ''}，例如 12` }
  }
  const short = trimDecimal(value)
  if (short.scale > rule.decimals) {
    return {
      fault: rule.decimals === 0 ? '请填写整数' : `最多保留 ${rule.decimals} 位小数`,
    }
  }
  const [low, high] = [parseDecimal(rule.min ?? ''), parseDecimal(rule.max ?? '')]
  if (low && compareDecimals(short, low) < 0) {
    return { fault: `不能小于 ${rule.min}${rule.unit}` }
  }
  if (high && compareDecimals(short, high) > 0) {
    return { fault: `不能大于 ${rule.max}${rule.unit}` }
  }
  return { value: formatDecimal(short.digits === 0n ? { digits: 0n, scale: 0 } : short) }
}

/** Reads a day as people type it: `2026-9-1`, `2026.9.1`, `2026年9月1日`, `20260901`. */
export function readDay(text: string, rule: { min?: string; max?: string } = {}): ReadValue {
  const plain = text.normalize('NFKC').replace(/\s/g, '')
  const match =
    /^(\d{4})(?:[-./年])(\d{1,2})(?:[-./月])(\d{1,2})日?$/.exec(plain) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(plain)
  const day = match
    ? [match[1], match[2]?.padStart(2, '0'), match[3]?.padStart(2, '0')].join('-')
    : ''
  const at = new Date(`${day}T00:00:00Z`)
  if (!match || Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== day) {
    return { fault: '请按“年-月-日”填写日期，例如 2026-09-30' }
  }
  if (rule.min && day < rule.min) {
    return { fault: `不能早于 ${rule.min}` }
  }
  if (rule.max && day > rule.max) {
    return { fault: `不能晚于 ${rule.max}` }
  }
  return { value: day }
}

/** Reads a text: line ends made one, both ends trimmed. */
export function readText(text: string): ReadValue {
  const value = text.replace(/\r\n?/g, '\n').trim()
  if (value.length > maxTextLength) {
    return { fault: `不超过 ${maxTextLength} 字，现有 ${value.length} 字` }
  }
  return hasIdentityNumber(value) ? { fault: '请不要填写身份证号，改用姓名或工号' } : { value }
}

/** Reads one of some choices, however wide its letters. */
export function readChoice(text: string, choices: readonly string[]): ReadValue {
  const wanted = text.normalize('NFKC').trim()
  const found = choices.find((choice) => choice.normalize('NFKC').trim() === wanted)
  return found === undefined
    ? { fault: `请从这些里选一个：${choices.slice(0, 8).join('、')}` }
    : { value: found }
}
