import {
  firstOf,
  isRecord,
  isRuleObject,
  type JsonRecord,
  ruleObjects,
  textOf,
  under,
} from './json-node'
import { childKeys, fullKeys, nameKeys, nameOfKey, otherKeys, ruleKeys } from './table-keys'

/** A rule object where it stands. */
export interface FoundRule {
  path: string
  rule: JsonRecord & { op: string }
}

/** A level of a table where it stands: an object, a list of rules under a name, or a bare name. */
export interface FoundLevel {
  path: string
  name: string
  value: unknown
}

export interface FoundParts {
  rules: FoundRule[]
  levels: FoundLevel[]
  /** Vetoes in words or as objects without an operator. */
  vetoes: unknown[]
}

const vetoKeys = new Set(['veto', 'vetoes', '一票否决', '否决项', '否决'])

const hasRule = (value: unknown) => ruleObjects(value).length > 0

/** Whether an object is a level: it has marks, a list of levels or a list of rules. */
const isLevel = (value: unknown) =>
  isRecord(value) &&
  (textOf(firstOf(value, fullKeys)) !== '' ||
    Object.keys(value).some((key) => ruleKeys.has(key) || childKeys.has(key)))

/**
 * What stands directly in a level of a table, however deep or flat it is written: lists of levels
 * under any key, maps from names to levels, rules in a list of their own or among the levels.
 */
export function partsIn(value: unknown, path: string, isList = false): FoundParts {
  const parts: FoundParts = { rules: [], levels: [], vetoes: [] }
  if (Array.isArray(value)) {
    value.forEach((one, at) => {
      addMember(parts, one, `${path}[${at}]`, `第 ${at + 1} 项`, isList)
    })
  } else if (isRecord(value)) {
    for (const [key, one] of Object.entries(value)) {
      addKey(parts, key, one, under(path, key), isList)
    }
  }
  return parts
}

function addKey(parts: FoundParts, key: string, value: unknown, path: string, isList: boolean) {
  if (vetoKeys.has(key)) {
    addVetoes(parts, value, path)
  } else if (isRuleObject(value)) {
    parts.rules.push({ path, rule: value })
  } else if (otherKeys.has(key) && !hasRule(value)) {
    return
  } else if (ruleKeys.has(key)) {
    merge(parts, partsIn(value, path))
  } else if (childKeys.has(key) && nameOfKey(key) === key) {
    merge(parts, partsIn(value, path, true))
  } else if (key === 'dims') {
    merge(parts, partsIn(value, path, true))
  } else if (hasRule(value) || isLevel(value) || (isList && isNamedMarks(key, value))) {
    parts.levels.push({ path, name: nameOfKey(key), value })
  } else if (Array.isArray(value) && value.some(isLevel)) {
    parts.levels.push({ path, name: nameOfKey(key), value })
  }
}

/** 党员作用: 10 in a map of levels. */
function isNamedMarks(key: string, value: unknown): boolean {
  const isOwnMark = [...fullKeys, ...nameKeys].some((one) => one === key)
  return !isOwnMark && /^\d+(?:\.\d+)?分?$/.test(textOf(value))
}

function addMember(
  parts: FoundParts,
  value: unknown,
  path: string,
  name: string,
  isList: boolean,
): void {
  if (isRuleObject(value)) {
    parts.rules.push({ path, rule: value })
  } else if (isRecord(value) || Array.isArray(value)) {
    parts.levels.push({ path, name, value })
  } else if (isList && textOf(value) !== '') {
    const bare = textOf(value).replace(/[\s:：(（]*\d+(?:\.\d+)?\s*分?[)）]?$/, '')
    parts.levels.push({ path, name: bare || textOf(value), value: textOf(value) })
  }
}

function addVetoes(parts: FoundParts, value: unknown, path: string): void {
  const list = Array.isArray(value) ? value : [value]
  list.forEach((one, at) => {
    const place = Array.isArray(value) ? `${path}[${at}]` : path
    if (isRuleObject(one)) {
      parts.rules.push({ path: place, rule: one })
    } else if (hasRule(one)) {
      merge(parts, partsIn(one, place))
    } else if (isRecord(one) && !('when' in one || 'effect' in one || 'name' in one)) {
      parts.vetoes.push(...Object.entries(one).map(([when, effect]) => ({ when, effect })))
    } else {
      parts.vetoes.push(one)
    }
  })
}

function merge(parts: FoundParts, more: FoundParts): void {
  parts.rules.push(...more.rules)
  parts.levels.push(...more.levels)
  parts.vetoes.push(...more.vetoes)
}
