import { pinyin } from 'pinyin-pro'

const firstIdeograph = 0x4e00
const lastIdeograph = 0x9fa5
let byLetter: Map<string, string> | undefined

/**
 * A regular expression for names whose characters sound with these initials (`ljg` → 李建国), every
 * reading of a character counted. Null when the text is not two to six letters, or when no sound
 * begins with one of them.
 */
export function initialsPattern(text: string): string | null {
  if (!/^[a-z]{2,6}$/i.test(text)) {
    return null
  }
  byLetter ??= groupByInitial()
  const classes: string[] = []
  for (const letter of text.toLowerCase()) {
    const characters = byLetter.get(letter)
    if (!characters) {
      return null
    }
    classes.push(`[${characters}]`)
  }
  return classes.join('')
}

/** Takes about half a second, once a process, when somebody first searches by initials. */
function groupByInitial(): Map<string, string> {
  const groups = new Map<string, string>()
  for (let code = firstIdeograph; code <= lastIdeograph; code += 1) {
    const character = String.fromCharCode(code)
    const sounds = pinyin(character, { toneType: 'none', type: 'array', multiple: true })
    for (const letter of new Set(sounds.map((sound) => sound.charAt(0)))) {
      groups.set(letter, (groups.get(letter) ?? '') + character)
    }
  }
  return groups
}
