/** Letters and digits of a set-up code: none that look like another one. */
export const setupAlphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

/** A code as typed, without dashes and spaces, in capitals. */
export function normaliseSetupCode(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
}

/** `ABCD-EFGH-JKMN`, for reading aloud and for paper. */
export function formatSetupCode(code: string): string {
  return code.replace(/(.{4})(?=.)/g, '$1-')
}
