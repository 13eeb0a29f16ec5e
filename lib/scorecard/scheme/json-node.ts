/** Reading of foreign JSON, tolerant of spellings. */

export type JsonRecord = Readonly<Record<string, unknown>>

/** What cannot be read; the message is a Chinese clause without a full stop. */
export class TableFault extends Error {
  override name = 'TableFault'
}

/** Whether a value is an object with keys. */
export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Whether an object is a rule: it names an operator. */
export function isRuleObject(value: unknown): value is JsonRecord & { op: string } {
  return isRecord(value) && typeof value.op === 'string'
}

/** The first of these keys that is there and not null. */
export function firstOf(record: JsonRecord, keys: readonly string[]): unknown {
  return keys.map((key) => record[key]).find((value) => value !== undefined && value !== null)
}

/** Text in one width, without blanks at its ends; empty for what is neither text nor number. */
export function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number'
    ? String(value).normalize('NFKC').replace(/\s+/g, ' ').trim()
    : ''
}

/** The first of these keys that holds text. */
export function firstText(record: JsonRecord, keys: readonly string[]): string {
  return keys.map((key) => textOf(record[key])).find((text) => text !== '') ?? ''
}

/** Every rule object under a value with its path, outer ones first. */
export function ruleObjects(
  value: unknown,
  path = '',
): { path: string; rule: JsonRecord & { op: string } }[] {
  if (Array.isArray(value)) {
    return value.flatMap((one, at) => ruleObjects(one, `${path}[${at}]`))
  }
  if (!isRecord(value)) {
    return []
  }
  const inner = Object.entries(value).flatMap(([key, one]) => ruleObjects(one, under(path, key)))
  return isRuleObject(value) ? [{ path, rule: value }, ...inner] : inner
}

/** Path of a key under a path: `dims[0].items`. */
export function under(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`
}
