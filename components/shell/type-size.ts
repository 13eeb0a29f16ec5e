/** The cookie that remembers 大字版; its value is `large` or absent. */
export const typeSizeCookie = 'type'

export type TypeSize = 'normal' | 'large'

/** Reads a cookie or form value; anything unknown is normal. */
export function parseTypeSize(value: unknown): TypeSize {
  return value === 'large' ? 'large' : 'normal'
}
