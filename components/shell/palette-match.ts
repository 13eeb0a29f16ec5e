export type PaletteEntry = {
  label: string
  href: string
  /** The heading it is listed under, e.g. 去往, 任务, 党支部. */
  group: string
  /** Pinyin of each character of the label, separated by spaces (see pinyinKeys). */
  keys?: string
  /** A second line: the branch of a person, the due day of a task. */
  detail?: string
}

/**
 * The entries a query finds, best first: by the words themselves, by pinyin, by initials, or by
 * any mixture of them (党jian, djzs, dangjianzs).
 */
export function matchEntries(entries: PaletteEntry[], query: string, limit = 8): PaletteEntry[] {
  const wanted = query.toLowerCase().replaceAll(/\s+/g, '')
  if (wanted === '') {
    return entries.slice(0, limit)
  }
  return entries
    .map((entry, position) => ({ entry, position, rank: rankOf(entry, wanted) }))
    .filter((found) => found.rank !== undefined)
    .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0) || a.position - b.position)
    .slice(0, limit)
    .map((found) => found.entry)
}

/** 0 begins with the words, 1 contains them, 2 begins with the sounds, 3 contains them. */
function rankOf(entry: PaletteEntry, wanted: string): number | undefined {
  const label = entry.label.toLowerCase()
  const at = label.replaceAll(/\s+/g, '').indexOf(wanted)
  if (at >= 0) {
    return at === 0 ? 0 : 1
  }
  const characters = Array.from(label).filter((character) => character.trim() !== '')
  const sounds = entry.keys?.toLowerCase().split(' ') ?? []
  for (let start = 0; start < characters.length; start += 1) {
    if (consumes(characters, sounds, start, wanted)) {
      return start === 0 ? 2 : 3
    }
  }
  return undefined
}

/** Whether `wanted` can be spent from `start` on: each character takes itself or a part of its sound. */
function consumes(characters: string[], sounds: string[], start: number, wanted: string): boolean {
  if (wanted === '') {
    return true
  }
  const character = characters[start]
  if (character === undefined) {
    return false
  }
  if (
    wanted.startsWith(character) &&
    consumes(characters, sounds, start + 1, wanted.slice(character.length))
  ) {
    return true
  }
  const sound = sounds[start] ?? ''
  for (let length = Math.min(sound.length, wanted.length); length > 0; length -= 1) {
    if (
      wanted.startsWith(sound.slice(0, length)) &&
      consumes(characters, sounds, start + 1, wanted.slice(length))
    ) {
      return true
    }
  }
  return false
}
