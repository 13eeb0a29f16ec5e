/**
 * Hundredths of a decimal number written as text, half away from zero: `96.5` → 9650.
 * @returns null for what is no plain number, or too large to be exact
 */
export function decimalHundredths(text: string): number | null {
  const match = /^([+-]?)(\d{1,12})(?:\.(\d{1,30}))?$/.exec(text.trim())
  if (!match) {
    return null
  }
  const decimals = match[3] ?? ''
  const below = 10n ** BigInt(decimals.length)
  const size = (2n * BigInt(`${match[2]}${decimals}`) * 100n + below) / (2n * below)
  const hundredths = Number(size)
  return match[1] === '-' && hundredths !== 0 ? -hundredths : hundredths
}
