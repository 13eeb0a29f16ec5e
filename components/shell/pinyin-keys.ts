import { pinyin } from 'pinyin-pro'

const known = new Map<string, string>()

/**
 * The sounds of a label, one for each character, for PaletteEntry.keys. Runs on the server: the
 * dictionary is too large to send to a phone.
 */
export function pinyinKeys(label: string): string {
  const found = known.get(label)
  if (found !== undefined) {
    return found
  }
  const text = label.toLowerCase().replaceAll(/\s+/g, '')
  const keys = pinyin(text, { toneType: 'none', type: 'array', nonZh: 'spaced', v: true }).join(' ')
  if (known.size < 5000) {
    known.set(label, keys)
  }
  return keys
}
