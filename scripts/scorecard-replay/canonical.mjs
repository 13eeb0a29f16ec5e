import { createHash } from 'node:crypto'

/**
 * JSON with the members of every object in the order of their names (by UTF-16 code units), no
 * spaces, numbers as whole numbers: equal values have one spelling.
 * @param {unknown} value
 * @returns {string}
 */
export function canonicalJson(value) {
  if (Array.isArray(value)) {
    return `[${value.map(canonicalJson).join(',')}]`
  }
  if (value !== null && typeof value === 'object') {
    const names = Object.keys(value).sort()
    const members = names.map((name) => `${JSON.stringify(name)}:${canonicalJson(value[name])}`)
    return `{${members.join(',')}}`
  }
  if (typeof value === 'number' && !Number.isSafeInteger(value)) {
    throw new Error(`不是整数：${value}`)
  }
  return JSON.stringify(value)
}

/**
 * Check code of a bundle: SHA-256 of everything but the member `sha256`, 64 hexadecimal digits.
 * @param {Record<string, unknown>} bundle
 */
export function checkCode(bundle) {
  const { sha256: _, ...content } = bundle
  return createHash('sha256').update(canonicalJson(content), 'utf8').digest('hex')
}
